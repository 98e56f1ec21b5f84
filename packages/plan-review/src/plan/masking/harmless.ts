/** Most characters of one word, and of a list of them. */
const LONGEST_WORD = 40;
const LONGEST_LIST = 200;

/** Parts of a word, between `-`, `_` and `.`: `debug`, `DEBUG`, `blueGreen`, `v2`, `node22`, `1a`, `2026`. */
const PART =
  /^(?:[A-Z]?[a-z]{1,15}|[A-Z]{1,15}|[A-Za-z]?[a-z]{2,11}(?:[A-Z][a-z]{2,11}){1,3}|[A-Z]?[a-z]{1,11}\d{1,3}|[A-Z]{1,11}\d{1,3}|\d{1,6}[a-z]?|\d{12})$/;
/** One part may be short and mixed, `k8s`; beside others one may be an abbreviated commit. */
const MIXED = /^[a-z\d]{2,4}$/;
const COMMIT = /^[\da-f]{7,12}$/;
/** Letters in an order that no language has: they are no word. */
const NO_WORD = /[bcdfghjklmnpqrstvwxz]{6}/i;

const NUMBER = /^[+-]?\d{1,13}(?:\.\d{1,6})?(?:%|[a-zA-Z]{1,3})?$/;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2}|:\d{1,5})?$/;
const ARN = /^arn:aws[\w-]*:[a-z\d-]+:[a-z\d-]*:(?:\d{12}|aws)?:[\w+=,.@:/*-]{1,200}$/;
/** E.g. `vpc-0a1b2c3d4e5f67890`. Source: Amazon EC2 user guide, "Resource IDs". */
const AWS_ID =
  /^(?:acl|ami|eipalloc|eni|fs|i|igw|lt|nat|pcx|pl|rtb|sg|snap|subnet|tgw|vol|vpc|vpce)-(?:[\da-f]{8}|[\da-f]{17})$/;
const HOST = /^(?=.{1,200}$)[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*$/;
const AWS_HOST = /\.(?:amazonaws\.com(?:\.cn)?|on\.aws|awsapprunner\.com|cloudfront\.net|api\.aws)$/;
/** Scheme, host, port, path: neither user nor query. */
const URL_PARTS = /^[a-z][a-z\d+.-]{1,15}:\/\/([^/:@?#]+)(?::\d{1,5})?(\/[^@?#]*)?$/;
/** Host or name, path, and a tag or port. */
const IMAGE_PARTS = /^([^/:@?#]+)(\/[^:@?#]*)?(?::([\w.-]{1,40}))?$/;

/**
 * Whether everybody may see a value: it is a short word, a number, a truth value, a region, an ARN, an identifier of
 * AWS, a host, an image, a path, an address without user and query, or a list of these.
 */
export function isPlainlyHarmless(value: string): boolean {
  const parts = value.split(/, ?/);
  return value.length <= LONGEST_LIST && parts.every((part) => part !== '' && isOne(part));
}

function isOne(value: string): boolean {
  if (value === '*' || [NUMBER, ADDRESS, ARN, AWS_ID].some((form) => form.test(value))) return true;
  if (isWord(value) || isPath(value)) return true;
  const [, urlHost, urlPath = '/'] = URL_PARTS.exec(value) ?? [];
  if (urlHost !== undefined) return isHost(urlHost) && isPath(urlPath);
  const [, host, path, tag] = IMAGE_PARTS.exec(value) ?? [];
  if (host === undefined || !isHostOrWord(host) || !isPath(path ?? '/')) return false;
  return tag === undefined || (path === undefined ? isPortOrVersion(tag) : isWord(tag) || COMMIT.test(tag));
}

function isWord(value: string): boolean {
  const parts = value.split(/[-_.]/);
  const odd = parts.filter((part) => !PART.test(part));
  const isReadable =
    odd.length <= 1 && odd.every((part) => MIXED.test(part) || (parts.length > 1 && COMMIT.test(part)));
  return value.length <= LONGEST_WORD && parts.length <= 8 && isReadable && !NO_WORD.test(value);
}

function isPath(value: string): boolean {
  const [first, ...parts] = value.replace(/\/$/, '').split('/');
  return first === '' && parts.every((part) => isWord(part) || /^\.{1,2}\w*$/.test(part));
}

function isHost(value: string): boolean {
  const isRandom = value.split('.').some((label) => /(?=.*\d)[a-z\d]{18,}/.test(label));
  return HOST.test(value) && (!isRandom || AWS_HOST.test(value));
}

function isHostOrWord(value: string): boolean {
  return value.includes('.') ? isHost(value) && /[a-z]$/.test(value) : isWord(value);
}

/** Another word behind a colon may be a password: `admin:sesame`. */
function isPortOrVersion(tag: string): boolean {
  return /^(?:v?\d|latest$|stable$)/.test(tag) && isWord(tag);
}
