import { AwsError } from '../../aws-error';
import { jsonGap } from '../../json-gap';

/** Refuses to build: moto says of every build that it succeeded, and none has run. */
export const builds = jsonGap('codebuild', {
  StartBuild: refuse,
  StartBuildBatch: refuse,
  RetryBuild: refuse,
  RetryBuildBatch: refuse,
});

function refuse(): never {
  throw new AwsError('UnsupportedOperation', 'The embedded AWS keeps CodeBuild projects but does not run builds.');
}
