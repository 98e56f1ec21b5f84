import { CognitoResourceServer } from '@cdktf/provider-aws/lib/cognito-resource-server';
import { Construct } from 'constructs';

/** Properties of a `ServiceScopes`. */
export interface ServiceScopesProps {
  readonly userPoolId: string;
  /** Prefix of every scope, at most 256 characters; a change renames them all. */
  readonly identifier: string;
  /** The services that have a scope, in any order. Cognito allows 100 scopes at most. */
  readonly services: readonly string[];
}

/** An OAuth 2.0 resource server with one scope per service: `<identifier>/<service>`. */
export class ServiceScopes extends Construct {
  readonly resource: CognitoResourceServer;
  /** Every scope, sorted. */
  readonly scopes: readonly string[];

  private readonly identifier: string;

  constructor(scope: Construct, id: string, props: ServiceScopesProps) {
    super(scope, id);
    const services = props.services.toSorted();
    this.resource = new CognitoResourceServer(this, 'Resource', {
      userPoolId: props.userPoolId,
      identifier: props.identifier,
      name: props.identifier,
      scope: services.map((service) => ({ scopeName: service, scopeDescription: `Calls of ${service}` })),
    });
    this.identifier = this.resource.identifier;
    this.scopes = services.map((service) => this.scopeOf(service));
  }

  /** The scope that callers of a service need. */
  scopeOf(service: string): string {
    return `${this.identifier}/${service}`;
  }
}
