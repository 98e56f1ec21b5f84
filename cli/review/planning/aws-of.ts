import { z } from 'zod';
import type { StackJson } from '../../stacks/manifest';

const awsProvider = z.looseObject({
  provider: z.looseObject({
    aws: z.array(z.looseObject({ region: z.string(), allowed_account_ids: z.array(z.string()).default([]) })).min(1),
  }),
});

/** Stands for an account that the stack does not name. */
const NO_ACCOUNT = '000000000000';

/** The account and the region that a stack is for. */
export function awsOf(json: StackJson): { readonly account: string; readonly region: string } {
  const parsed = awsProvider.safeParse(json);
  const provider = parsed.success ? parsed.data.provider.aws[0] : undefined;
  return {
    account: provider?.allowed_account_ids[0] ?? NO_ACCOUNT,
    region: provider?.region ?? json.terraform.backend.s3.region,
  };
}
