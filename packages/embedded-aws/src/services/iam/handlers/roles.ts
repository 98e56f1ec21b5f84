import { XMLParser } from 'fast-xml-parser';

import type { Handler } from '../../../gateway/handler';
import { asObject, asText } from '../../../gateway/json';
import { callAction, formOf } from '../../../gateway/query';

/** Keeps the description and the length of sessions that an update does not name; moto takes them back. */
export const roleUpdates: Handler = {
  service: 'iam',
  operations: ['UpdateRole'],
  handle: async (request, next, { moto }) => {
    const form = formOf(request);
    const xml = await callAction(request, moto, 'GetRole', { RoleName: form.get('RoleName') ?? '' });
    const response = new XMLParser({ parseTagValue: false }).parse(xml ?? '') as unknown;
    const role = asObject(asObject(asObject(asObject(response)['GetRoleResponse'])['GetRoleResult'])['Role']);
    for (const name of ['Description', 'MaxSessionDuration']) {
      if (!form.has(name) && role[name] !== undefined) form.set(name, asText(role[name]));
    }
    return next({ ...request, body: Buffer.from(form.toString()) });
  },
};
