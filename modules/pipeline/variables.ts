/**
 * The variables of a pipeline that actions use. None of them is a build's own: what a build exports could end a JSON
 * text, a shell's word or a sentence where it is filled in.
 * Source: AWS CodePipeline User Guide, "Variables reference".
 */
export const VARIABLES = {
  /** Id of the execution, a UUID that CodePipeline makes. */
  execution: '#{codepipeline.PipelineExecutionId}',
  /** Id of the commit, 40 hexadecimal digits of GitHub. */
  commit: '#{SourceVariables.CommitId}',
  /** Digest of the released image, `sha256:` and 64 hexadecimal digits, found in ECR by the action Verify. */
  digest: '#{ReleaseVariables.DIGEST}',
} as const;

/** Namespaces of the actions whose variables are used. */
export const NAMESPACES = { source: 'SourceVariables', release: 'ReleaseVariables' } as const;

/** Begins the tags of the images that an execution builds; a build adds its number. */
export const RELEASE_TAG = `${VARIABLES.commit}-${VARIABLES.execution}`;

/**
 * Variables of a CodeBuild action, in plain text.
 * Source: AWS CodePipeline User Guide, "AWS CodeBuild build and test action reference".
 */
export function environmentVariables(variables: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(variables).map(([name, value]) => ({ name, value, type: 'PLAINTEXT' })));
}
