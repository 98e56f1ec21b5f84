import { ActionFailure } from './action-failure';
import type { PipelineExecution } from './records';

/** `#{namespace.name}` (CodePipeline User Guide, "Variables reference"). */
const REFERENCE = /#\{([^{}.]+)\.([^{}]+)\}/g;

/**
 * Fills in the variables of an action's configuration.
 * @throws ActionFailure `ConfigurationError` if there is no such variable
 */
export function resolveConfiguration(
  configuration: Readonly<Record<string, string>>,
  execution: PipelineExecution,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(configuration).map(([key, text]) => [
      key,
      text.replaceAll(REFERENCE, (_, namespace: string, name: string) => valueOf(execution, namespace, name)),
    ]),
  );
}

function valueOf(execution: PipelineExecution, namespace: string, name: string): string {
  const value = variablesOf(execution, namespace)?.[name];
  if (value !== undefined) return value;
  throw new ActionFailure(
    'ConfigurationError',
    `The variable #{${namespace}.${name}} has no value: no action that ran before has the namespace '${namespace}' and the output variable '${name}'.`,
  );
}

function variablesOf(execution: PipelineExecution, namespace: string): Readonly<Record<string, string>> | undefined {
  if (namespace === 'codepipeline') return { PipelineExecutionId: execution.id };
  return namespace === 'variables' ? execution.variables : execution.namespaces.get(namespace);
}
