import { valueAt } from '../data';
import { cpusWith, fargateCpus, fargateSizes, memoriesOf } from '../fargate-sizes';
import { listenerPriority } from '../../platform/listener-priority';
import type { SpecialCase } from './option';

/** Everything about options that follows from other options. What is only allowed together is in `rules/`. */

/**
 * Task counts that are left out never contradict those given: `desired` is at least `min`, and `max` at least `desired`.
 */
export const followingCounts: SpecialCase = (filled, given) => {
  const desired = given.desired ?? Math.max(Number(filled.desired), Number(filled.min));
  const max = given.max ?? Math.max(Number(filled.max), Number(desired));
  return { ...filled, desired, max };
};

/**
 * The path in the API is the name of the service if it is left out; the priority of the load balancer's rule is derived
 * from the path.
 */
export const pathOfService: SpecialCase = (filled, _given, service) => {
  const path = typeof filled.path === 'string' ? filled.path : service;
  return { ...filled, path, listenerPriority: listenerPriority(path) };
};

/**
 * The pairs of cpu and memory that Fargate offers, all from the table in `fargate-sizes.ts`: the numbers that a fix
 * proposes and the JSON Schema. The types are in `input.ts`, the check in `rules/sizes.ts`.
 */
export const fargatePair = {
  cpusBeside: (beside: unknown): readonly number[] => cpusWith(Number(valueAt(beside, ['memory']))),
  memoriesBeside: (beside: unknown): readonly number[] => memoriesOf(Number(valueAt(beside, ['cpu']))),
  /** JSON Schema keywords of every object with cpu and memory. */
  keywords: {
    allOf: fargateCpus.map((each) => ({
      if: { properties: { cpu: { const: each } }, required: ['cpu', 'memory'] },
      then: { properties: { memory: { enum: fargateSizes[each] } } },
    })),
  },
  /** JSON Schema keywords of a service, which gives both or none; an override may give one. */
  bothOrNone: { dependentRequired: { cpu: ['memory'], memory: ['cpu'] } },
};
