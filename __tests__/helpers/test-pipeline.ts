import type { Construct } from 'constructs';
import { DeliveryPipeline } from '../../modules/pipeline/delivery-pipeline';
import type { DeployTarget } from '../../modules/pipeline/deploy-stage';
import { DeploymentRecord } from '../../modules/pipeline/deployment-record';
import { ImageBuild } from '../../modules/pipeline/image-build';
import { ReleaseRecord } from '../../modules/pipeline/release-record';
import { PrivateBucket } from '../../modules/storage/private-bucket';

/** Adds the pipeline `shop-hello` to a scope, with its projects and its bucket. */
export function addPipeline(scope: Construct, targets: readonly DeployTarget[]): DeliveryPipeline {
  const place = { account: '123456789012', region: 'eu-central-1' };
  const artifactBucket = new PrivateBucket(scope, 'artifacts', { bucketName: 'artifacts', forceDestroy: false });
  const named = (name: string) => ({
    ...place,
    projectName: name,
    roleName: name,
    containerName: 'hello',
    artifactBucketArn: 'arn:bucket',
    repositoryArn: 'arn:repository',
    repositoryUrl: 'registry.example.com/shop-hello',
  });
  const build = new ImageBuild(scope, 'build', {
    ...named('shop-hello-build'),
    dockerfile: 'Dockerfile',
    context: '.',
  });
  const release = new ReleaseRecord(scope, 'record', named('shop-hello-record'));
  const recorded = targets.map((target) => {
    const name = `shop-hello-record-${target.environment}`;
    const props = { ...named(name), pipelineName: 'shop-hello', target };
    return { target, record: new DeploymentRecord(scope, `record-${target.environment}`, props) };
  });
  const source = { owner: 'example-org', repository: 'hello', branch: 'main', token: '${var.token}' };
  return new DeliveryPipeline(scope, 'pipeline', {
    ...place,
    pipelineName: 'shop-hello',
    roleName: 'shop-hello-pipeline',
    source,
    build,
    release,
    targets: recorded,
    artifactBucket,
  });
}
