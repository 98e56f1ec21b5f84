import { installCheckov } from 'plan-review/checkov/install-checkov';
import { runCheckov } from 'plan-review/checkov/run-checkov';
import { scannedText } from 'plan-review/checkov/scanned-file';
import { checkovFolderOf, projectPaths } from '../../cli/project';
import { CHECKOV_EXCEPTIONS, type CheckovException } from '../fixtures/checkov-exceptions';
import { everyPlatform, type SynthesizedPlatform } from '../helpers/every-platform';
import { stackIdsOf } from '../../platform/stack-ids';
import { useRunFolder } from './helpers/run-folder';

/** Milliseconds; the first run installs checkov. */
const TIMEOUT_MS = 400_000;

/** A check that a resource fails. */
interface Failure {
  /** E.g. `CKV_AWS_150`. */
  readonly check: string;
  /** E.g. `network: aws_lb.load-balancer`. */
  readonly resource: string;
}

let failures: readonly Failure[];

describe('checkov on every stack of the sample, the smallest config and the widest', () => {
  const fileOfRun = useRunFolder();

  beforeAll(async () => {
    const install = { folder: checkovFolderOf(projectPaths()), env: process.env };
    failures = await failuresOf(await installCheckov(install), fileOfRun('stacks'));
  }, TIMEOUT_MS);

  it('finds nothing but the exceptions, which have a reason', () => {
    expect(unique(failures.filter((failure) => !CHECKOV_EXCEPTIONS.some((each) => isOf(failure, each))))).toEqual([]);
  });

  it('needs every exception', () => {
    expect(CHECKOV_EXCEPTIONS.filter((each) => !failures.some((failure) => isOf(failure, each)))).toEqual([]);
  });

  it('excepts every resource from a check once', () => {
    const often = failures.filter((failure) => CHECKOV_EXCEPTIONS.filter((each) => isOf(failure, each)).length > 1);
    expect(unique(often)).toEqual([]);
  });
});

async function failuresOf(python: string, work: string): Promise<readonly Failure[]> {
  const types = everyPlatform.map(typesOf);
  const files = everyPlatform.flatMap(({ app }, index) =>
    [...app.stacks].map(([id, json]) => {
      const stack = `${index}-${id}`;
      return { side: 'head' as const, stack, path: `/${stack}/cdk.tf.json`, text: scannedText(json) };
    }),
  );
  const { head } = await runCheckov({ python, folder: work, files, env: process.env });
  return head.map(({ check, stack, address }) => {
    const [index = '', ...id] = stack.split('-');
    const type = types[Number(index)]?.get(id.join('-')) ?? 'unknown';
    return { check, resource: `${type}: ${address.replace(/^data\./, '').replace(/_[0-9A-F]{8}$/, '')}` };
  });
}

/** Types of a platform's stacks, by id. */
function typesOf({ platform }: SynthesizedPlatform): ReadonlyMap<string, string> {
  return new Map(stackIdsOf(platform).map(({ id, type }) => [id, type]));
}

function isOf({ check, resource }: Failure, exception: CheckovException): boolean {
  return check === exception.check && exception.resource.test(resource);
}

function unique(some: readonly Failure[]): string[] {
  return [...new Set(some.map(({ check, resource }) => `${check} ${resource}`))];
}
