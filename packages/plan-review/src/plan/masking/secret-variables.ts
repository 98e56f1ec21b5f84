/** Names that people give to secrets, as words of their own. */
const SECRET_NAME =
  /(^|_)(password|passwd|pwd|secret|token|pat|(api|access|private|secret|signing|encryption|jwt|master)_?key|credentials?|passphrase)(_?(\d+|value|base))?$/;

/** Values that are no secrets: references to where one is, numbers, switches. */
const HARMLESS = /^(arn:.*|https?:\/\/[^:@]*|\/[\w./-]*|\d*|true|false|none|null)$/i;

/** Secrets that are known by their form: of GitHub, AWS, Slack and Stripe, private keys, and passwords in addresses. */
const FORMS = [
  /\b(?:gh[opsur]_\w{20,}|github_pat_\w{20,})/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bxox[abeprs]-[\w-]{10,}/g,
  /\b[rs]k_live_\w{10,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]+/g,
  /(?<=:\/\/[^\s/:@]*:)[^\s/:@]+(?=@)/g,
];

/** Where a secret was, in a text of a plan that has been read. */
const MASKED = /\(sensitive \d+\)/;

/** Whether a variable holds a secret, by its name or by its value. */
export function isSecretVariable(name: string, value: string): boolean {
  if (secretsInText(value).length > 0 || MASKED.test(value)) return true;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[-.]/g, '_')
    .toLowerCase();
  return SECRET_NAME.test(words) && !HARMLESS.test(value);
}

/** The parts of a text that are secrets by their form. */
export function secretsInText(text: string): readonly string[] {
  return FORMS.flatMap((form) => text.match(form) ?? []);
}
