import type { Statement } from './policies';
import type { StackJson } from './synth';

/**
 * Exact questions about the Terraform JSON of a stack. They stand beside cdktf's matchers, which pass as soon as any
 * resource of a type matches: these count, exclude and hand out whole blocks.
 */

/** A class of cdktf for one type of resource or data source, e.g. `EcsCluster`. */
export interface TerraformType {
  readonly tfResourceType: string;
}

/** The arguments of one resource or data source, in snake case. */
export type Arguments = Readonly<Record<string, unknown>>;

/** The JSON of a stack, for its outputs, variables, providers and backend: cdktf has no matchers for most of them. */
export function parseStack(synth: string): StackJson {
  return JSON.parse(synth) as StackJson;
}

/** How many resources of each type a stack has: `{ aws_ecs_cluster: 1 }` says that there is nothing else. */
export function countResources(synth: string): Readonly<Record<string, number>> {
  const { resource = {} } = parseStack(synth);
  return Object.fromEntries(Object.entries(resource).map(([type, blocks]) => [type, Object.keys(blocks).length]));
}

/** Every resource of a type, in the order of the JSON. */
export function resourcesOf(synth: string, type: TerraformType): readonly Arguments[] {
  return Object.values(blocksOf(synth, 'resource', type));
}

/** Every data source of a type, in the order of the JSON. */
export function dataSourcesOf(synth: string, type: TerraformType): readonly Arguments[] {
  return Object.values(blocksOf(synth, 'data', type));
}

/** The only resource of a type. @throws Error if there is none, or more than one */
export function onlyResource(synth: string, type: TerraformType): Arguments {
  return theOnly(resourcesOf(synth, type), type);
}

/** The only resource of a type that has these arguments. @throws Error if there is none, or more than one */
export function resourceWith(synth: string, type: TerraformType, wanted: Arguments): Arguments {
  const isWanted = (found: Arguments): boolean => Object.entries(wanted).every(([key, value]) => found[key] === value);
  return theOnly(resourcesOf(synth, type).filter(isWanted), type);
}

/** The addresses of all resources of a type, e.g. `aws_ecs_cluster.cluster_7D2F`, in the order of the JSON. */
export function addressesOf(synth: string, type: TerraformType): readonly string[] {
  return Object.keys(blocksOf(synth, 'resource', type)).map((name) => `${type.tfResourceType}.${name}`);
}

/** The address of the only resource of a type. @throws Error if there is none, or more than one */
export function addressOf(synth: string, type: TerraformType): string {
  return theOnly(addressesOf(synth, type), type);
}

/**
 * The expression that reads an attribute of the only resource of a type, e.g. `${aws_ecs_cluster.cluster_7D2F.arn}`.
 * @throws Error if there is none, or more than one
 */
export function referenceTo(synth: string, type: TerraformType, attribute: string): string {
  return `\${${addressOf(synth, type)}.${attribute}}`;
}

/**
 * The expression that reads an attribute of the only data source of a type, e.g. `${data.aws_ssm_parameter.a.value}`.
 * @throws Error if there is none, or more than one
 */
export function referenceToData(synth: string, type: TerraformType, attribute: string): string {
  const name = theOnly(Object.keys(blocksOf(synth, 'data', type)), type);
  return `\${data.${type.tfResourceType}.${name}.${attribute}}`;
}

/** The statements of an IAM policy. @param policy its JSON text, e.g. the argument `assume_role_policy` of a role */
export function policyStatements(policy: unknown): readonly Statement[] {
  return (JSON.parse(String(policy)) as { readonly Statement: readonly Statement[] }).Statement;
}

function blocksOf(
  synth: string,
  kind: 'resource' | 'data',
  { tfResourceType }: TerraformType,
): Readonly<Record<string, Arguments>> {
  return parseStack(synth)[kind]?.[tfResourceType] ?? {};
}

function theOnly<Found>(found: readonly Found[], { tfResourceType }: TerraformType): Found {
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) throw new Error(`expected one ${tfResourceType}, got ${found.length}`);
  return only;
}
