// Stands in for minimatch in the client, whose library matches with it the files that a server wants to be told of when
// they are created, renamed or deleted. Ours does not ask for that.
exports.Minimatch = class {
  constructor(glob) {
    throw new Error(`Nothing matches ${glob}: the client is bundled without minimatch`);
  }
};
