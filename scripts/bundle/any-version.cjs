// Stands in for two functions of semver in the client, whose library asks them whether this VS Code is new enough. VS Code
// itself has asked that of the manifest (`engines.vscode`).
module.exports = (version) => ({ version });
