/** Values of `$context` or of the stage's variables, by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Where the variables of a text come from. */
export interface VariableSources {
  readonly context: Variables;
  readonly stageVariables: Variables;
}

/** Claims may have a colon in their names: `$context.authorizer.claims.cognito:username`. */
const VARIABLE = /\$(?:(context)\.(authorizer\.claims\.[\w:]+|\w+(?:\.\w+)*)|(?:stageVariables)\.(\w+))/g;

/**
 * Puts values in the place of `$context.<name>` and `$stageVariables.<name>`.
 * @param missing what stands for a variable without a value
 */
export function render(text: string, { context, stageVariables }: VariableSources, missing: string): string {
  return text.replace(VARIABLE, (_all, isContext: string | undefined, name: string, stageVariable: string) => {
    return (isContext === undefined ? stageVariables[stageVariable] : context[name]) ?? missing;
  });
}

/** Puts the stage's variables in the place of `${stageVariables.<name>}`, as in the URI of an integration. */
export function renderUri(uri: string, stageVariables: Variables): string {
  return uri.replace(/\$\{stageVariables\.(\w+)\}/g, (_all, name: string) => stageVariables[name] ?? '');
}
