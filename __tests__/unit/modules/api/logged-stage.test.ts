import { ApiGatewayMethodSettings } from '@cdktf/provider-aws/lib/api-gateway-method-settings';
import { ApiGatewayStage } from '@cdktf/provider-aws/lib/api-gateway-stage';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Testing } from 'cdktf';
import { accessLogFields, LoggedStage } from '../../../../modules/api/logged-stage';
import { countResources, onlyResource, referenceTo } from '../../../helpers/terraform-json';

describe('LoggedStage', () => {
  const synth = Testing.synthScope((scope) => {
    new LoggedStage(scope, 'stage', {
      restApiId: 'api',
      deploymentId: 'deployment',
      stageName: 'dev',
      logGroupName: '/shop/dev/api',
      logRetentionDays: 30,
    });
  });

  it('serves the deployment without tracing', () => {
    expect(synth).toHaveResourceWithProperties(ApiGatewayStage, {
      rest_api_id: 'api',
      deployment_id: 'deployment',
      stage_name: 'dev',
      xray_tracing_enabled: false,
    });
  });

  it('logs every access as one line of JSON', () => {
    const settings = onlyResource(synth, ApiGatewayStage).access_log_settings as Record<string, string>;
    expect(settings.destination_arn).toBe(referenceTo(synth, CloudwatchLogGroup, 'arn'));
    expect(settings.format).not.toContain('\n');
    expect(JSON.parse(settings.format ?? '')).toEqual(accessLogFields);
  });

  it.each([
    'requestId',
    'ip',
    'caller',
    'user',
    'time',
    'method',
    'path',
    'status',
    'protocol',
    'responseLength',
    'integrationLatency',
    'integrationError',
  ])('logs the %s', (field) => {
    expect(accessLogFields).toHaveProperty(field, expect.stringMatching(/^\$context\.[A-Za-z.]+$/));
  });

  it('logs no header and no body, which may hold tokens', () => {
    expect(JSON.stringify(accessLogFields)).not.toMatch(/header|body|token/i);
  });

  it('keeps the log for the days given', () => {
    expect(onlyResource(synth, CloudwatchLogGroup)).toEqual({ name: '/shop/dev/api', retention_in_days: 30 });
  });

  it('counts the requests of every method, writes no execution log and limits no rate', () => {
    expect(synth).toHaveResourceWithProperties(ApiGatewayMethodSettings, {
      rest_api_id: 'api',
      stage_name: referenceTo(synth, ApiGatewayStage, 'stage_name'),
      method_path: '*/*',
      settings: { metrics_enabled: true, logging_level: 'OFF', data_trace_enabled: false },
    });
    expect(JSON.stringify(onlyResource(synth, ApiGatewayMethodSettings))).not.toContain('throttling');
  });

  it('is made of these resources and no other', () => {
    expect(countResources(synth)).toEqual({
      aws_api_gateway_method_settings: 1,
      aws_api_gateway_stage: 1,
      aws_cloudwatch_log_group: 1,
    });
  });
});
