import { applyBootstrap } from '../../../cli/bootstrap/apply-bootstrap';
import { captureSuccess } from '../../../cli/processes/run';
import { stateBucketOf } from '../../../cli/start/deploy-all';
import type { RehearsalWorkspace } from '../../../cli/start/rehearsal-workspace';
import type { Stack } from '../../../cli/stacks/manifest';
import { inProviderLanes } from '../../../cli/terraform/provider-lanes';
import { init } from '../../../cli/terraform/terraform';
import { quietStep } from './quiet-step';

/** Stacks at a time: a load balancer and the lifecycle of a bucket are a minute of waiting each. */
const LANES = 6;

/**
 * Deploys stacks with providers that run already: of many stacks, that takes half the time that the CDKTF CLI takes.
 * @param stacks bootstrap, and each of the others after those that it depends on
 */
export async function deployInLanes(workspace: RehearsalWorkspace, stacks: readonly Stack[]): Promise<void> {
  const { bootstrap, terraform } = workspace;
  const others = stacks.filter(({ name }) => name !== bootstrap.stack.name);
  const [first] = others;
  if (first === undefined) throw new Error('there is no stack but bootstrap');
  const bootstrapped = quietStep('Bootstrap', () => applyBootstrap(bootstrap));
  await stateBucketOf(workspace, bootstrapped);
  await init({ ...terraform, folder: first.folder, stack: first.name });
  await Promise.all([bootstrapped, quietStep(`Deploy ${others.length} stacks`, () => applyInOrder(workspace, others))]);
  // Until then it is applied in a folder of its own.
  await init({ ...terraform, folder: bootstrap.stack.folder, stack: bootstrap.stack.name });
}

/** The lanes take stacks in their order, so what a stack waits for was begun before it. */
async function applyInOrder(workspace: RehearsalWorkspace, stacks: readonly Stack[]): Promise<void> {
  const begun = new Map<string, Promise<void>>();
  const applyAfterOthers = async (stack: Stack, env: RehearsalWorkspace['env']): Promise<void> => {
    await Promise.all(stack.dependencies.map((name) => begun.get(name) ?? Promise.resolve()));
    await applyStack(workspace, stack, env);
  };
  const applying = (stack: Stack, env: RehearsalWorkspace['env']): Promise<void> => {
    const applied = applyAfterOthers(stack, env);
    begun.set(stack.name, applied);
    return applied;
  };
  await inProviderLanes(workspace, stacks, applying, LANES);
}

async function applyStack(
  { terraform }: RehearsalWorkspace,
  stack: Stack,
  env: RehearsalWorkspace['env'],
): Promise<void> {
  const { name, folder } = stack;
  await init({ ...terraform, env, folder, stack: name });
  const args = ['apply', '-auto-approve', '-input=false', '-no-color'];
  await captureSuccess(`terraform apply of ${name}`, terraform.binary, args, { cwd: folder, env });
}
