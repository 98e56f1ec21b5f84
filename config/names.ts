import { grammar, PLATFORM_NAME_LENGTH } from './grammar';
import { reservedServiceNames } from '../platform/stack-ids';
import { list } from './issue';

/** What names of one kind may look like. */
export interface NameRule {
  readonly pattern: RegExp;
  readonly allowed: string;
  /** Turns a name that is not written as it should be into one that may be. */
  readonly suggest: (name: string) => string;
  /** Why a name that is written as it should be is refused all the same. @default none is */
  readonly reserved?: (name: string) => Reservation | undefined;
}

/** Why a name is taken. */
export interface Reservation {
  readonly allowed: string;
  readonly fix: string;
}

/** Words that Amazon Cognito refuses in sign-in domains, which hold the platform's and the environment's name. */
const COGNITO_WORDS = ['aws', 'amazon', 'cognito'];

/**
 * What a physical name must not begin with; each begins with the platform's name and a hyphen. Sources: Amazon S3 "General
 * purpose bucket naming rules"; EC2 API, CreateSecurityGroup; Elastic Load Balancing API, CreateLoadBalancer; Systems
 * Manager API, PutParameter.
 */
const TAKEN_BEGINNINGS = ['amzn-s3-demo-', 'internal-', 'sg-', 'ssm', 'sthree-'];

/** How a platform's name is written, in a few words. */
export const platformNameInShort = `${PLATFORM_NAME_LENGTH.least} to ${PLATFORM_NAME_LENGTH.most} lower-case letters, digits and single hyphens`;

/** Names of platforms; `platformReservation` says which are refused all the same. */
export const platformNames: NameRule = {
  pattern: grammar.platformName,
  allowed: `${platformNameInShort}, beginning with a letter`,
  suggest: (name) => kebab(name).slice(0, PLATFORM_NAME_LENGTH.most).replace(/-$/, ''),
};

/** Prefix of every physical name; its form is checked with its value. */
export function platformReservation(name: string): Reservation | undefined {
  const beginning = TAKEN_BEGINNINGS.find((taken) => `${name}-`.startsWith(taken));
  if (beginning === undefined) return cognitoReservation(name);
  return { allowed: `names that do not begin with ${list(TAKEN_BEGINNINGS)}, which AWS refuses`, fix: 'rename it' };
}

function cognitoReservation(name: string): Reservation | undefined {
  if (!COGNITO_WORDS.some((word) => name.includes(word))) return undefined;
  return {
    allowed: `names without ${list(COGNITO_WORDS)}, which Cognito refuses in sign-in domains`,
    fix: 'rename it',
  };
}

/** Names of environments. */
export const environmentNames: NameRule = {
  pattern: grammar.environmentName,
  allowed:
    '1 to 16 lower-case letters and digits, beginning with a letter; no hyphen, so that stack ids are unambiguous',
  suggest: (name) => kebab(name).replaceAll('-', '').slice(0, 16),
  reserved: cognitoReservation,
};

/** Names of services. */
export const serviceNames: NameRule = {
  pattern: grammar.serviceName,
  allowed: '1 to 40 lower-case letters, digits and single hyphens, beginning with a letter',
  suggest: (name) => kebab(name).slice(0, 40).replace(/-$/, ''),
  reserved: (name) =>
    reservedServiceNames.includes(name)
      ? {
          allowed: `any name but ${list(reservedServiceNames, 'and')}, which stacks end in`,
          fix: `rename it, for example to ${name}-service`,
        }
      : undefined,
};

/** Names of stacks of one's own: they make ids as those of services do. */
export const ownStackNames: NameRule = { ...serviceNames, reserved: reservedStackName };

function reservedStackName(name: string): Reservation | undefined {
  const reservation = serviceNames.reserved?.(name);
  return reservation && { ...reservation, fix: `rename it, for example to own-${name}` };
}

/** Names of environment variables, plain or secret. */
export const variableNames: NameRule = {
  pattern: grammar.variableName,
  allowed: 'letters, digits and _, not beginning with a digit',
  suggest: (name) => name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^\d+/, ''),
  reserved: (name) =>
    name === 'PORT'
      ? { allowed: "any name but PORT, which is always the service's port", fix: 'remove it, and set the option port' }
      : undefined,
};

/** Names of tags. */
export const tagKeys: NameRule = {
  pattern: grammar.tagKey,
  allowed: '1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with aws:',
  suggest: (name) =>
    name
      .replace(/^aws:/i, '')
      .replace(/[^\p{L}\p{Z}\p{N}_.:/=+@-]+/gu, '-')
      .slice(0, 128),
};

/**
 * Names alone where an object belongs, as one with a value for each: a name, or a list of them.
 * @returns undefined if it is none of that, or a name cannot be used
 */
export function namesAlone(
  { pattern }: NameRule,
  found: unknown,
  valueOf: (name: string) => object,
): Readonly<Record<string, object>> | undefined {
  const names = [found].flat();
  const isNames = names.every((name): name is string => typeof name === 'string' && pattern.test(name));
  return isNames && names.length > 0 ? Object.fromEntries(names.map((name) => [name, valueOf(name)])) : undefined;
}

function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-\d]+|-+$/g, '');
}
