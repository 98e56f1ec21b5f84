import { literalText } from '../template-text';

/** What the one container of a task runs. */
export interface ContainerSettings {
  readonly name: string;
  /** Image reference with its tag or digest. */
  readonly image: string;
  /** TCP port the container listens on; handed to it as the environment variable `PORT`. */
  readonly port: number;
  /** Environment variables in plain text. */
  readonly variables: Readonly<Record<string, string>>;
  /** Environment variables by the ARN of an SSM parameter or Secrets Manager secret. */
  readonly secrets: Readonly<Record<string, string>>;
  /** CloudWatch log group of the container's output, e.g. `/shop/dev/orders`. */
  readonly logGroupName: string;
  /** AWS region that the container runs in. */
  readonly region: string;
}

/**
 * The container definitions of a task with one container, as JSON in exactly the form in which AWS returns them: every
 * value that AWS fills in is there, and lists are sorted. Otherwise Terraform sees a difference on every plan.
 * Source: Amazon ECS API reference, "ContainerDefinition".
 */
export function containerDefinitions(settings: ContainerSettings): string {
  return JSON.stringify([
    {
      name: settings.name,
      image: settings.image,
      // No share of its own: the container may use all of the task's CPU.
      cpu: 0,
      essential: true,
      portMappings: [{ containerPort: settings.port, hostPort: settings.port, protocol: 'tcp' }],
      environment: byName({ ...settings.variables, PORT: String(settings.port) }).map(([name, value]) => ({
        name,
        value: literalText(value),
      })),
      ...secretsOf(settings),
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
      logConfiguration: {
        logDriver: 'awslogs',
        options: {
          'awslogs-group': settings.logGroupName,
          'awslogs-region': settings.region,
          'awslogs-stream-prefix': settings.name,
        },
      },
    },
  ]);
}

// AWS leaves the field out when a container has no secrets.
function secretsOf({ secrets }: ContainerSettings): object {
  const entries = byName(secrets).map(([name, arn]) => ({ name, valueFrom: literalText(arn) }));
  return entries.length === 0 ? {} : { secrets: entries };
}

function byName(values: Readonly<Record<string, string>>): [name: string, value: string][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
