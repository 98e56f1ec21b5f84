import { isSecretVariable } from '../../../plan/masking/secret-variables';
import { containerChanges } from '../../reading/containers';
import { resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';
import { UNKNOWN } from '../../../plan/value';
import { textAt, valuesAt } from '../../reading/values';
import { isObject } from '../../../plan/value';
import type { ResourceChange } from '../../../plan/plan';

/** A secret is written where everybody who may look at the task or build can read it. */
export const secretInPlainVariable: ChangeRule = {
  about: 'change',
  id: 'secret-in-plain-variable',
  category: 'policy',
  severities: ['attention'],
  meaning: 'An environment variable that is a secret by its name or its value has it in plain text.',
  check: (change) => {
    const old = new Set(secretsOf({ ...change, after: change.before }));
    return secretsOf(change)
      .filter((name) => !old.has(name))
      .map((name) => ({
        severity: 'attention',
        title: `Variable ${name} of ${resourceName(change)} looks like a secret in plain text`,
        detail:
          'Everybody who may describe it can read the value, and so can everybody who reads the code or the state. Put it into Secrets Manager or SSM, and name that in `secrets`.',
      }));
  },
};

/** Names of the variables that hold secrets. */
function secretsOf(change: ResourceChange): readonly string[] {
  return variablesOf(change).flatMap(({ name, value }) => (isSecretVariable(name, value) ? [name] : []));
}

interface Variable {
  readonly name: string;
  readonly value: string;
}

function variablesOf(change: ResourceChange): readonly Variable[] {
  if (change.type === 'aws_ecs_task_definition') {
    return containerChanges(change).flatMap(({ after }) =>
      [...after.environment].map(([name, value]) => ({ name, value })),
    );
  }
  if (change.type === 'aws_lambda_function') {
    const [variables] = valuesAt(change.after, 'environment.variables');
    return isObject(variables)
      ? Object.entries(variables).flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : []))
      : [];
  }
  if (change.type !== 'aws_codebuild_project') return [];
  return valuesAt(change.after, 'environment.environment_variable').flatMap((variable) => {
    if (variable === UNKNOWN || !isObject(variable) || (variable['type'] ?? 'PLAINTEXT') !== 'PLAINTEXT') return [];
    const [name, value] = [textAt(variable, 'name'), textAt(variable, 'value')];
    return name === undefined || value === undefined ? [] : [{ name, value }];
  });
}
