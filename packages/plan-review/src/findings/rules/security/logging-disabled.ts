import { becomes, leaves, removed, settingsRule, turnedOff } from '../settings';

/** A log or an audit trail is switched off. */
export const loggingDisabled = settingsRule({
  id: 'logging-disabled',
  category: 'security',
  severities: ['attention'],
  meaning: 'Access logs, audit trails, flow logs or scans are switched off.',
  detail:
    'After an incident it cannot be found out what happened. Keep it on, with a shorter retention if it costs too much.',
  settings: [
    {
      types: ['aws_lb', 'aws_alb'],
      path: 'access_logs.enabled',
      isWorse: turnedOff,
      fact: 'no longer writes access logs',
    },
    {
      types: ['aws_api_gateway_stage', 'aws_apigatewayv2_stage'],
      path: 'access_log_settings.destination_arn',
      isWorse: removed,
      fact: 'no longer writes access logs',
    },
    {
      types: ['aws_cloudfront_distribution'],
      path: 'logging_config.bucket',
      isWorse: removed,
      fact: 'no longer writes access logs',
    },
    {
      types: ['aws_cloudtrail'],
      path: 'enable_logging',
      isWorse: turnedOff,
      fact: 'no longer records calls of the AWS API',
    },
    { types: ['aws_cloudtrail'], path: 'is_multi_region_trail', isWorse: turnedOff, fact: 'records only one region' },
    { types: ['aws_guardduty_detector'], path: 'enable', isWorse: turnedOff, fact: 'no longer looks for threats' },
    {
      types: ['aws_codebuild_project'],
      path: 'logs_config.cloudwatch_logs.status',
      isWorse: becomes('DISABLED'),
      fact: 'no longer writes logs',
    },
    {
      types: ['aws_ecr_repository'],
      path: 'image_scanning_configuration.scan_on_push',
      isWorse: turnedOff,
      fact: 'no longer scans images for known weaknesses',
    },
    {
      types: ['aws_ecs_cluster'],
      path: 'configuration.execute_command_configuration.logging',
      isWorse: becomes('NONE'),
      fact: 'no longer records commands in containers',
    },
    {
      types: ['aws_ecs_cluster'],
      path: 'setting.value',
      isWorse: leaves('enabled', 'enhanced'),
      fact: 'no longer records metrics of its containers',
    },
    {
      types: ['aws_db_instance', 'aws_rds_cluster'],
      path: 'enabled_cloudwatch_logs_exports',
      isWorse: removed,
      fact: 'no longer writes logs',
    },
  ],
});
