// User settings of every window the scripts open: nothing that asks, advertises or updates itself, so
// that tests and screenshots show the extension and not the editor's surroundings.
export const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  // The desktop's default; the browser's is to save a second after each change.
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
};

/** What differs where Workspace Trust is the subject: the window opens in Restricted Mode, unasked. */
export const restrictedSettings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'always',
};

/** Environment of a server whose windows look up no extensions anywhere: tests need no network. */
export const withoutMarketplace = { EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '' }) };
