const partition = 'aws(-[a-z]+)*';
const regionAndAccount = '[a-z]{2,4}(-[a-z]+)+-\\d{1,2}:\\d{12}';
const segment = '[A-Za-z0-9._-]+';
/** A path segment that is neither `.` nor `..`, and no option of a command line. */
const fileSegment = `(?!\\.{1,2}(/|$))(?!-)${segment}`;
const httpCode = '[2-4]\\d\\d';

/** Fewest and most characters of a platform's name. */
export const PLATFORM_NAME_LENGTH = { least: 2, most: 32 } as const;

/** How the texts of a config are written. Each also goes into the JSON Schema, so there are no flags. */
export const grammar = {
  /** Prefix of physical names: S3 buckets, DNS names and ECR repositories share these letters. */
  platformName: new RegExp(
    `^(?=.{${PLATFORM_NAME_LENGTH.least},${PLATFORM_NAME_LENGTH.most}}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$`,
  ),
  /** No hyphen, so that the ids of stacks stay unambiguous. 1 to 16 characters. */
  environmentName: /^[a-z][a-z0-9]{0,15}$/,
  /** 1 to 40 characters. */
  serviceName: /^(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  /** AWS Account Management Reference Guide, "View AWS account identifiers". */
  account: /^\d{12}$/,
  /** `eu-central-1`, `us-gov-west-1`, `eusc-de-east-1`. */
  region: /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/,
  /** GitHub user or organization; enterprise-managed users have an underscore. */
  githubOwner: /^[A-Za-z0-9](?:[A-Za-z0-9_]|-(?=[A-Za-z0-9_])){0,38}$/,
  /** What GitHub numbers owners and repositories by. */
  githubId: /^[1-9]\d{0,18}$/,
  /** An action of IAM, with `*` for any letters of its name. Source: IAM User Guide, "IAM JSON policy elements: Action". */
  action: /^[a-z][a-z0-9-]*:[A-Za-z0-9*]{1,128}$/,
  /** An ARN as a policy has it; `rules/own-permissions.ts` checks whose it is. */
  resource: /^arn:[a-z*-]+:[a-z0-9-]+:[a-z0-9*-]*:[0-9*]*:[^\s?]{1,512}$/,
  /**
   * Ends with a hyphen, which no name of an environment has: so no two prefixes make the same name. Source: GitHub
   * documentation, "Managing environments for deployment": names have up to 255 characters, and are not case-sensitive.
   */
  githubEnvironmentPrefix: /^(?=.{2,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*-$/,
  /** Type of a resource of one of the providers that the stacks use. */
  resourceType: /^(aws|github)_[a-z0-9]+(_[a-z0-9]+)*$/,
  /** Terraform documentation, "Version Constraints"; `rules/provider-versions.ts` checks the versions. */
  versionConstraint: /^[\d.,<>=~ ]{1,100}$/,
  /** Repository name without its owner. */
  repository: /^(?!\.{1,2}$)(?!.*\.git$)[A-Za-z0-9._-]{1,100}$/,
  /** git-check-ref-format(1), without what a shell or a filter pattern would read. */
  branch: /^(?!.*(\.\.|\/\/|\/\.|@\{|\.lock(\/|$)|[./]$))[A-Za-z0-9_][A-Za-z0-9._/@+-]{0,254}$/,
  /** Relative POSIX path of a file. */
  file: new RegExp(`^${fileSegment}(/${fileSegment})*$`),
  /** Relative POSIX path of a folder; `.` is the repository's root. */
  folder: new RegExp(`^(\\.|${fileSegment}(/${fileSegment})*)$`),
  /** Four numbers and a prefix length; `rules/network.ts` checks the values. */
  cidr: /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/,
  /** Amazon Cognito API Reference, UserPoolClientType: CallbackURLs. */
  browserUrl: /^(https:\/\/[^\s#/?]+|http:\/\/localhost(:\d{1,5})?)([/?][^\s#]*)?$/,
  /** Amazon SNS API Reference, CreateTopic: Name. */
  topicArn: new RegExp(`^arn:${partition}:sns:${regionAndAccount}:[A-Za-z0-9_-]{1,256}$`),
  /** Elastic Load Balancing API, CreateTargetGroup: HealthCheckPath. Printable ASCII without spaces. */
  healthCheckPath: /^\/[!-~]{0,1023}$/,
  /** Elastic Load Balancing API, Matcher: HttpCode. */
  successCodes: new RegExp(`^${httpCode}(-${httpCode})?(,${httpCode}(-${httpCode})?)*$`),
  /**
   * Segments joined by `/`. Characters: Amazon API Gateway Developer Guide, "Important notes" on path segments. With the
   * slash before and the wildcard after it, a path-pattern of a listener rule has at most 128 characters.
   */
  apiPath: new RegExp(`^(?=.{1,125}$)(?!(.*/)?\\.{1,2}(/|$))${segment}(/${segment})*$`),
  /** IEEE Std 1003.1-2017, chapter 8.1: names of environment variables. */
  variableName: /^[A-Za-z_][A-Za-z0-9_]*$/,
  /** ARN of an SSM parameter, or of a Secrets Manager secret with `:json-key:version-stage:version-id` if wanted. */
  secretArn: new RegExp(
    `^arn:${partition}:(ssm:${regionAndAccount}:parameter/[A-Za-z0-9_./-]+` +
      `|secretsmanager:${regionAndAccount}:secret:[A-Za-z0-9/_+=.@-]+(:[^:\\s]*:[^:\\s]*:[^:\\s]*)?)$`,
  ),
  /** AWS Key Management Service Developer Guide, "Key identifiers (KeyId)": a key ARN, also of a multi-Region key. */
  keyArn: new RegExp(
    `^arn:${partition}:kms:${regionAndAccount}:key/([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$`,
  ),
  /** AWS Tagging Best Practices: letters, digits, spaces and `_ . : / = + - @`. */
  tagKey: /^(?![Aa][Ww][Ss]:)[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/u,
  tagValue: /^[\p{L}\p{Z}\p{N}_.:/=+@-]{0,256}$/u,
} as const;
