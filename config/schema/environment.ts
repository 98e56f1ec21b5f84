import { z } from 'zod';
import { edges } from '../choices';
import { defaultEnvironment as defaults } from '../defaults';
import { grammar } from '../grammar';
import type { EnvironmentInput } from '../input';
import { text, wholeNumber, yesOrNo } from './basics';
import { notYet, option, type Shape } from './option';

const network = option(
  z.strictObject({
    cidr: text(grammar.cidr, {
      description: 'IPv4 block of the VPC, from /16 to /24 (/23 for more than four availability zones).',
      allowed: 'an IPv4 block such as 10.0.0.0/16',
      example: defaults.network.cidr,
      default: defaults.network.cidr,
    }).optional(),
    availabilityZones: wholeNumber(2, 6, {
      description: 'How many availability zones the subnets span; a load balancer needs two.',
      unit: 'zones',
      default: defaults.network.availabilityZones,
    }).optional(),
    natGateways: wholeNumber(0, 6, {
      description: 'NAT gateways: 0 (tasks get public addresses), 1 (shared) or one per availability zone.',
      unit: 'gateways',
      default: defaults.network.natGateways,
    }).optional(),
  } satisfies Shape<NonNullable<EnvironmentInput['network']>>),
  { description: 'The virtual network of the environment.', allowed: 'network options', example: {} },
);

const edge = option(z.enum(edges), {
  description: 'Where the load balancer can be reached from.',
  allowed: '"public"',
  example: defaults.edge,
  default: defaults.edge,
  refused: { private: notYet('every load balancer is "public", and answers only the API') },
});

const url = text(grammar.browserUrl, {
  description: 'https, or http on localhost.',
  allowed: 'a URL that begins with https://, or http:// for localhost, without #',
  example: 'https://example.org/callback',
});

const users = option(
  z.strictObject({
    callbackUrls: option(z.array(url).min(1).max(100), {
      description: 'Where the browser returns after sign-in.',
      allowed: 'a list of 1 to 100 URLs',
      example: defaults.users.callbackUrls,
      default: defaults.users.callbackUrls,
    }).optional(),
    logoutUrls: option(z.array(url).max(100), {
      description: 'Where the browser returns after sign-out.',
      allowed: 'a list of up to 100 URLs',
      example: defaults.users.logoutUrls,
      default: defaults.users.logoutUrls,
    }).optional(),
  } satisfies Shape<NonNullable<EnvironmentInput['users']>>),
  { description: "Sign-in of the environment's users.", allowed: 'sign-in options', example: {} },
);

const topicArn = text(grammar.topicArn, {
  description: 'ARN of an SNS topic.',
  allowed: 'the ARN of an SNS topic: arn:<partition>:sns:<region>:<account>:<topic>',
  example: 'arn:aws:sns:eu-central-1:123456789012:alarms',
});

const alarmTopicArns = option(z.array(topicArn).max(5), {
  description: 'SNS topics that alarms notify, at most five.',
  allowed: 'a list of up to 5 ARNs of SNS topics',
  example: [],
  default: defaults.alarmTopicArns,
});

/** One environment of a config. */
export const environmentSchema = option(
  z.strictObject({
    network: network.optional(),
    edge: edge.optional(),
    approval: yesOrNo('Whether a person approves before the pipeline deploys here.').optional(),
    protect: yesOrNo('Deletion protection wherever AWS has it, and no force deletes.').optional(),
    users: users.optional(),
    alarmTopicArns: alarmTopicArns.optional(),
  } satisfies Shape<EnvironmentInput>),
  {
    description: 'One place where every service runs; {} takes every default.',
    allowed: 'an object of environment options; {} takes every default',
    example: {},
    refused: {
      domain: notYet("services are reached at the API's own URL"),
      waf: notYet('requests are not filtered'),
    },
  },
);
