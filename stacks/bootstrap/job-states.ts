import {
  leaveStates,
  leaveStatesUnread,
  readStates,
  writeStates,
  type StateBucket,
} from '../../modules/ci/state-grants';
import type { PolicyStatement } from '../../modules/iam/policy-document';
import { foreignMatches, stackIds, type StackId } from '../../platform/stack-ids';

/** Which states the jobs that deploy read and write. */
export class JobStates {
  /**
   * @param environments names of all environments
   * @param services names of all services
   */
  constructor(
    private readonly bucket: StateBucket,
    private readonly environments: readonly string[],
    private readonly services: readonly string[],
  ) {}

  /**
   * Reads the states of an environment and of the registries that its services pull from: others hold secrets, those of
   * other environments their own and those of pipelines the token for GitHub.
   */
  readOf(environment: string): PolicyStatement[] {
    const patterns = [stackIds.service(environment, '*'), stackIds.registry('*')];
    const foreign = this.foreignStacks(environment, patterns).filter(({ type }) => type !== 'registry');
    const ids = foreign.map(({ id }) => id);
    return [...readStates(this.bucket, patterns), ...(ids.length > 0 ? [leaveStatesUnread(this.bucket, ids)] : [])];
  }

  /** A pipeline reads the states of the clusters and services that it releases to, and of its registry. */
  leaveOthersOfPipelines(): PolicyStatement {
    const ofEnvironments = this.environments.flatMap((name) => [stackIds.network(name), stackIds.gateway(name)]);
    return leaveStatesUnread(this.bucket, [stackIds.bootstrap(), ...ofEnvironments]);
  }

  /**
   * Writes states by a pattern, so that bootstrap need not change with every new service, but for those that look alike
   * and belong to others.
   *
   * @param environment whose they are; undefined: what all environments share
   * @param patterns ids of stacks, with `*` for any letters
   */
  writeOf(environment: string | undefined, patterns: readonly string[]): PolicyStatement[] {
    const foreign = this.foreignStacks(environment, patterns).map(({ id }) => id);
    return [...writeStates(this.bucket, patterns), ...(foreign.length > 0 ? [leaveStates(this.bucket, foreign)] : [])];
  }

  private foreignStacks(environment: string | undefined, patterns: readonly string[]): readonly StackId[] {
    const named = (names: readonly string[]): { name: string }[] => names.map((name) => ({ name }));
    const platform = { environments: named(this.environments), services: named(this.services) };
    return foreignMatches(platform, environment, patterns);
  }
}
