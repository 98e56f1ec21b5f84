import type { Environment } from '../processes/run';

/** Names of environment variables that hold secrets: those of Terraform, AWS, GitHub and registries of packages. */
const SECRET_NAME = /(token|secret|password|passphrase|_key|credentials?)$/i;

/** A shorter one would hide harmless words. */
const MIN_LENGTH = 8;

/**
 * The text of a failed program, without the secrets that it was given. Programs quote addresses and requests, and a log
 * of GitHub Actions hides its secrets, but a comment and an artifact do not.
 */
export function withoutSecrets(text: string, env: Environment): string {
  return Object.entries(env)
    .flatMap(([name, value = '']) => (SECRET_NAME.test(name) && value.length >= MIN_LENGTH ? [value] : []))
    .flatMap((value) => [value, encodeURIComponent(value)])
    .toSorted((one, other) => other.length - one.length)
    .reduce((hidden, value) => hidden.replaceAll(value, '(sensitive)'), text);
}
