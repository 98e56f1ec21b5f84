import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { Testing } from 'cdktf';
import type { Environment } from '../../../../config/types';
import { RegistryStack } from '../../../../stacks/ecs/registry-stack';
import { testEnvironment, testPlatform } from '../../../helpers/test-platform';
import { countResources, dataSourcesOf, onlyResource, referenceToData } from '../../../helpers/terraform-json';

function registry(protect: boolean, encryption: Environment['encryption'] = 'awsManaged'): string {
  const environments = [testEnvironment(), testEnvironment({ name: 'prod', protect, encryption })];
  return Testing.synth(new RegistryStack(Testing.app(), testPlatform(), { service: 'hello', environments }), true);
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

  it('is encrypted with the shared key where an environment has keys of its own, and keeps what it was made with', () => {
    const withKey = registry(false, 'customerManaged');
    expect(withKey).toHaveResourceWithProperties(EcrRepository, {
      encryption_configuration: [
        { encryption_type: 'KMS', kms_key: referenceToData(withKey, DataAwsKmsAlias, 'target_key_arn') },
      ],
    });
    expect(dataSourcesOf(withKey, DataAwsKmsAlias)).toEqual([{ name: 'alias/shop-eu-central-1-shared' }]);
    for (const each of [withKey, registry(false)])
      expect(onlyResource(each, EcrRepository).lifecycle).toEqual({ ignore_changes: ['encryption_configuration'] });
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
