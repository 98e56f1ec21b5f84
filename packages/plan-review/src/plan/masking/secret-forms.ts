import { isSecretName } from './secret-names';

/**
 * Beginnings of tokens, each with what follows it. Source: the documentation of those who hand them out, as the rules
 * of secret scanners collect them.
 */
const TOKENS = [
  // GitHub, GitLab, Bitbucket, Atlassian
  'gh[opsur]_\\w{20,}',
  'github_pat_\\w{20,}',
  'gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|oas)-[\\w-]{16,}',
  'AT(?:ATT3|BB|CTT3)[\\w=-]{16,}',
  // AWS
  '(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\\b',
  // Slack, Stripe, Twilio, SendGrid, Mailgun, Telegram
  '(?:xox[abeprs]|xapp)-[\\w-]{10,}',
  '[rs]k_(?:live|test)_\\w{10,}',
  'whsec_[\\w+/=]{16,}',
  '(?:SK|AC)[0-9a-f]{32}\\b',
  'SG\\.[\\w-]{16,}\\.[\\w-]{16,}',
  'key-[0-9a-f]{32}\\b',
  '\\d{8,10}:AA[\\w-]{30,}',
  // OpenAI, Anthropic, Google, Hugging Face, Groq, Replicate, Nvidia
  'sk-(?:[a-z]+-)*[A-Za-z0-9][\\w-]{19,}',
  '(?:AIza|ya29\\.)[\\w-]{20,}',
  '(?:hf|gsk|r8)_[A-Za-z0-9]{20,}',
  '(?:nvapi|xai)-[\\w-]{20,}',
  // Registries of packages and images
  'npm_[A-Za-z0-9]{20,}',
  'pypi-[\\w-]{16,}',
  'rubygems_[0-9a-f]{20,}',
  'dckr_(?:pat|oat)_[\\w-]{16,}',
  // Doppler, Vault, Terraform Cloud, Pulumi, 1Password
  'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{16,}',
  'hv[sbr]\\.[\\w-]{16,}',
  '\\w{14}\\.atlasv1\\.[\\w-]{20,}',
  'pul-[0-9a-f]{40}\\b',
  'ops_eyJ[\\w-]{20,}',
  // LaunchDarkly, New Relic, Grafana, Sentry, Supabase, Linear, Notion, Shopify, Square, DigitalOcean, Tailscale
  '(?:sdk|mob|api)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b',
  'NRAK-[\\w-]{16,}',
  '\\w{32,}NRAL\\b',
  'gl(?:c|sa)_[\\w+/=]{16,}',
  'sntry[su]_[\\w+/=-]{16,}',
  'sb(?:p|_secret)_[\\w-]{16,}',
  '(?:lin_api|ntn)_\\w{16,}',
  'shp(?:at|ca|pa|ss)_[0-9a-f]{16,}',
  'sq0(?:csp|atp)-[\\w-]{16,}',
  'do[opr]_v1_[0-9a-f]{16,}',
  'tskey-[\\w-]{16,}',
  'AGE-SECRET-KEY-1[0-9A-Z]{20,}',
  // JSON Web Tokens
  'eyJ[\\w-]{8,}\\.[\\w-]{4,}(?:\\.[\\w-]*)*',
];

const FORMS = [
  new RegExp(`(?<![A-Za-z0-9])(?:${TOKENS.join('|')})`, 'g'),
  /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[^-]+/g,
  // A password, or a token in place of a user, in an address.
  /(?<=:\/\/[^\s/:@]{0,100}:)(?!\d{1,5}[/?])[^\s"']+(?=@[\w.[-])/g,
  /(?<=:\/\/)[\w.~%-]{16,}(?=@)/g,
  // Addresses that are a secret as a whole: who knows one may post there.
  /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/[\w/-]+/g,
  /\bdiscord(?:app)?\.com\/api\/webhooks\/[\w/-]+/g,
  /(?<=\.webhook\.office\.com\/)[\w/@-]+/g,
  /\bhooks\.zapier\.com\/hooks\/[\w/-]+/g,
  /\bapi\.telegram\.org\/bot[\w:/-]+/g,
  /(?<=\b(?:Bearer|Basic) +)(?=\S*\d)[\w.~+/=-]{8,}/g,
  /(?<=--(?:[a-z]+-)*(?:password|passwd|token|secret|api-key)[ \t]+["']?)[^\s"'$<-][^\s"']*/g,
];

/** What a script, a connection string or a document in YAML gives to a name: `NAME=value`, or a line `name: value`. */
const ASSIGNMENTS = [
  /(?<![\w.-])([A-Za-z][\w.-]{0,60}) ?= ?(?:"([^"\n]+)"|'([^'\n]+)'|([^\s"';,&|)]+))/g,
  /^[ \t]*(?:- )?["']?([A-Za-z][\w.-]{0,60})["']?:[ \t]+(?:"([^"\n]+)"|'([^'\n]+)'|([^\s"'|>][^\s]*))/gm,
];

/** A value that is looked up when it is needed, or none: `$TOKEN`, `{{ token }}`, `<token>`, `true`. */
const NO_SECRET = /^(?:\$|\(sensitive|<[\w -]+|\{\{|%[sv(]|\*+$|arn:|true$|false$|null$|none$|\d{0,3}$)/i;

/** The parts of a text that are secrets by their form, or by the name that the text gives them. */
export function secretsInText(text: string): readonly string[] {
  const found: string[] = [];
  replaceSecrets(text, (secret) => {
    found.push(secret);
    return '(sensitive)';
  });
  return found;
}

/** Replaces these parts of a text. */
export function replaceSecrets(text: string, replacement: (secret: string) => string): string {
  const withoutForms = FORMS.reduce((rest, form) => rest.replace(form, replacement), text);
  return ASSIGNMENTS.reduce(
    (rest, form) => rest.replace(form, (...found) => assigned(found, replacement)),
    withoutForms,
  );
}

/** @param found the text of the assignment, the name, the value in quotation marks or without */
function assigned([all, name, ...values]: readonly unknown[], replacement: (secret: string) => string): string {
  const value = values.find((each) => typeof each === 'string') ?? '';
  const text = String(all);
  if (!isSecretName(String(name)) || NO_SECRET.test(value)) return text;
  const start = text.lastIndexOf(value);
  return text.slice(0, start) + replacement(value) + text.slice(start + value.length);
}

/** A text in base64, decoded. @returns undefined if it is none, or holds no text */
export function textInBase64(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/\s]{12,}={0,2}\s*$/.test(text)) return undefined;
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  return /^[\p{L}\p{N}\p{P}\p{S}\s]+$/u.test(decoded) && !decoded.includes('\ufffd') ? decoded : undefined;
}
