import { rehearsalEnvironment } from '../../../../cli/start/rehearsal-environment';

const address = {
  endpoint: 'http://127.0.0.1:4566',
  region: 'eu-central-1',
  reattach: '{}',
  githubToken: 'token',
  webhookSecret: 'secret',
};

describe('the environment of a rehearsal', () => {
  test('points to the embedded AWS and GitHub, without settings of this machine', () => {
    expect(rehearsalEnvironment({}, address)).toEqual({
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_REGION: 'eu-central-1',
      AWS_DEFAULT_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'rehearsal',
      AWS_SECRET_ACCESS_KEY: 'rehearsal',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      TF_REATTACH_PROVIDERS: '{}',
      TF_VAR_github_token: 'token',
      TF_VAR_webhook_secret: 'secret',
    });
  });

  test.each([
    'AWS_PROFILE',
    'AWS_SESSION_TOKEN',
    'AWS_ENDPOINT_URL_S3',
    'GITHUB_TOKEN',
    'TF_VAR_other',
    'TF_CLI_ARGS_apply',
    'TF_WORKSPACE',
    'TF_DATA_DIR',
  ])('does not contain the %s of the user', (name) => {
    expect(rehearsalEnvironment({ [name]: 'real' }, address)).not.toHaveProperty(name);
  });

  test.each(['PATH', 'HOME', 'TF_PLUGIN_CACHE_DIR', 'TF_CLI_CONFIG_FILE', 'PLATFORM_CONFIG'])('keeps %s', (name) => {
    expect(rehearsalEnvironment({ [name]: 'mine' }, address)).toHaveProperty(name, 'mine');
  });
});
