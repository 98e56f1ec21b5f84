import { requireVariables } from '../../../../cli/stacks/variables';
import { cliStack } from '../../../helpers/cli-stack';

const pipelines = ['orders', 'hello'].map((service) =>
  cliStack(`${service}-pipeline`, [], {
    variable: { github_token: { sensitive: true }, webhook_secret: {}, log_level: { default: 'info' } },
  }),
);

function refusal(): unknown {
  try {
    requireVariables(pipelines, {});
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('values of Terraform variables', () => {
  test('variables without a value are refused with the stacks that need them and what to type', () => {
    expect(refusal()).toMatchObject({
      message: 'No value for the variables github_token and webhook_secret of orders-pipeline, hello-pipeline.',
      hint: 'export TF_VAR_github_token=...\nexport TF_VAR_webhook_secret=...',
    });
  });

  test('a value in the environment is enough, be it empty', () => {
    expect(() => {
      requireVariables(pipelines, { TF_VAR_github_token: 't', TF_VAR_webhook_secret: '' });
    }).not.toThrow();
  });

  test('stacks without variables need none', () => {
    expect(() => {
      requireVariables([cliStack('dev-network')], {});
    }).not.toThrow();
  });
});
