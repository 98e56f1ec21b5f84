import type { Construct } from 'constructs';
import { DeliveryPipeline } from '../../modules/pipeline/delivery-pipeline';
import type { DeployTarget } from '../../modules/pipeline/delivery-stages';
import { DeploymentRecord } from '../../modules/pipeline/deployment-record';
import { ImageBuild } from '../../modules/pipeline/image-build';
import { PrivateBucket } from '../../modules/storage/private-bucket';

/** Adds the pipeline `shop-hello` to a scope, with its projects and its bucket. */
export function addPipeline(scope: Construct, targets: readonly DeployTarget[]): DeliveryPipeline {
  const place = { account: '123456789012', region: 'eu-central-1' };
  const named = (name: string) => ({ ...place, projectName: name, roleName: name, containerName: 'hello' });
  const artifactBucket = new PrivateBucket(scope, 'artifacts', { bucketName: 'artifacts', forceDestroy: false });
  const artifactBucketArn = 'arn:bucket';
  const build = new ImageBuild(scope, 'build', {
    ...named('shop-hello-build'),
    artifactBucketArn,
    repositoryArn: 'arn:repository',
    repositoryUrl: 'registry.example.com/shop-hello',
    dockerfile: 'Dockerfile',
    context: '.',
  });
  const record = new DeploymentRecord(scope, 'record', { ...named('shop-hello-record'), artifactBucketArn, targets });
  const source = { owner: 'example-org', repository: 'hello', branch: 'main', token: '${var.token}' };
  return new DeliveryPipeline(scope, 'pipeline', {
    ...place,
    pipelineName: 'shop-hello',
    roleName: 'shop-hello-pipeline',
    source,
    build,
    record,
    targets,
    artifactBucket,
  });
}
