import { hintForOutput } from '../../../../cli/faults/terraform-hints';

/** As Terraform prints them. */
const REGISTRY = `╷
│ Error: Failed to query available provider packages
│
│ Could not retrieve the list of available versions for provider hashicorp/aws: could not connect to
│ registry.terraform.io: failed to request discovery document: Get
│ "https://registry.terraform.io/.well-known/terraform.json": dial tcp: lookup registry.terraform.io on
│ 127.0.0.53:53: no such
│ host
╵`;
const CREDENTIALS = `│ Error: No valid credential sources found
│
│ Error: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, request
│ canceled, context deadline exceeded`;
const BACKEND = `Error: Retrieving AWS account details: validating provider credentials: operation error STS: GetCallerIdentity,
Post "https://sts.eu-central-1.amazonaws.com/": dial tcp 52.94.17.1:443: i/o timeout`;

describe('what to do where terraform could not reach something', () => {
  it.each([
    ['the registry of providers', REGISTRY, 'terraform providers mirror'],
    ['credentials', CREDENTIALS, 'Set AWS_PROFILE'],
    ['AWS', BACKEND, 'Check the network; Terraform goes through HTTPS_PROXY'],
    ['a proxy', 'Error: Get "https://x": proxyconnect tcp: dial tcp 10.0.0.1:3128: connection refused', 'HTTPS_PROXY'],
  ])('is told of %s', (_what, output, hint) => {
    expect(hintForOutput(output)).toContain(hint);
  });

  it.each(['Error: creating ECS Service (orders): InvalidParameterException', '', 'Error: no such host group'])(
    'is not told of what has another cause: %s',
    (output) => {
      expect(hintForOutput(output)).toBeUndefined();
    },
  );
});
