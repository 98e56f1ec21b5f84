import { RegistryStack } from '../../../../stacks/ecs/registry-stack';
import { onlyResource, synthesizeStack, type StackJson } from '../../../helpers/synth';
import { testPlatform } from '../../../helpers/test-platform';

function registry(protect: boolean): StackJson {
  return synthesizeStack(
    'hello-registry',
    (app) => new RegistryStack(app, testPlatform(), { service: 'hello', protect }),
  );
}

interface LifecycleRule {
  readonly selection: Readonly<Record<string, unknown>>;
}

describe('the image repository', () => {
  it('never lets a tag move, scans every push and encrypts', () => {
    expect(onlyResource(registry(false), 'aws_ecr_repository')).toMatchObject({
      name: 'shop-hello',
      image_tag_mutability: 'IMMUTABLE',
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: 'AES256' }],
    });
  });

  it.each([
    [false, true],
    [true, false],
  ])('when protect is %s, is destroyed with its images: %s', (protect, forceDelete) => {
    expect(onlyResource(registry(protect), 'aws_ecr_repository')).toMatchObject({ force_delete: forceDelete });
  });

  it('expires untagged images after 7 days and keeps the last 200 tagged ones', () => {
    const { policy } = onlyResource(registry(false), 'aws_ecr_lifecycle_policy');
    const { rules } = JSON.parse(String(policy)) as { rules: LifecycleRule[] };
    expect(rules.map((rule) => rule.selection)).toEqual([
      { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 },
      { tagStatus: 'tagged', tagPatternList: ['*'], countType: 'imageCountMoreThan', countNumber: 200 },
    ]);
  });
});
