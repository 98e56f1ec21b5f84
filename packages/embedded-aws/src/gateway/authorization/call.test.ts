import { cbor } from '@smithy/core/cbor';

import type { Protocol } from '../protocol';
import type { AwsRequest } from '../request';
import { Call } from './call';

function callOf(protocol: Protocol, body: Buffer | string): Call {
  const request: AwsRequest = {
    scope: { accessKeyId: 'rehearsal', region: 'eu-central-1', service: 'monitoring' },
    protocol,
    method: 'POST',
    target: '/',
    path: '/',
    query: new URLSearchParams(),
    headers: {},
    operation: 'PutMetricAlarm',
    account: '111122223333',
    body: typeof body === 'string' ? Buffer.from(body) : body,
  };
  return new Call(request, () => Promise.reject(new Error('nothing is looked up')));
}

const INPUT = { AlarmName: 'errors', Tags: [{ Key: 'team', Value: 'red' }] };

describe('the same input is read in every protocol', () => {
  const form = 'Action=PutMetricAlarm&AlarmName=errors&Tags.member.1.Key=team&Tags.member.1.Value=red';
  const calls: [string, Call][] = [
    ['JSON', callOf('json', JSON.stringify(INPUT))],
    ['REST with JSON', callOf('rest-json', JSON.stringify(INPUT))],
    ['the query protocol', callOf('query', form)],
    ["EC2's query protocol", callOf('ec2', form.replaceAll('.member', ''))],
    ['CBOR', callOf('cbor', Buffer.from(cbor.serialize(INPUT)))],
  ];
  test.each(calls)('%s', (_, call) => {
    expect(call.text('AlarmName')).toBe('errors');
    expect(call.tags).toEqual({ 'aws:RequestTag/team': 'red', 'aws:TagKeys': ['team'] });
  });
});

describe('tags', () => {
  test('may be members of a structure', () => {
    const call = callOf('rest-json', JSON.stringify({ tags: { team: 'red' } }));
    expect(call.tags).toEqual({ 'aws:RequestTag/team': 'red', 'aws:TagKeys': ['team'] });
  });

  test('may be pairs as KMS calls them', () => {
    const call = callOf('json', JSON.stringify({ Tags: [{ TagKey: 'team', TagValue: 'red' }] }));
    expect(call.tags).toEqual({ 'aws:RequestTag/team': 'red', 'aws:TagKeys': ['team'] });
  });

  test('that are taken away are keys alone', () => {
    expect(callOf('json', JSON.stringify({ tagKeys: ['team'] })).tags).toEqual({ 'aws:TagKeys': ['team'] });
  });

  test('that are not set are no keys', () => {
    expect(callOf('json', '{}').tags).toEqual({});
    expect(callOf('json', '').hasTags).toBe(false);
  });
});

test('a payload that is no input is none', () => {
  expect(callOf('rest-json', 'plain text').input).toEqual({});
});
