import type { GatewayResponse } from '@aws-sdk/client-api-gateway';

import type { ApiAnswer, ApiCall, IntegrationResult } from './call';
import { contextOf } from './context';
import { valueOf } from './parameters';
import { render, type Variables } from './variables';

/** What API Gateway answers in its own name, unless the API has another answer. */
interface Default {
  readonly status: number;
  readonly message: string;
  /** As the header `x-amzn-ErrorType` names it. */
  readonly errorType: string;
}

/** API Gateway Developer Guide, "Gateway response types for API Gateway". */
const DEFAULTS = {
  ACCESS_DENIED: {
    status: 403,
    message: 'User is not authorized to access this resource',
    errorType: 'AccessDeniedException',
  },
  API_CONFIGURATION_ERROR: { status: 500, message: 'Internal server error', errorType: 'InternalServerErrorException' },
  DEFAULT_4XX: { status: 400, message: 'Bad Request', errorType: 'BadRequestException' },
  INTEGRATION_FAILURE: {
    status: 504,
    message: 'Network error communicating with endpoint',
    errorType: 'InternalServerErrorException',
  },
  INTEGRATION_TIMEOUT: {
    status: 504,
    message: 'Endpoint request timed out',
    errorType: 'InternalServerErrorException',
  },
  INVALID_API_KEY: { status: 403, message: 'Forbidden', errorType: 'ForbiddenException' },
  MISSING_AUTHENTICATION_TOKEN: {
    status: 403,
    message: 'Missing Authentication Token',
    errorType: 'MissingAuthenticationTokenException',
  },
  REQUEST_TOO_LARGE: { status: 413, message: 'Request Too Long', errorType: 'RequestTooLargeException' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: 'Unsupported Media Type',
    errorType: 'BadRequestException',
  },
  UNAUTHORIZED: { status: 401, message: 'Unauthorized', errorType: 'UnauthorizedException' },
} satisfies Readonly<Record<string, Default>>;

/** The kinds of answers that an API can change. */
export type ResponseType = keyof typeof DEFAULTS;

/** What else is told of a refusal. */
interface RefusalOptions {
  /** For people. @default the type's own */
  readonly message?: string;
  /** HTTP status where the embedded AWS cannot do what AWS would. @default the type's own */
  readonly status?: number;
  /** Why the caller was not let in. */
  readonly authorizerError?: string;
  readonly integration?: IntegrationResult;
}

/** Why API Gateway answers a request itself. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /** @param type kind of the answer, as gateway responses name it */
  constructor(
    readonly type: ResponseType,
    readonly options: RefusalOptions = {},
  ) {
    super(options.message ?? DEFAULTS[type].message);
  }
}

/** What is in an API, but not in the embedded AWS. */
export function notEmulated(what: string): Refusal {
  const message = `The embedded AWS does not implement ${what}.`;
  return new Refusal('API_CONFIGURATION_ERROR', { message, status: 501 });
}

/** @returns what access logs tell of a refusal */
export function errorVariables({ type, message, options }: Refusal): Variables {
  return {
    'error.message': message,
    'error.messageString': JSON.stringify(message),
    'error.responseType': type,
    'authorizer.error': options.authorizerError,
  };
}

/** @returns the answer to a request that is refused, as the deployed API has it */
export function refusalAnswer(call: ApiCall, refusal: Refusal): ApiAnswer {
  const { status, errorType } = DEFAULTS[refusal.type];
  const stored = storedResponse(call.snapshot.gatewayResponses, refusal.type, status);
  const context = { ...contextOf(call), ...errorVariables(refusal) };
  const [contentType, template] = templateOf(stored);
  const body = render(template, { context, stageVariables: call.stage.variables ?? {} }, '');
  return {
    status: refusal.options.status ?? Number(stored?.statusCode ?? status),
    headers: { 'content-type': contentType, 'x-amzn-errortype': errorType, ...headersOf(call, stored, context) },
    body: Buffer.from(body),
    ...(refusal.options.integration && { integration: refusal.options.integration }),
  };
}

function storedResponse(
  responses: readonly GatewayResponse[],
  type: ResponseType,
  status: number,
): GatewayResponse | undefined {
  const find = (name: string): GatewayResponse | undefined => responses.find((each) => each.responseType === name);
  return find(type) ?? find(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
}

function templateOf(stored: GatewayResponse | undefined): readonly [contentType: string, template: string] {
  const templates = Object.entries(stored?.responseTemplates ?? {});
  const json = templates.find(([type]) => type === 'application/json');
  return json ?? templates[0] ?? ['application/json', '{"message":$context.error.messageString}'];
}

function headersOf(
  call: ApiCall,
  stored: GatewayResponse | undefined,
  context: Variables,
): Readonly<Record<string, string>> {
  const prefix = 'gatewayresponse.header.';
  const mapped = Object.entries(stored?.responseParameters ?? {})
    .filter(([target]) => target.startsWith(prefix))
    .map(([target, source]) => [target.slice(prefix.length).toLowerCase(), valueOf(source, { call, context })] as const)
    .filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(mapped);
}
