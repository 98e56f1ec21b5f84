import { IAMClient } from '@aws-sdk/client-iam';

import { ACCOUNT, type EmbeddedAwsFixture, REGION, useEmbeddedAws } from '../../testing/embedded-aws';
import type { AwsSettings } from '../settings';
import { actAs, createRole } from './testing';

/** ARN of a resource in the place where tests call. */
export function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}

/** A call, and the actions and resources that IAM is asked about for it. */
export type QuestionCase = readonly [what: string, send: () => Promise<unknown>, asked: readonly string[]];

/** Calls as a role that may do everything. */
export interface QuestionsFixture {
  readonly fixture: EmbeddedAwsFixture;
  /** Settings of clients that act as the role. */
  readonly settings: () => AwsSettings;
  /** Tests what IAM is asked for calls, whether they succeed or fail. */
  readonly check: (service: string, cases: readonly QuestionCase[]) => void;
}

/** Runs an embedded AWS for tests of what IAM is asked. */
export function useQuestions(): QuestionsFixture {
  const fixture = useEmbeddedAws();
  let settings: AwsSettings;

  beforeAll(async () => {
    await createRole(fixture.client(IAMClient), 'administrator', { Effect: 'Allow', Action: '*', Resource: '*' });
    settings = await actAs(fixture, 'administrator');
  });

  const askedBy = async (send: () => Promise<unknown>): Promise<string[]> => {
    const before = fixture.calls.length;
    await send().catch(() => undefined);
    const authorizations = fixture.calls.slice(before).flatMap(({ authorizations = [] }) => authorizations);
    return authorizations.map(({ action, resource }) => `${action} ${resource}`);
  };
  const check: QuestionsFixture['check'] = (service, cases) => {
    describe(service, () => {
      test.each(cases)('%s', async (_, send, asked) => {
        const found = await askedBy(send);
        expect(found).toEqual(asked);
      });
    });
  };
  return { fixture, settings: () => settings, check };
}
