import { LoggedStage, accessLogFields } from '../../../../modules/api/logged-stage';
import { onlyResource } from '../../../helpers/synth';
import { synthesizeScope } from '../../../helpers/synth-scope';

const stack = synthesizeScope(
  (scope) =>
    new LoggedStage(scope, 'stage', {
      restApiId: 'api',
      deploymentId: 'deployment',
      stageName: 'dev',
      logGroupName: '/shop/dev/api',
      logRetentionDays: 30,
    }),
);

describe('LoggedStage', () => {
  it('serves the deployment without tracing', () => {
    expect(onlyResource(stack, 'aws_api_gateway_stage')).toMatchObject({
      rest_api_id: 'api',
      deployment_id: 'deployment',
      stage_name: 'dev',
      xray_tracing_enabled: false,
    });
  });

  it('logs every access as one line of JSON', () => {
    const settings = onlyResource(stack, 'aws_api_gateway_stage').access_log_settings as Record<string, string>;
    expect(settings.destination_arn).toMatch(/^\$\{aws_cloudwatch_log_group\..*\.arn\}$/);
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

  it('logs no header and no body, where tokens are', () => {
    expect(JSON.stringify(accessLogFields)).not.toMatch(/header|body|token/i);
  });

  it('keeps the log for as long as asked', () => {
    expect(onlyResource(stack, 'aws_cloudwatch_log_group')).toEqual({ name: '/shop/dev/api', retention_in_days: 30 });
  });

  it('counts the requests of every method, logs no execution and sets no limit of its own', () => {
    expect(onlyResource(stack, 'aws_api_gateway_method_settings')).toMatchObject({
      method_path: '*/*',
      settings: { metrics_enabled: true, logging_level: 'OFF', data_trace_enabled: false },
    });
    expect(JSON.stringify(onlyResource(stack, 'aws_api_gateway_method_settings'))).not.toContain('throttling');
  });
});
