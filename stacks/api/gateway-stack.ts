import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import type { Construct } from 'constructs';
import type { ApiSettings, Environment } from '../../config/types';
import { LoggedStage } from '../../modules/api/logged-stage';
import { ProxyApi } from '../../modules/api/proxy-api';
import type { FoundKey } from '../../modules/encryption/found-key';
import { EmailUserPool } from '../../modules/cognito/email-user-pool';
import { PublicClient } from '../../modules/cognito/public-client';
import { ServiceScopes } from '../../modules/cognito/service-scopes';
import { SignInDomain, signInDomainPrefix } from '../../modules/cognito/sign-in-domain';
import { accessLogGroup } from '../../platform/log-groups';
import { physicalName } from '../../platform/naming';
import { originHeaderName } from '../../modules/network/origin-header';
import { BaseStack, type PlatformIdentity } from '../base-stack';
import { publish, publishedOr, read, type ContractValues, type Producer } from '../contract';
import { gatewayContract, type networkContract, type serviceContract } from '../contracts';
import { findEnvironmentKey } from '../found-keys';
import { stackIds } from '../../platform/stack-ids';

/** How the API offers one service. */
export interface ServiceRoute {
  /** Name of the service. */
  readonly service: string;
  readonly api: ApiSettings;
}

/** Properties of a `GatewayStack`. */
export interface GatewayStackProps {
  readonly environment: Environment;
  /** One for each service, in any order: the order decides nothing. */
  readonly routes: readonly ServiceRoute[];
}

/** What a `GatewayStack` is deployed after. */
export interface GatewayStackDependencies {
  readonly network: Producer<typeof networkContract>;
  /** The services that the API offers, by name: a route is opened when there is something behind it. */
  readonly services: ReadonlyMap<string, Producer<typeof serviceContract>>;
}

/** What the stacks behind the API publish. */
interface Backend {
  readonly network: ContractValues<typeof networkContract>;
  /** By name of the service. */
  readonly services: ReadonlyMap<string, ContractValues<typeof serviceContract>>;
}

/** The REST API of an environment, one path per service, and the users who may call it. */
export class GatewayStack extends BaseStack {
  readonly type = 'gateway';
  readonly contract = gatewayContract;
  /** The KMS key that bootstrap has made. @default - keys of AWS are used */
  readonly key: FoundKey | undefined;
  readonly users: EmailUserPool;
  readonly signInDomain: SignInDomain;
  readonly scopes: ServiceScopes;
  readonly client: PublicClient;
  readonly api: ProxyApi;
  readonly stage: LoggedStage;
  /** The parameters with the origin secrets, by name of the service. */
  readonly originSecrets: ReadonlyMap<string, DataAwsSsmParameter>;

  private readonly environment: Environment;
  private readonly routes: readonly ServiceRoute[];

  constructor(
    scope: Construct,
    platform: PlatformIdentity,
    { environment, routes }: GatewayStackProps,
    { network, services }: GatewayStackDependencies,
  ) {
    super(scope, stackIds.gateway(environment.name), platform, { environment: environment.name });
    this.environment = environment;
    this.routes = routes;
    this.key = findEnvironmentKey(this, environment);
    this.users = this.createUserPool();
    this.signInDomain = this.createSignInDomain(this.users);
    this.scopes = this.createScopes(this.users);
    this.client = this.createClient(this.users, this.scopes);
    const backend = {
      services: new Map([...services].map(([name, service]) => [name, read(this, service)])),
      network: read(this, network),
    };
    this.originSecrets = this.readOriginSecrets(backend);
    this.api = this.createApi(backend);
    this.stage = this.createStage(this.api);
    publish(this, {
      api_url: this.stage.invokeUrl,
      user_pool_id: this.users.userPoolId,
      user_pool_client_id: this.client.clientId,
      sign_in_url: this.signInDomain.url,
    });
  }

  /** The parts that every physical name begins with. */
  private get nameParts(): readonly [string, string] {
    return [this.platform.name, this.environment.name];
  }

  // Exists, as do the domain, the client and the authorizer, even where no service asks for users: they keep their ids
  // and their users when that changes.
  private createUserPool(): EmailUserPool {
    return new EmailUserPool(this, 'users', {
      userPoolName: physicalName('userPool', ...this.nameParts),
      deletionProtection: this.environment.protect,
    });
  }

  private createSignInDomain(users: EmailUserPool): SignInDomain {
    return new SignInDomain(this, 'sign-in-domain', {
      userPoolId: users.userPoolId,
      region: this.platform.region,
      prefix: signInDomainPrefix(this.nameParts, this.platform.account),
    });
  }

  private createScopes(users: EmailUserPool): ServiceScopes {
    return new ServiceScopes(this, 'scopes', {
      userPoolId: users.userPoolId,
      identifier: physicalName('resourceServer', ...this.nameParts),
      services: this.routes.filter(({ api }) => api.auth === 'cognito').map(({ service }) => service),
    });
  }

  private createClient(users: EmailUserPool, scopes: ServiceScopes): PublicClient {
    return new PublicClient(this, 'client', {
      userPoolId: users.userPoolId,
      clientName: physicalName('userPoolClient', ...this.nameParts),
      ...this.environment.users,
      apiScopes: scopes.scopes,
    });
  }

  private createApi(backend: Backend): ProxyApi {
    return new ProxyApi(this, 'api', {
      restApiName: physicalName('restApi', ...this.nameParts),
      description: `The services of ${this.nameParts.join('-')}.`,
      authorizerName: physicalName('restApi', ...this.nameParts),
      userPoolArn: this.users.userPoolArn,
      backendUrl: `http://${backend.network.load_balancer_dns_name}`,
      routes: this.routes.map(({ service, api }) => ({
        path: api.path,
        headers: { [originHeaderName]: this.originSecretOf(service) },
        ...(api.auth === 'cognito' ? { scopes: [this.scopes.scopeOf(service)] } : {}),
      })),
    });
  }

  // Each service gets its own secret, and none sees another's. One that was deployed before services had their own
  // accepts the environment's.
  private readOriginSecrets({ network, services }: Backend): ReadonlyMap<string, DataAwsSsmParameter> {
    const readSecret = (service: string, name: string): DataAwsSsmParameter =>
      new DataAwsSsmParameter(this, `origin-secret-${service}`, {
        name: publishedOr(name, network.origin_secret_parameter_name),
        withDecryption: true,
      });
    return new Map(
      [...services].map(([name, values]) => [name, readSecret(name, values.origin_secret_parameter_name)]),
    );
  }

  private originSecretOf(service: string): string {
    const secret = this.originSecrets.get(service);
    if (secret === undefined) throw new Error(`no stack of the service ${service} to read from`);
    return secret.value;
  }

  private createStage(api: ProxyApi): LoggedStage {
    return new LoggedStage(this, 'stage', {
      restApiId: api.restApiId,
      deploymentId: api.deploymentId,
      stageName: this.environment.name,
      logGroupName: accessLogGroup(...this.nameParts),
      logRetentionDays: this.environment.logs.accessRetentionDays,
      keyArn: this.key?.keyArn,
    });
  }
}
