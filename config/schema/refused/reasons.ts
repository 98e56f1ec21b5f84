import { quote } from '../../issue';
import { fieldsOf } from '../from-other-tools';
import { notYet, type Refusal } from '../option';

/**
 * What people know from other tools and expect here, by the names it has there, although the platform does not offer it:
 * each with the reason and with what to do instead. What is offered under another name is a synonym of that option.
 */
export type Refused = Readonly<Record<string, Refusal>>;

/**
 * The fix for what can be said by other options.
 * @param read what was found as those options; undefined if it says none of them
 * @param otherwise the fix then
 * @param rest what of it is not among those options. @default nothing
 */
export function instead(
  read: (value: unknown) => string | undefined,
  otherwise: string,
  rest: (value: unknown) => string | undefined = () => undefined,
): Refusal['fix'] {
  return (value) => {
    const options = read(value);
    if (options === undefined) return otherwise;
    return [`write ${options} in place of it`, rest(value)].filter((part) => part !== undefined).join('; ');
  };
}

/** Names, ids and domains; no address with a password in it, such as that of a database. */
const PLAIN_NAME = /^[\w.-]{1,60}$/;

/** A text, or the name or id in an object, as people read it; `otherwise` if there is none that may be shown. */
export function called(value: unknown, otherwise: string): string {
  const { name, id } = fieldsOf(value);
  const text = [value, name, id].find((each) => typeof each === 'string' && PLAIN_NAME.test(each));
  return typeof text === 'string' ? quote(text) : otherwise;
}

/** @param variable in which services usually get its address */
export const outside = (what: string, variable: string): Refusal => ({
  found: `${what}, which the platform does not create`,
  fix: (value) =>
    `take it out here, and create ${called(value, 'it')} in a stack of your own (docs/add-a-database.md), or outside of the ` +
    'platform, where the tasks can reach it; give a ' +
    `service its address in variables, as in variables: { ${variable}: "..." }, and its credentials in secrets`,
});
/** A network that exists. */
export const ownVpc: Refusal = {
  found: 'an option for an existing network, but each environment creates its own VPC',
  fix: (value) =>
    `leave it out; to reach what is in ${called(value, 'another VPC')}, give network.cidr of the environment a block that ` +
    'does not overlap with it, and connect the two outside of the platform (VPC peering)',
};

/** The domain that people wanted, as a text or in an object, is served in front of the API. */
export const apiUrl = notYet("services are reached at the API's own URL", inFrontOfApi);

/** How services are reached at a domain. @param domain as it was found */
export function inFrontOfApi(domain: unknown): string {
  return (
    `to serve them at ${called(domain, 'a domain of yours')}, put a custom domain name of API Gateway in front of it, outside ` +
    'of the platform'
  );
}

/** Names under which other tools have the domain of services, and what belongs to it. */
export const DOMAIN = [
  'domain',
  'domainName',
  'alias',
  'aliases',
  'hostname',
  'hostedZone',
  'hostedZoneId',
  'certificate',
  'certificateArn',
];
