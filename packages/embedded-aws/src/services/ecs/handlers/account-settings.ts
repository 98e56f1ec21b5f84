import { succeeded, withOutput } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asList, asObject, type JsonObject, jsonOf } from '../../../gateway/json';
import { arnOfRoot } from '../../../gateway/arn';

/** Keeps the account's settings as moto does those of a user; there is one principal, the account's root. */
export const accountSettings: Handler = {
  service: 'ecs',
  operations: ['PutAccountSetting', 'PutAccountSettingDefault', 'ListAccountSettings', 'DeleteAccountSetting'],
  handle: async (request, next) => {
    const target = String(request.headers['x-amz-target']).replace('PutAccountSettingDefault', 'PutAccountSetting');
    const answer = await next({ ...request, headers: { ...request.headers, 'x-amz-target': target } });
    if (!succeeded(answer)) return answer;
    const principalArn = arnOfRoot(request);
    const { setting, settings, ...output } = jsonOf(answer);
    const show = (value: unknown): JsonObject => ({ principalArn, type: 'user', ...asObject(value) });
    return withOutput(answer, {
      ...output,
      ...(setting !== undefined && { setting: show(setting) }),
      ...(settings !== undefined && { settings: asList(settings).map(show) }),
    });
  },
};
