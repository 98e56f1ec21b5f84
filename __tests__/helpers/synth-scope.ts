import { Testing } from 'cdktf';
import type { Construct } from 'constructs';
import type { StackJson } from './synth';

/** The JSON of a stack that holds just what `build` adds to it: for tests of single modules. */
export function synthesizeScope(build: (scope: Construct) => void): StackJson {
  return JSON.parse(Testing.synthScope(build)) as StackJson;
}
