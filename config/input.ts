import type { FargateCpu, FargateMemory } from './fargate-sizes';
import type {
  EnvironmentInput,
  OverrideOptionsInput,
  OwnStackInput as OwnStackOptionsInput,
  PlatformOptionsInput,
  ServiceOptionsInput,
} from './generated/input';

/**
 * What a config file says: the types of `definePlatform`. The options themselves are in `generated/input.ts`; here is
 * what their declarations cannot say: the names of environments, and the pairs of cpu and memory.
 */

export type { EnvironmentInput } from './generated/input';

/**
 * A config. `EnvironmentName` is inferred, so that an override for an environment that does not exist is a compile
 * error.
 */
export interface PlatformInput<EnvironmentName extends string = string> extends PlatformOptionsInput {
  readonly environments: Readonly<Record<EnvironmentName, EnvironmentInput>>;
  readonly services: Readonly<Record<string, ServiceInput<NoInfer<EnvironmentName>>>>;
  readonly stacks?: Readonly<Record<string, OwnStackInput<NoInfer<EnvironmentName>>>>;
}

/** A stack that code of the project builds. */
export interface OwnStackInput<EnvironmentName extends string = string> extends OwnStackOptionsInput {
  readonly environments?: readonly EnvironmentName[];
}

/** One deployable service. */
export type ServiceInput<EnvironmentName extends string = string> = ServiceOptionsInput &
  SizeInput & { readonly environments?: { readonly [Name in EnvironmentName]?: OverrideInput } };

/** What differs in one environment; cpu or memory alone keeps the service's other half. */
export type OverrideInput = OverrideOptionsInput & (SizeInput | CpuAlone | MemoryAlone);

/** Neither cpu nor memory, which takes the defaults, or both of a pair that Fargate offers. */
export type SizeInput =
  | { readonly cpu?: never; readonly memory?: never }
  | { [Cpu in FargateCpu]: { readonly cpu: Cpu; readonly memory: FargateMemory<Cpu> } }[FargateCpu];

interface CpuAlone {
  readonly cpu: FargateCpu;
  readonly memory?: never;
}

interface MemoryAlone {
  readonly cpu?: never;
  readonly memory: FargateMemory;
}
