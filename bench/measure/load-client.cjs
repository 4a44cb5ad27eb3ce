// node load-client.cjs FILE: loads the client's bundle with something empty in the place of the editor's API, and prints
// the milliseconds it took.
const Module = require('node:module');

/** Whatever is asked of it, it is a class, a function and an object with everything in it. */
const anything = new Proxy(class Anything {}, {
  get: (target, name) => (typeof name === 'symbol' || name in target ? target[name] : anything),
  apply: () => anything,
});
const load = Module._load;
Module._load = (request, ...others) => (request === 'vscode' ? anything : load(request, ...others));

const start = performance.now();
require(process.argv[2]);
console.log(performance.now() - start);
