import { fargateCpus, fargateMemories, fargateSizes, memoriesOf } from '../../../../config/fargate-sizes';
import { issuesOf, pathsOf, withService } from '../../../helpers/config';

describe('the table of Fargate sizes', () => {
  const GiB = 1024;

  it.each([
    [256, [0.5 * GiB, GiB, 2 * GiB]],
    [512, range(1, 4, 1)],
    [1024, range(2, 8, 1)],
    [2048, range(4, 16, 1)],
    [4096, range(8, 30, 1)],
    [8192, range(16, 60, 4)],
    [16384, range(32, 120, 8)],
  ])('offers with %d CPU units what AWS documents', (cpu, memories) => {
    expect(memoriesOf(cpu)).toEqual(memories);
  });

  it('has a row for each number of CPU units, and no other', () => {
    expect(fargateCpus.map(String)).toEqual(Object.keys(fargateSizes));
    expect(memoriesOf(128)).toEqual([]);
  });

  function range(from: number, to: number, step: number): readonly number[] {
    return Array.from({ length: (to - from) / step + 1 }, (_, index) => (from + index * step) * GiB);
  }
});

describe('cpu and memory of a service', () => {
  it('are taken in exactly the pairs of the table', () => {
    const pairs = fargateCpus.flatMap((cpu) => fargateMemories.map((memory) => ({ cpu, memory })));
    const taken = pairs.filter((pair) => issuesOf(withService(pair)).length === 0);
    expect(taken).toEqual(pairs.filter(({ cpu, memory }) => memoriesOf(cpu).includes(memory)));
    expect(taken).toHaveLength(3 + 4 + 7 + 13 + 23 + 12 + 12);
  });

  it('that Fargate does not offer together are refused with the nearest pair', () => {
    expect(issuesOf(withService({ cpu: 256, memory: 8192 }))).toEqual([
      {
        path: 'services.hello.cpu',
        found: 'cpu 256 with memory 8192',
        allowed: 'memory 512, 1024 or 2048 with cpu 256; cpu 1024, 2048 or 4096 with memory 8192',
        fix: 'set memory: 2048 beside cpu: 256',
      },
    ]);
    expect(issuesOf(withService({ cpu: 8192, memory: 18432 }))).toMatchObject([
      {
        allowed: 'memory 16384 to 61440 in steps of 4096 with cpu 8192; cpu 4096 with memory 18432',
        fix: 'set memory: 20480 beside cpu: 8192',
      },
    ]);
  });

  it('are given together', () => {
    expect(issuesOf(withService({ cpu: 2048 }))).toEqual([
      {
        path: 'services.hello.memory',
        found: 'nothing, although cpu is 2048',
        allowed: 'memory together with cpu: 4096 to 16384 in steps of 1024',
        fix: 'add memory: 4096',
      },
    ]);
    expect(issuesOf(withService({ memory: 512 }))).toEqual([
      {
        path: 'services.hello.cpu',
        found: 'nothing, although memory is 512',
        allowed: 'cpu together with memory: 256',
        fix: 'add cpu: 256',
      },
    ]);
  });

  it('are given together even where the default would do', () => {
    expect(pathsOf(withService({ cpu: 512 }))).toEqual(['services.hello.memory']);
  });
});

describe('cpu and memory in an environment', () => {
  it('are refused at the override, with where the other half is from', () => {
    expect(issuesOf(withService({ cpu: 256, memory: 512, environments: { prod: { cpu: 1024 } } }))).toEqual([
      {
        path: 'services.hello.environments.prod.cpu',
        found: 'cpu 1024 with memory 512 (services.hello.memory)',
        allowed: 'memory 2048 to 8192 in steps of 1024 with cpu 1024; cpu 256 with memory 512',
        fix: 'set memory: 2048 beside cpu: 1024',
      },
    ]);
    expect(issuesOf(withService({ environments: { prod: { memory: 512 } } }))).toMatchObject([
      { path: 'services.hello.environments.prod.memory', found: 'cpu 512 (the default) with memory 512' },
    ]);
  });

  it('are checked as a pair when both are given there', () => {
    expect(issuesOf(withService({ environments: { prod: { cpu: 4096, memory: 4096 } } }))).toMatchObject([
      { path: 'services.hello.environments.prod.cpu', found: 'cpu 4096 with memory 4096' },
    ]);
  });

  it('leave a wrong pair of the service itself to be named as well', () => {
    const input = withService({ cpu: 256, memory: 8192, environments: { dev: { cpu: 1024 }, prod: { memory: 512 } } });
    expect(pathsOf(input)).toEqual(['services.hello.cpu']);
  });
});
