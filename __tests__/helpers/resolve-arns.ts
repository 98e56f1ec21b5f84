import type { Platform } from '../../config/types';
import { bucketArn, iamArn, regionalArn } from '../../platform/arns';
import { stackOfStateKey } from '../../platform/states';
import type { SynthesizedApp } from './synth';

type Attributes = Readonly<Record<string, unknown>>;

/** The ARNs of resources, by type and from the attributes that make them; those of other types are not needed. */
const arns: Readonly<Record<string, (platform: Platform, attributes: Attributes) => string>> = {
  aws_cloudwatch_log_group: (place, { name }) => regionalArn(place, 'logs', `log-group:${String(name)}`),
  aws_ecr_repository: (place, { name }) => regionalArn(place, 'ecr', `repository/${String(name)}`),
  aws_ecs_cluster: (place, { name }) => regionalArn(place, 'ecs', `cluster/${String(name)}`),
  aws_ecs_service: (place, { name, cluster }) =>
    regionalArn(place, 'ecs', `service/${String(cluster).replace(/.*\//, '')}/${String(name)}`),
  aws_iam_role: (place, { name }) => iamArn(place, `role/${String(name)}`),
  aws_s3_bucket: ({ region }, { bucket }) => bucketArn(region, String(bucket)),
  aws_ssm_parameter: (place, { name }) => regionalArn(place, 'ssm', `parameter${String(name)}`),
};

/** Stands for the key that an alias names in ARNs. */
function keyOfAlias(alias: string): string {
  return `key/of-${alias}`;
}

/** The alias of the key of an ARN, as `ArnResolver` makes it. @returns undefined if it is the ARN of something else */
export function aliasOfKeyArn(arn: string): string | undefined {
  return arn.split(':key/of-')[1];
}

/** Replaces the references in texts of the JSON by what they will be once everything is there, as far as it is known. */
export class ArnResolver {
  constructor(
    private readonly platform: Platform,
    private readonly app: SynthesizedApp,
  ) {}

  /** @param stackId of the stack that the text is in. @throws Error if a reference is to something else */
  resolve(stackId: string, text: string): string {
    return text.replaceAll(/\$\{([^}]+)\}/g, (whole, reference: string) => {
      const [first = '', second = '', third = '', ...rest] = reference.split('.');
      if (first === 'data' && second === 'aws_kms_alias') return this.keyOf(stackId, third);
      if (first === 'data') return this.output(stackId, third, rest.at(-1) ?? '', whole);
      return this.attribute(stackId, { type: first, name: second, attribute: third }, whole);
    });
  }

  /** The key that an alias names, here by the alias itself: its id is known once it is there. */
  private keyOf(stackId: string, data: string): string {
    const alias = String(this.app.stacks.get(stackId)?.data?.aws_kms_alias?.[data]?.name);
    return regionalArn(this.platform, 'kms', keyOfAlias(alias));
  }

  private output(stackId: string, data: string, output: string, whole: string): string {
    const state = this.app.stacks.get(stackId)?.data?.terraform_remote_state?.[data];
    const { key } = (state?.config ?? {}) as { key?: string };
    if (key === undefined) throw new Error(`${stackId}: ${whole} is no output of another stack`);
    const producer = stackOfStateKey(key).stack;
    return this.resolve(producer, String(this.app.stacks.get(producer)?.output?.[output]?.value));
  }

  private attribute(
    stackId: string,
    { type, name, attribute }: Readonly<Record<'attribute' | 'name' | 'type', string>>,
    whole: string,
  ): string {
    const attributes = this.app.stacks.get(stackId)?.resource?.[type]?.[name];
    if (attributes === undefined) throw new Error(`${stackId}: ${whole} refers to nothing that is known`);
    const known = Object.fromEntries(
      Object.entries(attributes).map(([key, value]) =>
        typeof value === 'string' && key === 'cluster' ? [key, this.resolve(stackId, value)] : [key, value],
      ),
    );
    const isArn = attribute === 'arn' || (attribute === 'id' && type === 'aws_ecs_service');
    const arn = isArn ? arns[type]?.(this.platform, known) : known[attribute];
    if (typeof arn !== 'string') throw new Error(`${stackId}: ${whole} is not known before it is there`);
    return arn;
  }
}
