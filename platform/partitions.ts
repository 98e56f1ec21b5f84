/** A part of AWS with accounts, names and addresses of its own. */
export interface Partition {
  /** Second part of its ARNs, e.g. `aws-us-gov`. */
  readonly id: string;
  /** What its service endpoints end in, e.g. `amazonaws.com`. */
  readonly dnsSuffix: string;
  /** Its regions. */
  readonly regions: RegExp;
}

/** Source: botocore 1.44.5, `partitions.json`: `id`, `outputs.dnsSuffix` and `regionRegex`. */
const partitions: readonly Partition[] = [
  { id: 'aws', dnsSuffix: 'amazonaws.com', regions: /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/ },
  { id: 'aws-cn', dnsSuffix: 'amazonaws.com.cn', regions: /^cn-\w+-\d+$/ },
  { id: 'aws-us-gov', dnsSuffix: 'amazonaws.com', regions: /^us-gov-\w+-\d+$/ },
  { id: 'aws-eusc', dnsSuffix: 'amazonaws.eu', regions: /^eusc-de-\w+-\d+$/ },
  { id: 'aws-iso', dnsSuffix: 'c2s.ic.gov', regions: /^us-iso-\w+-\d+$/ },
  { id: 'aws-iso-b', dnsSuffix: 'sc2s.sgov.gov', regions: /^us-isob-\w+-\d+$/ },
  { id: 'aws-iso-e', dnsSuffix: 'cloud.adc-e.uk', regions: /^eu-isoe-\w+-\d+$/ },
  { id: 'aws-iso-f', dnsSuffix: 'csp.hci.ic.gov', regions: /^us-isof-\w+-\d+$/ },
];

/** The partition of a region. @returns undefined if the name is that of no region */
export function findPartition(region: string): Partition | undefined {
  return partitions.find(({ regions }) => regions.test(region));
}

/** The partition of a region. @throws Error if the name is that of no region, which a config's rules refuse */
export function partitionOf(region: string): Partition {
  const partition = findPartition(region);
  if (partition === undefined) throw new Error(`${region} is a region of no AWS partition`);
  return partition;
}

/**
 * The service principal by which policies name an AWS service. Unlike an endpoint, it has the same suffix in every
 * partition. Source: documentation of the AWS provider, data source `aws_service_principal`; the services whose
 * principals differ in some partitions are none of those that a platform uses.
 *
 * @param service e.g. `ecs-tasks`
 */
export function servicePrincipal(service: string): string {
  return `${service}.amazonaws.com`;
}

/**
 * A service that calls KMS for its caller, as the condition key `kms:ViaService` names it: where the partition has a DNS
 * suffix of its own, that is accepted, too. Source: AWS Key Management Service Developer Guide, "kms:ViaService".
 *
 * @param service e.g. `s3`
 */
export function kmsViaServices(service: string, region: string): readonly string[] {
  const suffixes = [...new Set(['amazonaws.com', partitionOf(region).dnsSuffix])];
  return suffixes.map((suffix) => `${service}.${region}.${suffix}`);
}

/**
 * The audience of tokens of GitHub Actions that are exchanged for AWS credentials. Source: README of
 * aws-actions/configure-aws-credentials, "OIDC Audience": `sts.amazonaws.com` where nothing is set, in China
 * `sts.amazonaws.com.cn`.
 */
export function tokenAudience(region: string): string {
  return `sts.${partitionOf(region).dnsSuffix}`;
}

/**
 * What names of VPC endpoint services begin with: the DNS suffix backwards. Source: documentation of the AWS provider,
 * data source `aws_partition`, `reverse_dns_prefix`.
 */
export function endpointServicePrefix(region: string): string {
  return partitionOf(region).dnsSuffix.split('.').toReversed().join('.');
}

/**
 * Host of an account's image registry. Source: Amazon ECR User Guide, "Amazon ECR private registry", with the DNS
 * suffix of the partition.
 */
export function registryHost({ account, region }: { readonly account: string; readonly region: string }): string {
  return `${account}.dkr.ecr.${region}.${partitionOf(region).dnsSuffix}`;
}

/**
 * Host of the sign-in pages of a Cognito user pool. Sources: Amazon Cognito Developer Guide, "Using the Amazon Cognito
 * prefix domain for managed login"; AWS GovCloud (US) User Guide, "Amazon Cognito": FIPS endpoints only.
 *
 * @param prefix of the user pool's domain
 */
export function signInHost(region: string, prefix: string): string {
  const label = partitionOf(region).id === 'aws-us-gov' ? 'auth-fips' : 'auth';
  return `${prefix}.${label}.${region}.amazoncognito.com`;
}
