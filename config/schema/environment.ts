import { grammar } from '../grammar';
import { choice, group, listOf, oneOf, text, wholeNumber, yesOrNo } from './kinds';
import { notInEnvironment } from './not-offered';
import { notYet } from './option';

const network = group(
  {
    cidr: text(grammar.cidr, {
      description: 'IPv4 block of the VPC, from /16 to /24 (/23 for more than four availability zones).',
      allowed: 'an IPv4 block such as 10.0.0.0/16',
      example: '10.0.0.0/16',
      default: '10.0.0.0/16',
      synonyms: ['vpcCidr', 'cidrBlock', 'ipRange'],
    }).optional(),
    availabilityZones: oneOf([2, 3, 4, 5, 6], {
      description: 'How many availability zones the subnets span; a load balancer needs two.',
      allowed: 'a whole number of zones from 2 to 6',
      allowedInShort: '2 to 6',
      default: 2,
      synonyms: ['azs', 'zones', 'maxAzs', 'azCount'],
      meant: (found) => (Array.isArray(found) ? found.length : undefined),
    }).optional(),
    natGateways: wholeNumber(0, 6, {
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

const users = group(
  {
    callbackUrls: listOf(url, {
      description: 'Where the browser returns after sign-in.',
      allowed: 'a list of 1 to 100 URLs',
      least: 1,
      most: 100,
      synonyms: ['redirectUrls', 'redirectUris'],
      example: ['http://localhost:3000/callback'],
      default: ['http://localhost:3000/callback'],
    }).optional(),
    logoutUrls: listOf(url, {
      description: 'Where the browser returns after sign-out.',
      allowed: 'a list of up to 100 URLs',
      most: 100,
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
  description: 'SNS topics that alarms notify, at most five.',
  allowed: 'a list of up to 5 ARNs of SNS topics',
  most: 5,
  example: [],
  default: [],
  synonyms: ['alarmTopics', 'alarms', 'snsTopics', 'snsTopicArns'],
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
