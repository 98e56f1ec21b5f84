import { AwsError } from '../../aws-error';
import { jsonGap } from '../../json-gap';

/** Refuses to run pipelines: moto says of every execution that it succeeded, and no action has run. */
export const executions = jsonGap('codepipeline', {
  StartPipelineExecution: refuse,
  RetryStageExecution: refuse,
  RollbackStage: refuse,
});

function refuse(): never {
  throw new AwsError('UnsupportedOperation', 'The embedded AWS keeps pipelines but does not run them.');
}
