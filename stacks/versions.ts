/**
 * Versions that the synthesized JSON accepts. What it emits lies in the intersection of these ranges: the compiler
 * checks it against the newest provider schema (the bindings), `terraform validate` against the oldest.
 */
export const versions = {
  /** S3 state locking without DynamoDB (`use_lockfile`) is stable since Terraform 1.10 and OpenTofu 1.10. */
  terraform: '>= 1.10.0',
  /** Provider hashicorp/aws. */
  aws: '>= 5.100.0, < 7.0.0',
  /** Provider integrations/github. */
  github: '>= 6.6.0, < 7.0.0',
} as const;
