import {
  leaveStates,
  leaveStatesUnread,
  readStates,
  writeStates,
  type StateBucket,
} from '../../modules/ci/state-grants';
import type { PolicyStatement } from '../../modules/iam/policy-document';
import {
  foreignMatches,
  stackIds,
  stackIdsOf,
  type OwnStackName,
  type StackId,
  type StackNames,
} from '../../platform/stack-ids';

/** Which states the jobs that deploy read and write. */
export class JobStates {
  /**
   * @param environments names of all environments
   * @param services names of all services
   * @param stacks those of the project's own
   */
  constructor(
    private readonly bucket: StateBucket,
    private readonly environments: readonly string[],
    private readonly services: readonly string[],
    private readonly stacks: readonly OwnStackName[],
  ) {}

  /**
   * Reads the states of an environment, of the registries that its services pull from, and of the project's own stacks that
   * all environments share: others hold secrets, those of other environments their own and those of pipelines the token
   * for GitHub.
   */
  readOf(environment: string): PolicyStatement[] {
    const patterns = [stackIds.service(environment, '*'), stackIds.registry('*')];
    const foreign = this.foreignStacks(environment, patterns).filter(({ type }) => type !== 'registry');
    const ids = foreign.map(({ id }) => id);
    const readable = [...patterns, ...this.sharedIds()];
    return [...readStates(this.bucket, readable), ...(ids.length > 0 ? [leaveStatesUnread(this.bucket, ids)] : [])];
  }

  /**
   * A pipeline reads the states of the clusters and services that it releases to, and of its registry. Nothing that all
   * environments share reads what is the project's own of one of them.
   */
  leaveOthersOfPipelines(): PolicyStatement {
    const ofEnvironments = this.environments.flatMap((name) => [stackIds.network(name), stackIds.gateway(name)]);
    const own = this.ownIds().filter(({ environment }) => environment !== undefined);
    return leaveStatesUnread(this.bucket, [stackIds.bootstrap(), ...ofEnvironments, ...own.map(({ id }) => id)]);
  }

  /** Writes the states of pipelines and registries, and of the project's own stacks that all environments share. */
  writeShared(): PolicyStatement[] {
    return this.writeOf(undefined, [stackIds.registry('*'), stackIds.pipeline('*'), ...this.sharedIds()]);
  }

  /** Ids of the project's own stacks that all environments share. */
  private sharedIds(): readonly string[] {
    return this.ownIds().flatMap(({ id, environment }) => (environment === undefined ? [id] : []));
  }

  private ownIds(): readonly StackId[] {
    return stackIdsOf(this.names()).filter(({ type }) => type === 'own');
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
    return foreignMatches(this.names(), environment, patterns);
  }

  private names(): StackNames {
    const named = (names: readonly string[]): { name: string }[] => names.map((name) => ({ name }));
    return { environments: named(this.environments), services: named(this.services), stacks: this.stacks };
  }
}
