import type { ResourceChange } from '../../../plan/plan';
import { judge } from '../../../plan/masking/judgement';
import { replaceTexts } from '../../../plan/masking/variable-places';
import { resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';

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

/** Names of the variables that hold secrets, of containers, builds, functions and other resources. */
function secretsOf({ type, after }: ResourceChange): readonly string[] {
  const names = new Set<string>();
  replaceTexts(type, after ?? {}, (text, { kind, name }) => {
    if (kind === 'variable' && judge(name, text) === 'secret') names.add(name);
    return text;
  });
  return [...names];
}
