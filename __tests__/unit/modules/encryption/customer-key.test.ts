import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Testing } from 'cdktf';
import { evaluate } from 'embedded-aws/iam/evaluate';
import { parsePolicy } from 'embedded-aws/iam/policy';
import type { Principal, RequestContext } from 'embedded-aws/iam/request';
import { CustomerKey, type CustomerKeyProps } from '../../../../modules/encryption/customer-key';
import { countResources, onlyResource, referenceTo } from '../../../helpers/terraform-json';

const ACCOUNT = '123456789012';
const KEY = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/0a`;
const LOGS = `arn:aws:logs:eu-central-1:${ACCOUNT}:log-group`;

function customerKey(changes: Partial<CustomerKeyProps> = {}): string {
  return Testing.synthScope((scope) => {
    new CustomerKey(scope, 'key', {
      alias: 'alias/shop-eu-central-1-environment-prod',
      description: 'Logs and secrets of shop-prod.',
      place: { account: ACCOUNT, region: 'eu-central-1' },
      jobRoleArns: `arn:aws:iam::${ACCOUNT}:role/shop-eu-central-1-*`,
      logGroups: ['/shop/prod/*'],
      ...changes,
    });
  });
}

/** What KMS answers when nothing but the policy of the key is asked, or when IAM allows everything besides. */
function ask(
  principal: Principal,
  action: string,
  context: RequestContext = {},
  { synth = customerKey(), iam = false } = {},
): string {
  const everything = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
  const policies = {
    identityPolicies: iam ? [parsePolicy(everything)] : [],
    resourcePolicy: parsePolicy(String(onlyResource(synth, KmsKey).policy)),
    needsResourcePolicy: true,
  };
  return evaluate({ principal, action, resource: KEY, context }, policies).decision;
}

const role = (name: string): Principal => ({
  type: 'session',
  roleArn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
  sessionArn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/session`,
});
const contextOf = (name: string): RequestContext => ({ 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/${name}` });
const service = (name: string): Principal => ({ type: 'service', name: `${name}.amazonaws.com` });

describe('CustomerKey', () => {
  const synth = customerKey();

  it('is a symmetric key that KMS rotates each year and Terraform never destroys, found by its alias', () => {
    expect(countResources(synth)).toEqual({ aws_kms_key: 1, aws_kms_alias: 1 });
    expect(synth).toHaveResourceWithProperties(KmsKey, {
      description: 'Logs and secrets of shop-prod.',
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      lifecycle: { prevent_destroy: true },
    });
    expect(onlyResource(synth, KmsAlias)).toEqual({
      name: 'alias/shop-eu-central-1-environment-prod',
      target_key_id: referenceTo(synth, KmsKey, 'key_id'),
    });
  });

  it('is used by roles of the account as far as IAM allows it', () => {
    for (const action of ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey']) {
      expect(ask(role('shop-prod-hello-task'), action, {}, { iam: true })).toBe('allow');
      expect(ask(role('shop-prod-hello-task'), action)).toBe('implicitDeny');
    }
  });

  it.each(['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:RevokeGrant', 'kms:UpdateAlias'])(
    'lets a person use %s, and no job, even if IAM allows it',
    (action) => {
      const [person, job] = ['admin', 'shop-eu-central-1-ci-deploy-prod'];
      expect(ask(role(person), action, contextOf(person), { iam: true })).toBe('allow');
      expect(ask(role(job), action, contextOf(job), { iam: true })).not.toBe('allow');
    },
  );

  it('is granted on to services only', () => {
    const asked = (value: string): string =>
      ask(role('a'), 'kms:CreateGrant', { 'kms:GrantIsForAWSResource': value }, { iam: true });
    expect([asked('true'), asked('false')]).toEqual(['allow', 'implicitDeny']);
  });

  it('encrypts the log groups of its part, and no others', () => {
    const asked = (group: string): string =>
      ask(service('logs.eu-central-1'), 'kms:GenerateDataKey', {
        'kms:EncryptionContext:aws:logs:arn': `${LOGS}:${group}`,
      });
    expect(asked('/shop/prod/hello')).toBe('allow');
    expect(asked('/shop/dev/hello')).toBe('implicitDeny');
    expect(ask(service('logs.eu-central-1'), 'kms:GenerateDataKey')).toBe('implicitDeny');
  });

  it('is for topics only where it says so, and then for alarms of the account', () => {
    const topics = customerKey({ topics: true });
    const alarm = (account: string): RequestContext => ({
      'aws:SourceAccount': account,
      'aws:SourceArn': `arn:aws:cloudwatch:eu-central-1:${account}:alarm:shop-prod-hello`,
    });
    const asked = (name: string, context: RequestContext, of = topics): string =>
      ask(service(name), 'kms:GenerateDataKey', context, { synth: of });
    expect(asked('cloudwatch', alarm(ACCOUNT))).toBe('allow');
    expect(asked('cloudwatch', alarm('999999999999'))).toBe('implicitDeny');
    expect(asked('events', {})).toBe('allow');
    expect(asked('cloudwatch', alarm(ACCOUNT), synth)).toBe('implicitDeny');
    expect(asked('events', {}, synth)).toBe('implicitDeny');
  });
});
