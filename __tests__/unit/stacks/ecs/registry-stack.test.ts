import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { Testing } from 'cdktf';
import { RegistryStack } from '../../../../stacks/ecs/registry-stack';
import { testPlatform } from '../../../helpers/test-platform';
import { countResources, onlyResource } from '../../../helpers/terraform-json';

function registry(protect: boolean): string {
  return Testing.synth(new RegistryStack(Testing.app(), testPlatform(), { service: 'hello', protect }), true);
}

interface LifecycleRule {
  readonly selection: Readonly<Record<string, unknown>>;
}

describe('the image repository', () => {
  it('never lets a tag move, scans every push and encrypts', () => {
    expect(registry(false)).toHaveResourceWithProperties(EcrRepository, {
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
    expect(registry(protect)).toHaveResourceWithProperties(EcrRepository, { force_delete: forceDelete });
  });

  it('expires untagged images after 7 days and keeps the last 200 tagged ones', () => {
    const { policy } = onlyResource(registry(false), EcrLifecyclePolicy);
    const { rules } = JSON.parse(String(policy)) as { rules: LifecycleRule[] };
    expect(rules.map((rule) => rule.selection)).toEqual([
      { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 },
      {
        tagStatus: 'tagged',
        tagPatternList: ['released-*'],
        countType: 'imageCountMoreThan',
        countNumber: 100_000,
      },
      { tagStatus: 'tagged', tagPatternList: ['*'], countType: 'imageCountMoreThan', countNumber: 200 },
    ]);
  });

  it('is the only resource of the stack', () => {
    expect(countResources(registry(false))).toEqual({ aws_ecr_lifecycle_policy: 1, aws_ecr_repository: 1 });
  });
});
