/**
 * The public API of embedded-aws: moto is installed ({@link installMoto}), the embedded AWS is started with its Python
 * ({@link startEmbeddedAws}), and beside it, where pipelines need one, the embedded GitHub ({@link startGithub}).
 */

// The embedded AWS
export { installMoto, type InstallOptions } from './moto/install';
export { startEmbeddedAws, type EmbeddedAws, type EmbeddedAwsOptions } from './start';
export { remainingResources } from './remaining-resources';
export type { AwsSettings } from './gateway/settings';
export type { RequestEvent } from './gateway/gateway';
export { RunningClock, SteppedClock, type Clock } from './clock';

// The embedded GitHub, and what stands in for Terraform's provider of it
export { startGithub, type EmbeddedGithub, type GithubAccount, type GithubOptions } from './github/api/start';
export { startGithubProvider, type GithubProviderStandIn } from './github/provider/start';

// Both, with the variables that lead Terraform, the AWS CLI and SDKs to them
export { startSandbox, type Sandbox, type SandboxOptions } from './sandbox';

// Errors
export { RehearsalError } from './errors';
