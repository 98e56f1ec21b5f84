import { AwsError } from '../../../gateway/aws-error';
import type { Runtime } from '../../../gateway/runtime';
import type { AwsSettings } from '../../../gateway/settings';
import type { Task } from './task';
import { TaskError } from './task-error';

/**
 * Settings of the role that pulls a task's images, reads its secrets and writes its logs.
 * @returns undefined if it has none
 * @throws TaskError if ECS cannot assume it
 */
export async function executionRoleOf(runtime: Runtime, task: Task): Promise<AwsSettings | undefined> {
  const { overrides, definition } = task.options;
  return assume(runtime, task, overrides.executionRoleArn ?? definition.executionRoleArn);
}

/**
 * Settings of the role of the running application.
 * @returns undefined if it has none
 * @throws TaskError if ECS cannot assume it
 */
export async function taskRoleOf(runtime: Runtime, task: Task): Promise<AwsSettings | undefined> {
  const { overrides, definition } = task.options;
  return assume(runtime, task, overrides.taskRoleArn ?? definition.taskRoleArn);
}

async function assume(runtime: Runtime, task: Task, roleArn: string | undefined): Promise<AwsSettings | undefined> {
  if (roleArn === undefined || roleArn === '') return undefined;
  const service = 'ecs-tasks.amazonaws.com';
  const { region } = task.options.place.scope;
  try {
    return await runtime.assumeRole({ roleArn, service, sourceArn: task.arn, region, sessionName: task.id });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new TaskError(
      `ECS was unable to assume the role '${roleArn}' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.`,
      { cause: error },
    );
  }
}
