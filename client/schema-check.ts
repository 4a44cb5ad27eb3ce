/** Extensions that compare Flux objects with the schemas of their kinds, too. */
export const schemaCheckers: readonly string[] = ['redhat.vscode-yaml', 'home-operations.yayamlls'];

/**
 * The settings as the server gets them: with `auto` the schema check is off where another extension does the same, so that
 * nothing is said twice.
 */
export function withSchemaCheck<T>(settings: T, isDoneElsewhere: boolean): T {
  return isDoneElsewhere && isAuto(settings) ? { ...settings, schemaCheck: 'off' } : settings;
}

function isAuto(settings: unknown): settings is { readonly schemaCheck: 'auto' } {
  return (
    typeof settings === 'object' &&
    settings !== null &&
    'schemaCheck' in settings &&
    settings.schemaCheck === 'auto'
  );
}
