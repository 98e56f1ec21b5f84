import { z } from 'zod';
import { LARGEST_VPC_PREFIX, SMALLEST_ZONE_SLOTS, smallestVpcPrefix } from '../../platform/subnet-layout';
import { grammar } from '../grammar';
import { choice, group, listOf, oneOf, text, wholeNumber, yesOrNo } from './kinds';
import { notInEnvironment } from './not-offered';
import { notInNetwork } from './refused/groups';
import { environmentLogs } from './logs';
import { notYet, option } from './option';

const MOST_ZONES = 6;

const network = group(
  {
    cidr: text(grammar.cidr, {
      description:
        `IPv4 block of the VPC, from /${LARGEST_VPC_PREFIX} to /${smallestVpcPrefix(SMALLEST_ZONE_SLOTS)} ` +
        `(/${smallestVpcPrefix(MOST_ZONES)} for more than ${SMALLEST_ZONE_SLOTS} availability zones).`,
      allowed: 'an IPv4 block such as 10.0.0.0/16',
      example: '10.0.0.0/16',
      default: '10.0.0.0/16',
      synonyms: ['vpcCidr', 'cidrBlock', 'ipRange'],
    }).optional(),
    availabilityZones: oneOf([2, 3, 4, 5, MOST_ZONES], {
      description: 'How many availability zones the subnets span; a load balancer needs two.',
      allowed: `a whole number of zones from 2 to ${MOST_ZONES}`,
      allowedInShort: `2 to ${MOST_ZONES}`,
      default: 2,
      synonyms: ['azs', 'zones', 'maxAzs', 'azCount'],
      meant: (found) => (Array.isArray(found) ? found.length : undefined),
    }).optional(),
    natGateways: wholeNumber(0, MOST_ZONES, {
      description:
        'NAT gateways: 0 (tasks get public addresses, closed to the internet by their security group), 1 (shared) or ' +
        'one per availability zone.',
      unit: 'gateways',
      allowedInShort: '0, 1 or one per availability zone',
      default: 1,
      synonyms: ['nat'],
      meant: (found) => (typeof found === 'boolean' ? Number(found) : undefined),
    }).optional(),
  },
  {
    type: 'NetworkSettings',
    description: 'The virtual network of the environment.',
    synonyms: ['vpc'],
    main: ['cidr'],
    refused: notInNetwork,
  },
);

const edge = choice(['public'], {
  description:
    'Where the load balancer can be reached from. public: from the internet, but it answers only requests with the ' +
    'origin header, which the API adds.',
  default: 'public',
  refused: { private: notYet('every load balancer is "public", and answers only the API') },
});

const url = text(grammar.browserUrl, {
  description: 'https, or http on localhost.',
  allowed: 'a URL that begins with https://, or http:// for localhost, without #',
  example: 'https://example.org/callback',
});

/** Source: Amazon Cognito API Reference, UserPoolClientType: CallbackURLs and LogoutURLs. */
const MOST_URLS = 100;

const users = group(
  {
    callbackUrls: listOf(url, {
      description: 'Where the browser returns after sign-in.',
      items: 'URLs',
      least: 1,
      most: MOST_URLS,
      synonyms: ['redirectUrls', 'redirectUris'],
      example: ['http://localhost:3000/callback'],
      default: ['http://localhost:3000/callback'],
    }).optional(),
    logoutUrls: listOf(url, {
      description: 'Where the browser returns after sign-out.',
      items: 'URLs',
      most: MOST_URLS,
      example: ['http://localhost:3000/'],
      default: ['http://localhost:3000/'],
    }).optional(),
  },
  {
    type: 'UserSettings',
    description: "Sign-in of the environment's users.",
    synonyms: ['cognito', 'userPool'],
    main: ['callbackUrls'],
  },
);

const topicArn = text(grammar.topicArn, {
  description: 'ARN of an SNS topic.',
  allowed: 'the ARN of an SNS topic: arn:<partition>:sns:<region>:<account>:<topic>',
  example: 'arn:aws:sns:eu-central-1:123456789012:alarms',
});

const alarmTopicArns = listOf(topicArn, {
  description: 'SNS topics that alarms notify.',
  items: 'ARNs of SNS topics',
  most: 5,
  example: [],
  default: [],
  synonyms: ['alarmTopics', 'alarms', 'snsTopics', 'snsTopicArns'],
});

/** A yes or no, or a key: bootstrap makes one, and takes none that is there. */
function meantEncryption(found: unknown): string | undefined {
  if (typeof found === 'boolean') return found ? 'customerManaged' : 'awsManaged';
  return typeof found === 'string' && /^(arn:|alias\/)/.test(found) ? 'customerManaged' : undefined;
}

const encryption = option(z.enum(['awsManaged', 'customerManaged']), {
  description:
    'Whose keys encrypt the logs and secrets of the environment, and what it shares with others: images, artifacts and ' +
    'states. customerManaged: KMS keys of this account, which `npm run bootstrap` makes first; awsManaged: keys of AWS.',
  allowed: '"awsManaged" or "customerManaged"',
  allowedInShort: '`awsManaged` or `customerManaged`',
  example: 'customerManaged',
  defaultInWords: '`customerManaged` where the environment has protect, or `awsManaged`',
  synonyms: ['kms', 'kmsKey', 'kmsKeyId', 'kmsKeyArn', 'encryptionKey', 'encrypted', 'customerManagedKeys', 'cmk'],
  meant: meantEncryption,
});

/** One environment of a config. */
export const environmentSchema = group(
  {
    network: network.optional(),
    edge: edge.optional(),
    approval: yesOrNo({
      description: 'Whether a person approves before the pipeline deploys here.',
      synonyms: ['manualApproval', 'requiresApproval', 'requireApproval', 'approve'],
    }).optional(),
    protect: yesOrNo({
      description: 'Deletion protection wherever AWS has it, and no force deletes.',
      synonyms: ['deletionProtection', 'terminationProtection', 'protected'],
    }).optional(),
    encryption: encryption.optional(),
    logs: environmentLogs.optional(),
    users: users.optional(),
    alarmTopicArns: alarmTopicArns.optional(),
  },
  {
    type: 'Environment',
    description: 'One place where every service runs; {} takes every default.',
    allowed: 'an object of environment options; {} takes every default',
    refused: notInEnvironment,
  },
);
