/**
 * Versions of Terraform that the synthesized JSON is valid for: S3 state locking without DynamoDB (`use_lockfile`) is stable
 * since Terraform 1.10 and OpenTofu 1.10. Those of the providers are in `platform/provider-versions.ts`.
 */
export const TERRAFORM_VERSIONS = '>= 1.10.0';
