import type { ContainerDefinition } from '@aws-sdk/client-ecs';

import type { Runtime } from '../../../gateway/runtime';
import type { AwsSettings } from '../../../gateway/settings';
import type { Task } from './task';

/** What a container's environment is made of. */
export interface EnvironmentOptions {
  readonly runtime: Runtime;
  readonly task: Task;
  readonly container: ContainerDefinition;
  /** Of the task role. @default the application has no credentials */
  readonly role: AwsSettings | undefined;
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * The variables of a container: those of Fargate, those of its definition, which win, and those by which the embedded
 * AWS knows its programs. The credentials of the task
 * role are variables, too, because there is no address 169.254.170.2 to fetch them from.
 */
export function environmentOf({ runtime, task, container, role, secrets }: EnvironmentOptions): Record<string, string> {
  const override = task.options.overrides.containerOverrides?.find(({ name }) => name === container.name);
  const { region } = task.options.place.scope;
  return {
    AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: runtime.endpoint,
    HOSTNAME: task.networkInterface?.privateDnsName ?? '',
    ...(role && {
      AWS_ACCESS_KEY_ID: role.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: role.credentials.secretAccessKey,
      AWS_SESSION_TOKEN: role.credentials.sessionToken ?? '',
    }),
    ...variablesOf(container.environment),
    ...secrets,
    ...variablesOf(override?.environment),
    ...runtime.environment,
  };
}

function variablesOf(pairs: ContainerDefinition['environment'] = []): Record<string, string> {
  return Object.fromEntries(pairs.map(({ name = '', value = '' }) => [name, value]));
}
