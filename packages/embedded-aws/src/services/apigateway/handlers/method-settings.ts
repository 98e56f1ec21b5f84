import { asObject, type JsonObject } from '../../../gateway/json';
import { patch, type PatchOperation, type Shape } from './patch';

/** Member of a method's settings that each path of a patch sets (API Gateway API Reference, "Stage", patch operations). */
const MEMBERS: Readonly<Record<string, readonly [name: string, shape: Shape]>> = {
  'metrics/enabled': ['metricsEnabled', 'boolean'],
  'logging/loglevel': ['loggingLevel', 'text'],
  'logging/dataTrace': ['dataTraceEnabled', 'boolean'],
  'throttling/burstLimit': ['throttlingBurstLimit', 'number'],
  'throttling/rateLimit': ['throttlingRateLimit', 'number'],
  'caching/enabled': ['cachingEnabled', 'boolean'],
  'caching/ttlInSeconds': ['cacheTtlInSeconds', 'number'],
  'caching/dataEncrypted': ['cacheDataEncrypted', 'boolean'],
  'caching/requireAuthorizationForCacheControl': ['requireAuthorizationForCacheControl', 'boolean'],
  'caching/unauthorizedCacheControlHeaderStrategy': ['unauthorizedCacheControlHeaderStrategy', 'text'],
};

/** Settings of a method of which only some were given (API Gateway API Reference, "MethodSetting"). */
const DEFAULTS: JsonObject = {
  metricsEnabled: false,
  loggingLevel: 'OFF',
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
};

/** Whether a step of a stage's patch is about the settings of its methods, given by method as `{resource path}/{verb}`. */
export function isAboutMethods({ op, path }: PatchOperation, members: Readonly<Record<string, Shape>>): boolean {
  const [, first = ''] = path.split('/');
  return members[first] === undefined && (op === 'remove' || settingOf(path) !== undefined);
}

/** @returns the settings of a stage's methods after one step of a patch */
export function patchMethodSettings(settings: JsonObject, operation: PatchOperation): JsonObject {
  const setting = settingOf(operation.path);
  if (setting === undefined) {
    return Object.fromEntries(Object.entries(settings).filter(([method]) => `/${method}` !== operation.path));
  }
  const { method, name, shape } = setting;
  const before = { ...DEFAULTS, ...asObject(settings[method]) };
  const changed = patch(before, [{ ...operation, path: `/${name}` }], { [name]: shape });
  return { ...settings, [method]: changed };
}

/** A path is `/{resource path}/{verb}/{group}/{setting}`; of a whole method's settings, it ends after the verb. */
function settingOf(path: string): { method: string; name: string; shape: Shape } | undefined {
  const segments = path.split('/').slice(1);
  const member = MEMBERS[segments.slice(-2).join('/')];
  return member && { method: segments.slice(0, -2).join('/'), name: member[0], shape: member[1] };
}
