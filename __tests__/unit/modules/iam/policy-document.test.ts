import { policyDocument } from '../../../../modules/iam/policy-document';

describe('policyDocument', () => {
  it('allows by default', () => {
    expect(JSON.parse(policyDocument({ sid: 'Read', actions: ['s3:GetObject'], resources: ['*'] }))).toEqual({
      Version: '2012-10-17',
      Statement: [{ Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
    });
  });

  it('writes a single value as text and several values as a list, as IAM returns them', () => {
    const document = policyDocument({ sid: 'A', actions: ['a:B', 'a:C'], notResources: ['arn:1', 'arn:2'] });
    expect(JSON.parse(document)).toMatchObject({
      Statement: [{ Action: ['a:B', 'a:C'], NotResource: ['arn:1', 'arn:2'] }],
    });
  });

  it('keeps principals and conditions as they are', () => {
    const conditions = { Bool: { 'aws:SecureTransport': 'false' } };
    const document = policyDocument({ sid: 'A', effect: 'Deny', principals: '*', actions: ['s3:*'], conditions });
    expect(JSON.parse(document)).toEqual({
      Version: '2012-10-17',
      Statement: [{ Sid: 'A', Effect: 'Deny', Principal: '*', Action: 's3:*', Condition: conditions }],
    });
  });

  it('keeps the order of the statements', () => {
    const statement = (sid: string) => ({ sid, actions: ['a:B'], resources: ['*'] });
    const document = policyDocument(statement('Second'), statement('First'));
    expect(JSON.parse(document)).toMatchObject({ Statement: [{ Sid: 'Second' }, { Sid: 'First' }] });
  });
});
