import { z } from 'zod';
import type { Platform } from '../../config/types';
import { iamArn } from '../../platform/arns';
import { githubEnvironment, REVIEW_JOBS, SHARED_JOBS } from '../../platform/ci-names';
import { stackIds, stacksById } from '../../platform/stack-ids';
import { UserError } from '../errors';
import { stateLocation, type Stack } from '../stacks/manifest';

/** A job of the deploy workflow: one environment, or a part of what all of them share. */
export interface DeployJob {
  /** What people read, e.g. `prod`. */
  readonly name: string;
  /** GitHub environment, whose approvals are waited for. */
  readonly environment: string;
  /** ARN of the role that it assumes. */
  readonly role: string;
  readonly region: string;
  /** Names of stacks, separated by spaces. */
  readonly stacks: string;
}

/** Everything that a workflow needs to know. */
export interface Jobs {
  readonly region: string;
  /** Name of the bucket of the states, and of the plans of reviews. */
  readonly stateBucket: string;
  /** ARN of the role that plans. */
  readonly reviewRole: string;
  /** In the order in which they run, each after the one before. */
  readonly jobs: readonly DeployJob[];
}

/** The parts of bootstrap that tell which job assumes which role. */
const trust = z.looseObject({
  Statement: z.array(z.looseObject({ Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional() })),
});

/**
 * The jobs that deploy a platform: what environments depend on, each environment in the order of the config, and last
 * what depends on them.
 * @param stacks all of the platform, in deploy order
 * @param wanted names of the stacks that have something to deploy. @default - all
 * @throws UserError if the config names no repository whose jobs may deploy
 */
export function deployJobs(platform: Platform, stacks: readonly Stack[], wanted?: readonly string[]): Jobs {
  const bootstrap = stacks.find(({ name }) => name === stackIds.bootstrap());
  if (platform.ci === undefined || bootstrap === undefined) {
    throw new UserError(
      'The config names no repository whose GitHub Actions may deploy.',
      "Add ci: { repository: '<this repository>' } to the config, then run npm run bootstrap.",
    );
  }
  const roleFor = (subject: string): string => roleTrustedFor(bootstrap, platform, subject);
  const { ci } = platform;
  const jobOf = (part: string, name: string, of: readonly Stack[]): DeployJob => ({
    name,
    environment: githubEnvironment(ci, part),
    role: roleFor(`:environment:${githubEnvironment(ci, part)}`),
    region: platform.region,
    stacks: of.map((stack) => stack.name).join(' '),
  });
  const parts = partsOf(
    platform,
    stacks.filter((stack) => stack !== bootstrap && (wanted?.includes(stack.name) ?? true)),
  );
  const jobs = parts.filter(({ of }) => of.length > 0).map(({ environment, name, of }) => jobOf(environment, name, of));
  const { bucket: stateBucket } = stateLocation(bootstrap);
  const reviewRole = roleFor(`:environment:${githubEnvironment(ci, REVIEW_JOBS)}`);
  return { region: platform.region, stateBucket, reviewRole, jobs };
}

interface Part {
  readonly environment: string;
  readonly name: string;
  readonly of: readonly Stack[];
}

function partsOf(platform: Platform, stacks: readonly Stack[]): Part[] {
  const { environments } = platform;
  const ids = stacksById(platform);
  const environmentOf = (stack: string): string | undefined => ids.get(stack)?.environment;
  const shared = stacks.filter(({ name }) => environmentOf(name) === undefined);
  const isOnTop = ({ dependencies }: Stack): boolean => dependencies.some((name) => environmentOf(name) !== undefined);
  return [
    { environment: SHARED_JOBS, name: 'shared, before', of: shared.filter((stack) => !isOnTop(stack)) },
    ...environments.map(({ name }) => ({
      environment: name,
      name,
      of: stacks.filter((stack) => environmentOf(stack.name) === name),
    })),
    { environment: SHARED_JOBS, name: 'shared, after', of: shared.filter(isOnTop) },
  ];
}

/** Read from the synthesized roles, so that their names are defined only once. */
function roleTrustedFor(bootstrap: Stack, platform: Platform, subject: string): string {
  const role = Object.values(bootstrap.json.resource?.['aws_iam_role'] ?? {}).find(({ assume_role_policy: policy }) =>
    subjectsOf(policy).some((each) => each.endsWith(subject)),
  );
  if (role === undefined) throw new Error(`bootstrap has no role for ${subject}`);
  return iamArn(platform, `role/${String(role['name'])}`);
}

function subjectsOf(policy: unknown): string[] {
  const { Statement } = trust.parse(JSON.parse(String(policy)));
  return Statement.flatMap(({ Condition = {} }) =>
    Object.values(Condition).flatMap((values) =>
      Object.entries(values)
        .filter(([key]) => key.endsWith(':sub'))
        .flatMap(([, value]) => [value].flat().map(String)),
    ),
  );
}
