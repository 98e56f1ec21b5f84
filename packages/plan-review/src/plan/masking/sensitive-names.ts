/** How names of attributes and variables end that hold a secret, in words that `_` joins. */
const ENDINGS = [
  'password',
  'passwd',
  'passphrase',
  'secret',
  'secret_(string|binary|value|key|access_key)',
  'token',
  'credentials?',
  'private_key(_pem|_openssh|_pem_pkcs8|_base64)?',
  'key_material',
  'connection_string',
  '(api|access|account|primary|secondary|shared)_?key',
];

/** Attributes that hold a secret and do not say so, by the type of the resource. */
const SENSITIVE_ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_ssm_parameter', ['value']],
  ['github_actions_secret', ['plaintext_value', 'encrypted_value']],
  ['kubernetes_secret', ['data', 'binary_data']],
  ['random_password', ['result', 'bcrypt_hash']],
  ['vault_generic_secret', ['data', 'data_json']],
]);

const SENSITIVE_NAME = new RegExp(`(^|_)(${ENDINGS.join('|')})$`);

/**
 * Marks the attributes of a resource as Terraform marks sensitive ones, by the names of what holds a secret. Plans of
 * Terraform 0.12 to 0.14 hold secrets in the clear, and no marks.
 * @param type of the resource, e.g. `aws_ssm_parameter`
 */
export function marksOfType(type: string, attributes: object): unknown {
  const known = SENSITIVE_ATTRIBUTES.get(type) ?? [];
  return { ...(marksByName(attributes) as object), ...Object.fromEntries(known.map((name) => [name, true])) };
}

/** Marks what is sensitive in a value of which nothing else is known, e.g. of an output. */
export function marksByName(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(marksByName);
  if (typeof value !== 'object' || value === null) return false;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]: [string, unknown]) => [
      key,
      isSensitiveName(key) ? textsOf(part) : marksByName(part),
    ]),
  );
}

/** Whether a name is that of a secret itself, not of its address or of how it is made: `token`, not `token_validity`. */
export function isSensitiveName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-.]/g, '_')
    .toLowerCase();
  return SENSITIVE_NAME.test(words);
}

/** Texts are secret, alone or in a list; `generate_secret = true` is not. */
function textsOf(value: unknown): unknown {
  if (typeof value === 'string') return true;
  return Array.isArray(value) ? value.map(textsOf) : marksByName(value);
}
