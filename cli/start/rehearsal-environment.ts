import type { Environment } from '../project';

/** What points terraform and the aws CLI at the embedded AWS and GitHub. */
export interface RehearsalAddress {
  /** Of the embedded AWS. */
  readonly endpoint: string;
  readonly region: string;
  /** Value of TF_REATTACH_PROVIDERS that names the GitHub provider's stand-in. */
  readonly reattach: string;
  readonly githubToken: string;
  readonly webhookSecret: string;
}

/** Names of variables that would direct terraform to another AWS, or change what it does. */
const FOREIGN = /^(AWS_|GITHUB_|TF_VAR_|TF_CLI_ARGS|TF_WORKSPACE$|TF_DATA_DIR$|TF_INPUT$)/;

/** The variables that point terraform and the aws CLI at the embedded AWS and GitHub. */
export function rehearsalVariables(address: RehearsalAddress): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: address.endpoint,
    AWS_REGION: address.region,
    // The aws CLI version 1 reads only this one.
    AWS_DEFAULT_REGION: address.region,
    AWS_ACCESS_KEY_ID: 'rehearsal',
    AWS_SECRET_ACCESS_KEY: 'rehearsal',
    // No setting of this machine, and no real credentials, take part.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    TF_REATTACH_PROVIDERS: address.reattach,
    TF_VAR_github_token: address.githubToken,
    TF_VAR_webhook_secret: address.webhookSecret,
  };
}

/** The user's environment, pointed to the embedded AWS and GitHub only. */
export function rehearsalEnvironment(env: Environment, address: RehearsalAddress): Environment {
  const neutral = Object.entries(env).filter(([name]) => !FOREIGN.test(name));
  return { ...Object.fromEntries(neutral), ...rehearsalVariables(address) };
}
