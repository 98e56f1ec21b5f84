/** What to do where terraform, whose own words are shown above, says that it could not reach something. */
interface OutputHint {
  readonly said: RegExp;
  readonly hint: string;
}

/** What Terraform leaves behind if it can no longer write. Source: Terraform documentation, "State Locking", "Recovery". */
const EXPIRED = [
  'The AWS credentials expired in the meantime. What was applied before stays. Of the stack that failed, Terraform may have',
  'been unable to save its state and to release its lock:',
  '- If it says that it wrote errored.tfstate, put that into the bucket with new credentials, from the folder of the stack:',
  '  terraform state push errored.tfstate. Without the file, import what was created, or delete it by hand.',
  '- If the next run says that the state is locked, and no other deployment runs: terraform force-unlock <the ID that it says>.',
  'Then get new credentials and run the same command again: it goes on with what is left.',
].join('\n');

const NO_REGISTRY = [
  'Terraform could not get its providers. Check the network; it goes through HTTPS_PROXY if that is set. Without a way to',
  'registry.terraform.io, put them where Terraform looks for them: terraform providers mirror ~/.terraform.d/plugins',
].join('\n');

const UNREACHABLE =
  'Check the network; Terraform goes through HTTPS_PROXY if that is set. Then run the same command again.';

const NO_CREDENTIALS = 'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and its secret, and run the same command again.';

/** Go's words for a server that cannot be reached. Source: Go, packages net, net/http and crypto/tls. */
const GO_NETWORK =
  'no such host|connection refused|i/o timeout|TLS handshake timeout|network is unreachable|proxyconnect|context deadline exceeded|certificate signed by unknown authority|server misbehaving';

/**
 * Sources: AWS General Reference, "Common error types"; Terraform's `init` and its S3 backend. Of a kind that comes with
 * another, the better explanation comes first.
 */
const HINTS: readonly OutputHint[] = [
  { said: /ExpiredToken|RequestExpired|security token included in the request is expired/, hint: EXPIRED },
  {
    said: new RegExp(
      `(Failed to query available provider packages|Failed to install provider|registry\\.terraform\\.io)[^]*(${GO_NETWORK})`,
    ),
    hint: NO_REGISTRY,
  },
  {
    said: /No valid credential sources found|failed to refresh cached credentials|no EC2 IMDS role found/,
    hint: NO_CREDENTIALS,
  },
  { said: new RegExp(`\\b(dial|lookup|proxyconnect|Get|Post|Put)\\b[^]*(${GO_NETWORK})`), hint: UNREACHABLE },
];

/** What to do about the output of a program that failed; undefined if that is not known. */
export function hintForOutput(output: string): string | undefined {
  // Terraform breaks its lines, and draws a bar before each.
  const words = output.replace(/\s*\n\s*[│╷╵|]?\s*/g, ' ');
  return HINTS.find(({ said }) => said.test(words))?.hint;
}
