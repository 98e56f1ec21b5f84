import { regionalArn } from '../../../platform/arns';
import { registryHost } from '../../../platform/partitions';

/** Where the made-up value would be. */
export interface OutputPlace {
  /** The stack that will publish it. */
  readonly stack: string;
  /** Name of its output, `<resource>_<attribute>`. */
  readonly output: string;
  /** Of AWS; 12 digits. */
  readonly account: string;
  readonly region: string;
}

/** How many values a made-up list has: enough that it reads as a list. */
const LIST_LENGTH = 2;

/** Endings of outputs that hold lists, where nothing else tells. */
const LIST = /_(ids|arns|names|cidrs)$/;

/**
 * A value for an output that is not known yet, in the format that its name implies: providers check ARNs when they
 * plan. Each says that it is made up.
 * @param shape of the value, where it is known: the output's expression, or what a plan says of it
 */
export function placeholderValue(place: OutputPlace, shape: unknown): string | readonly string[] {
  if (Array.isArray(shape)) return shape.map((_, index) => placeholderText(place, String(index)));
  const isList = typeof shape === 'string' ? /\[\*\]|\.\*\.|^\$\{\[/.test(shape) : LIST.test(place.output);
  if (!isList && !LIST.test(place.output)) return placeholderText(place);
  return Array.from({ length: LIST_LENGTH }, (_, index) => placeholderText(place, String(index)));
}

function placeholderText({ stack, output, account, region }: OutputPlace, index?: string): string {
  const name = [output.replaceAll('_', '-'), ...(index === undefined ? [] : [index])].join('-');
  if (/_arns?$/.test(output)) return regionalArn({ account, region }, 'placeholder', `${stack}/${name}`);
  if (output === 'repository_url') return `${registryHost({ account, region })}/placeholder-${stack}`;
  if (/_urls?$/.test(output)) return `https://placeholder.invalid/${stack}/${name}`;
  if (/_(dns_name|domain|host(name)?)$/.test(output)) return `${name}.${stack}.placeholder.invalid`;
  return `placeholder-${stack}-${name}`;
}
