import { ApiGatewayMethodSettings } from '@cdktf/provider-aws/lib/api-gateway-method-settings';
import { ApiGatewayStage } from '@cdktf/provider-aws/lib/api-gateway-stage';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';

/** Properties of a `LoggedStage`. */
export interface LoggedStageProps {
  readonly restApiId: string;
  /** The deployment that the stage serves. */
  readonly deploymentId: string;
  /** First segment of the stage's URL: letters, digits, hyphens and underscores. */
  readonly stageName: string;
  /** Physical name, at most 512 characters. */
  readonly logGroupName: string;
  /** Days that access logs are kept. */
  readonly logRetentionDays: number;
  /** ARN of the KMS key that they are encrypted with. @default - a key of AWS */
  readonly keyArn?: string | undefined;
}

/**
 * The fields of a line of the access log, by JSON key. No header and no body: they hold tokens and users' data.
 * Source: API Gateway developer guide, "Variables for access logging for API Gateway".
 */
export const accessLogFields = {
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  caller: '$context.identity.caller',
  user: '$context.authorizer.claims.sub',
  time: '$context.requestTime',
  method: '$context.httpMethod',
  path: '$context.path',
  protocol: '$context.protocol',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatency: '$context.responseLatency',
  integrationStatus: '$context.integration.status',
  integrationLatency: '$context.integration.latency',
  integrationError: '$context.integration.error',
  authorizerError: '$context.authorizer.error',
  error: '$context.error.responseType',
} as const;

/** A stage of a REST API that logs every access and counts requests, errors and latency of every method. */
export class LoggedStage extends Construct {
  readonly resource: ApiGatewayStage;
  readonly accessLogGroup: CloudwatchLogGroup;
  readonly methodSettings: ApiGatewayMethodSettings;
  /** Base URL of the stage, e.g. `https://<api>.execute-api.<region>.amazonaws.com/<stage>`. */
  readonly invokeUrl: string;

  constructor(scope: Construct, id: string, props: LoggedStageProps) {
    super(scope, id);
    this.accessLogGroup = this.createLogGroup(props);
    this.resource = this.createStage(props, this.accessLogGroup);
    this.methodSettings = this.countRequests(props, this.resource);
    this.invokeUrl = this.resource.invokeUrl;
  }

  private createLogGroup(props: LoggedStageProps): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, 'access-logs', {
      name: props.logGroupName,
      retentionInDays: props.logRetentionDays,
      ...(props.keyArn !== undefined && { kmsKeyId: props.keyArn }),
    });
  }

  private createStage(props: LoggedStageProps, logGroup: CloudwatchLogGroup): ApiGatewayStage {
    return new ApiGatewayStage(this, 'Resource', {
      restApiId: props.restApiId,
      deploymentId: props.deploymentId,
      stageName: props.stageName,
      xrayTracingEnabled: false,
      accessLogSettings: { destinationArn: logGroup.arn, format: JSON.stringify(accessLogFields) },
    });
  }

  // No throttling limit of its own: the account's holds. Any number here would be a guess, and too low a guess an
  // outage. Execution logs stay off: they show tokens and bodies, and go to a log group that never expires.
  private countRequests(props: LoggedStageProps, stage: ApiGatewayStage): ApiGatewayMethodSettings {
    return new ApiGatewayMethodSettings(this, 'method-settings', {
      restApiId: props.restApiId,
      stageName: stage.stageName,
      methodPath: '*/*',
      settings: { metricsEnabled: true, loggingLevel: 'OFF', dataTraceEnabled: false },
    });
  }
}
