import { everyResourceOf, exceptionsOf, type Resource } from '../../helpers/every-platform';

/** Whether a text is a reference to a log group of the same stack. */
function isLogGroup({ stack }: Resource, text: unknown): boolean {
  const names = Object.keys(stack.resource?.aws_cloudwatch_log_group ?? {});
  return names.some((name) => String(text).startsWith(`\${aws_cloudwatch_log_group.${name}.`));
}

describe('every log group', () => {
  it('expires its events', () => {
    expect(
      exceptionsOf('aws_cloudwatch_log_group', ({ attributes }) => Number(attributes.retention_in_days) > 0),
    ).toEqual([]);
  });
});

// AWS creates a log group that is not there when it is first written to, and keeps it for ever.
describe('what writes logs', () => {
  it('a container: into a log group of its stack', () => {
    expect(
      exceptionsOf('aws_ecs_task_definition', (task) =>
        (JSON.parse(String(task.attributes.container_definitions)) as ContainerLogs[]).every(
          ({ logConfiguration: { logDriver, options } }) =>
            logDriver === 'awslogs' && isLogGroup(task, options['awslogs-group']),
        ),
      ),
    ).toEqual([]);
  });

  it('a build: into a log group of its stack', () => {
    expect(
      exceptionsOf('aws_codebuild_project', (project) => {
        const { cloudwatch_logs: logs } = project.attributes.logs_config as {
          cloudwatch_logs: Record<string, string>;
        };
        return logs.status === 'ENABLED' && isLogGroup(project, logs.group_name);
      }),
    ).toEqual([]);
  });

  it('an API: into a log group of its stack, and no execution log, which has a log group of its own', () => {
    expect(
      exceptionsOf('aws_api_gateway_stage', (stage) => {
        const settings = stage.attributes.access_log_settings as Record<string, string>;
        return isLogGroup(stage, settings.destination_arn);
      }),
    ).toEqual([]);
    for (const { attributes } of everyResourceOf('aws_api_gateway_method_settings')) {
      expect(attributes.settings).toMatchObject({ logging_level: 'OFF', data_trace_enabled: false });
    }
  });

  it('commands in containers: into a log group of the cluster', () => {
    expect(
      exceptionsOf('aws_ecs_cluster', (cluster) => {
        const text = JSON.stringify(cluster.attributes.configuration);
        const [, group] = /"cloud_watch_log_group_name":"([^"]*)"/.exec(text) ?? [];
        return isLogGroup(cluster, group);
      }),
    ).toEqual([]);
  });
});

interface ContainerLogs {
  readonly logConfiguration: { readonly logDriver: string; readonly options: Readonly<Record<string, string>> };
}
