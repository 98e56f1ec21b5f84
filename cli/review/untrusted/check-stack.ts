import { TOP_LEVEL } from './allowed';
import { checkData } from './check-data';
import { checkImports } from './check-imports';
import { checkResources } from './check-resources';
import { checkSecrets } from './check-secrets';
import { checkSettings } from './check-settings';
import { checkTexts } from './check-texts';
import { isObject, type Json, type JsonObject } from './read-json';
import { step, type Refusal } from './refusal';
import type { TrustedPlatform } from './trusted-platform';

/** What a stack is checked against. */
export interface Measure {
  readonly platform: TrustedPlatform;
  /** Types of resources that the config of the base allows beyond those of the platform. */
  readonly types: ReadonlySet<string>;
}

/** What is wrong, but for the stack. */
export type Problem = Omit<Refusal, 'stack'>;

/**
 * Makes sure that planning the JSON of a stack can do nothing but read what the plan of such a stack has to read.
 * @returns what is not allowed; empty if Terraform may be given the JSON
 */
export function checkStack(stack: string, json: JsonObject, measure: Measure): Refusal[] {
  const unknown = Object.keys(json)
    .filter((name) => !TOP_LEVEL.has(name))
    .map((name) => ({ path: step(name), found: `a block ${step(name)}`, allowed: [...TOP_LEVEL].slice(1).join(', ') }));
  const problems: Problem[] = [
    ...unknown,
    ...checkSettings(stack, json, measure.platform),
    ...checkResources(json['resource'], measure.types),
    ...checkData(json, measure.platform),
    ...checkImports(json['import']),
    ...checkOutputs(json['output']),
    ...checkTexts(json, measure.types),
    ...checkSecrets(json, { platform: measure.platform.name, stack, types: measure.types }),
  ];
  return problems.map((problem) => ({ stack, ...problem }));
}

const OF_OUTPUTS: readonly string[] = ['description', 'sensitive', 'value'];

function checkOutputs(outputs: Json | undefined): Problem[] {
  if (outputs === undefined) return [];
  if (!isObject(outputs)) return [{ path: 'output', found: 'no object', allowed: 'an object' }];
  return Object.entries(outputs).flatMap(([name, output]) => {
    const path = `output.${step(name)}`;
    if (!isObject(output)) return [{ path, found: 'no object', allowed: 'an object' }];
    return Object.keys(output)
      .filter((each) => !OF_OUTPUTS.includes(each))
      .map((each) => ({
        path: `${path}.${step(each)}`,
        found: `the argument ${step(each)}`,
        allowed: OF_OUTPUTS.join(', '),
      }));
  });
}
