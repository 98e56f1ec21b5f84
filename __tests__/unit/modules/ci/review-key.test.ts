import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Testing } from 'cdktf';
import { evaluate } from 'embedded-aws/iam/evaluate';
import { parsePolicy } from 'embedded-aws/iam/policy';
import { checkReviewCodes, makeReviewCodes, ReviewKey } from '../../../../modules/ci/review-key';
import { policyDocument } from '../../../../modules/iam/policy-document';
import { countResources, onlyResource } from '../../../helpers/terraform-json';

const place = { account: '123456789012', region: 'eu-central-1' };
const ALIAS = 'alias/shop-eu-central-1-ci-reviews';
const KEY = 'arn:aws:kms:eu-central-1:123456789012:key/0a1b';
const role = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
const [review, deploy] = [role('shop-ci-review'), role('shop-ci-deploy-dev')];

describe('ReviewKey', () => {
  const synth = Testing.synthScope((scope) => {
    new ReviewKey(scope, 'key', {
      place,
      alias: ALIAS,
      reviewRoleArn: review,
      deployRoleArns: [deploy],
      jobRoleArns: role('shop-ci-*'),
    });
  });
  const policy = String(onlyResource(synth, KmsKey).policy);

  /** What KMS answers to a role, whose own policies allow all of KMS if not told otherwise. */
  const ask = (roleArn: string, action: string, identity: string = EVERYTHING): string => {
    const context = { 'aws:PrincipalArn': roleArn, 'kms:ResourceAliases': [ALIAS] };
    return evaluate(
      { principal: { type: 'session', roleArn, sessionArn: 'arn:aws:sts::x' }, action, resource: KEY, context },
      { identityPolicies: [parsePolicy(identity)], resourcePolicy: parsePolicy(policy), needsResourcePolicy: true },
    ).decision;
  };

  it('is a key for codes with an alias, which Terraform does not destroy', () => {
    expect(countResources(synth)).toEqual({ aws_kms_alias: 1, aws_kms_key: 1 });
    expect(synth).toHaveResourceWithProperties(KmsKey, {
      key_usage: 'GENERATE_VERIFY_MAC',
      customer_master_key_spec: 'HMAC_256',
      deletion_window_in_days: 30,
      lifecycle: { prevent_destroy: true },
    });
    expect(synth).toHaveResourceWithProperties(KmsAlias, { name: ALIAS });
  });

  it.each([
    ['makes codes, and checks none', review, 'kms:GenerateMac', 'kms:VerifyMac'],
    ['checks codes, and makes none', deploy, 'kms:VerifyMac', 'kms:GenerateMac'],
  ])('%s: %s', (_, principal, allowed, denied) => {
    expect(ask(principal, allowed)).toBe('allow');
    expect(ask(principal, denied)).toBe('implicitDeny');
  });

  it.each(['admin', 'shop-dev-hello-task', 'shop-hello-build'])('is used by no other role, such as %s', (name) => {
    expect(ask(role(name), 'kms:GenerateMac')).toBe('implicitDeny');
    expect(ask(role(name), 'kms:VerifyMac')).toBe('implicitDeny');
  });

  it('is kept by people, and by no role of a job', () => {
    for (const action of ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:UpdateAlias', 'kms:DisableKey']) {
      expect(ask(role('admin'), action)).toBe('allow');
      for (const principal of [review, deploy, role('shop-ci-deploy-shared')])
        expect(ask(principal, action)).toBe('implicitDeny');
    }
    for (const action of ['kms:CreateGrant', 'kms:ReplicateKey', 'kms:ImportKeyMaterial'])
      expect(ask(role('admin'), action)).toBe('implicitDeny');
  });

  it('asks the policies of the roles as well', () => {
    const nothing = policyDocument({ sid: 'Other', actions: ['s3:GetObject'], resources: ['*'] });
    expect(ask(review, 'kms:GenerateMac', nothing)).toBe('implicitDeny');
    expect(ask(review, 'kms:GenerateMac', policyDocument(makeReviewCodes(place, ALIAS)))).toBe('allow');
    expect(ask(deploy, 'kms:VerifyMac', policyDocument(checkReviewCodes(place, ALIAS)))).toBe('allow');
    expect(ask(deploy, 'kms:VerifyMac', policyDocument(checkReviewCodes(place, 'alias/other')))).toBe('implicitDeny');
  });
});

const EVERYTHING = policyDocument({ sid: 'Everything', actions: ['kms:*'], resources: ['*'] });
