import type { ResourceChange } from '../../plan/plan';
import { UNKNOWN, type Value, type ValueObject } from '../../plan/value';
import { compareValues } from '../compare-values';
import type { Differ } from '../differ';
import type { DifferenceLine } from '../difference';
import { difference, line, listLines } from '../lines';
import { fullText } from '../text';
import { elementsOf, isEmpty, member, textOf } from '../values';

/** Who may call a method of a REST API, or a route of an HTTP API. */
export const authorization: Differ = {
  attributes: [
    ...['http_method', 'route_key', 'api_key_required', 'authorizer_id', 'authorization_scopes'],
    ...['authorization', 'authorization_type'],
  ],
  tellsOfDestruction: true,
  differencesOf: (before, after, { others }) =>
    difference(`route ${routeOf(isGone(after) ? before : after, others)}`, [
      ...routeLines(before, after),
      ...authorizationLines(before, after),
    ]),
};

/** E.g. `GET /orders`. A method knows only the id of its path, so without other resources it is `GET`. */
function routeOf(method: ValueObject, others: readonly ResourceChange[]): string {
  const key = textOf(member(method, 'route_key'));
  if (key !== undefined) return key;
  const path = pathOf(member(method, 'resource_id'), others);
  return [textOf(member(method, 'http_method')) ?? '(any method)', ...(path === undefined ? [] : [path])].join(' ');
}

/** Of a resource with this id, or the root of an API that has it. */
function pathOf(id: Value, others: readonly ResourceChange[]): string | undefined {
  if (typeof id !== 'string') return undefined;
  for (const { type, before, after } of others) {
    const resource = after ?? before ?? {};
    if (type === 'aws_api_gateway_rest_api' && member(resource, 'root_resource_id') === id) return '/';
    if (type === 'aws_api_gateway_resource' && member(resource, 'id') === id) return textOf(member(resource, 'path'));
  }
  return undefined;
}

function routeLines(before: ValueObject, after: ValueObject): readonly DifferenceLine[] {
  if (isGone(after)) return [line('removed', accessOf(before))];
  if (isGone(before)) return [line('added', accessOf(after))];
  return ['http_method', 'route_key'].flatMap((name) => compareValues(name, member(before, name), member(after, name)));
}

function isGone(method: ValueObject): boolean {
  return Object.keys(method).length === 0;
}

function authorizationLines(before: ValueObject, after: ValueObject): readonly DifferenceLine[] {
  if (isGone(after)) return [];
  const scopes = [before, after].map((method) =>
    elementsOf(member(method, 'authorization_scopes')).map((scope) => `scope ${fullText(scope)}`),
  );
  const unknownScopes = member(after, 'authorization_scopes') === UNKNOWN ? ['scopes (known after apply)'] : [];
  return [
    ...(isGone(before) ? [] : accessLines(before, after)),
    ...listLines(scopes[0] ?? [], [...(scopes[1] ?? []), ...unknownScopes]),
  ];
}

function accessLines(before: ValueObject, after: ValueObject): readonly DifferenceLine[] {
  const [old, updated] = [accessOf(before), accessOf(after)];
  const authorizers = [member(before, 'authorizer_id'), member(after, 'authorizer_id')] as const;
  return [
    ...(old === updated ? [] : [line('changed', `${accessWord(before, after)}: ${old} → ${updated}`)]),
    ...(isOpen(before) === isOpen(after) ? compareValues('authorizer', ...authorizers) : []),
  ];
}

/** What happens to the authorizer, in a word that can be looked for. */
function accessWord(before: ValueObject, after: ValueObject): string {
  if (isOpen(before) === isOpen(after)) return 'access';
  return isOpen(after) ? 'authorizer removed' : 'authorizer added';
}

function typeOf(method: ValueObject): string {
  const type = ['authorization', 'authorization_type']
    .map((name) => member(method, name))
    .find((each) => !isEmpty(each));
  return type === undefined ? 'NONE' : fullText(type);
}

function isOpen(method: ValueObject): boolean {
  return typeOf(method) === 'NONE';
}

/** E.g. `open to everybody`, `authorized by COGNITO_USER_POOLS, with an API key`. */
function accessOf(method: ValueObject): string {
  const access = isOpen(method) ? 'open to everybody' : `authorized by ${typeOf(method)}`;
  return member(method, 'api_key_required') === true ? `${access}, with an API key` : access;
}
