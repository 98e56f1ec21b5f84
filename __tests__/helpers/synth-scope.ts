import { TerraformStack, type App } from 'cdktf';
import type { Construct } from 'constructs';
import { synthesizeStack, type StackJson } from './synth';

/** The JSON of a stack that holds just what `build` adds to it, without cdktf's notes: for tests of single modules. */
export function synthesizeScope(build: (scope: Construct) => void): StackJson {
  const addStack = (app: App): void => {
    build(new TerraformStack(app, 'stack'));
  };
  // cdktf would ask for a provider.
  const stack = synthesizeStack('stack', addStack, { skipValidation: true });
  return withoutNotes(stack) as StackJson;
}

function withoutNotes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNotes);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== '//');
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNotes(inner)]));
}
