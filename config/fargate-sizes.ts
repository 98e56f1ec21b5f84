/**
 * The memory sizes in MiB that Fargate offers for each number of CPU units.
 * Source: Amazon ECS Developer Guide, "Task CPU and memory". The keys and values are also the types of the config.
 */
export const fargateSizes = {
  256: [512, 1024, 2048],
  512: [1024, 2048, 3072, 4096],
  1024: [2048, 3072, 4096, 5120, 6144, 7168, 8192],
  2048: [4096, 5120, 6144, 7168, 8192, 9216, 10240, 11264, 12288, 13312, 14336, 15360, 16384],
  4096: [
    8192, 9216, 10240, 11264, 12288, 13312, 14336, 15360, 16384, 17408, 18432, 19456, 20480, 21504, 22528, 23552, 24576,
    25600, 26624, 27648, 28672, 29696, 30720,
  ],
  8192: [16384, 20480, 24576, 28672, 32768, 36864, 40960, 45056, 49152, 53248, 57344, 61440],
  16384: [32768, 40960, 49152, 57344, 65536, 73728, 81920, 90112, 98304, 106496, 114688, 122880],
} as const;

/** CPU units of a Fargate task, 1024 a vCPU. */
export type FargateCpu = keyof typeof fargateSizes;

/** Memory in MiB that goes with some number of CPU units. */
export type FargateMemory<Cpu extends FargateCpu = FargateCpu> = {
  [Each in Cpu]: (typeof fargateSizes)[Each][number];
}[Cpu];

/** Every number of CPU units, ascending. */
export const fargateCpus = Object.keys(fargateSizes).map(Number) as FargateCpu[];

/** Every memory size that goes with some number of CPU units, ascending. */
export const fargateMemories: readonly FargateMemory[] = [
  ...new Set(fargateCpus.flatMap((cpu): readonly FargateMemory[] => fargateSizes[cpu])),
].sort((a, b) => a - b);

/** The memory sizes that Fargate offers with `cpu` units, ascending; none for a number of units that does not exist. */
export function memoriesOf(cpu: number): readonly number[] {
  const known = fargateCpus.find((each) => each === cpu);
  return known === undefined ? [] : fargateSizes[known];
}

/** The numbers of CPU units that Fargate offers with `memory` MiB, ascending. */
export function cpusWith(memory: number): readonly FargateCpu[] {
  return fargateCpus.filter((cpu) => memoriesOf(cpu).includes(memory));
}
