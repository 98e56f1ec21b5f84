import { literalText } from '../template-text';

/** A secret of Secrets Manager that another stack makes. */
export interface ConnectedSecret {
  /** Its ARN, as a reference. */
  readonly secretArn: string;
  /** Of the secret's JSON, e.g. `password`. @default - the whole secret */
  readonly jsonKey?: string;
}

/** What a container gets of resources that other stacks make: texts with references, which Terraform resolves. */
export interface ConnectedSettings {
  /** Environment variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** Environment variables that hold secrets. */
  readonly secrets: Readonly<Record<string, ConnectedSecret>>;
}

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
  /** What it gets of resources that other stacks make. @default - nothing */
  readonly connected?: ConnectedSettings | undefined;
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
      environment: variablesOf(settings),
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

function variablesOf({ variables, port, connected }: ContainerSettings): object[] {
  const own = Object.entries({ ...variables, PORT: String(port) }).map(
    ([name, text]) => [name, literalText(text)] as const,
  );
  const all = { ...Object.fromEntries(own), ...connected?.variables };
  return byName(all).map(([name, value]) => ({ name, value }));
}

/** Source: Amazon ECS Developer Guide, "Pass Secrets Manager secrets through Amazon ECS environment variables". */
function valueOf({ secretArn, jsonKey }: ConnectedSecret): string {
  return jsonKey === undefined ? secretArn : `${secretArn}:${jsonKey}::`;
}

// AWS leaves the field out when a container has no secrets.
function secretsOf({ secrets, connected }: ContainerSettings): object {
  const own = Object.entries(secrets).map(([name, arn]) => [name, literalText(arn)] as const);
  const others = Object.entries(connected?.secrets ?? {}).map(([name, each]) => [name, valueOf(each)] as const);
  const entries = byName(Object.fromEntries([...own, ...others])).map(([name, valueFrom]) => ({ name, valueFrom }));
  return entries.length === 0 ? {} : { secrets: entries };
}

function byName(values: Readonly<Record<string, string>>): [name: string, value: string][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
