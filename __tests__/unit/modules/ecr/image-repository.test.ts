import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { Testing } from 'cdktf';
import { ImageRepository, type ImageRepositoryProps } from '../../../../modules/ecr/image-repository';
import { countResources, onlyResource, referenceTo } from '../../../helpers/terraform-json';

function repository(changes: Partial<ImageRepositoryProps> = {}): string {
  return Testing.synthScope((scope) => {
    new ImageRepository(scope, 'repository', { repositoryName: 'shop-hello', forceDelete: false, ...changes });
  });
}

/** The rules by which images expire. */
function rulesOf(synth: string): unknown {
  return (JSON.parse(String(onlyResource(synth, EcrLifecyclePolicy).policy)) as { rules: unknown }).rules;
}

describe('ImageRepository', () => {
  const synth = repository();

  it('has tags that never move, scans every push and encrypts', () => {
    expect(synth).toHaveResourceWithProperties(EcrRepository, {
      name: 'shop-hello',
      image_tag_mutability: 'IMMUTABLE',
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: 'AES256' }],
    });
  });

  it.each([true, false])('is destroyed with its images when forceDelete is %s', (forceDelete) => {
    expect(repository({ forceDelete })).toHaveResourceWithProperties(EcrRepository, { force_delete: forceDelete });
  });

  it('deletes images without a tag after 7 days, and keeps the last 200 with a tag', () => {
    expect(synth).toHaveResourceWithProperties(EcrLifecyclePolicy, {
      repository: referenceTo(synth, EcrRepository, 'name'),
    });
    expect(rulesOf(synth)).toEqual([
      {
        rulePriority: 1,
        description: 'Images without a tag expire after 7 days',
        selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 },
        action: { type: 'expire' },
      },
      {
        rulePriority: 2,
        description: 'The last 200 images are kept',
        selection: { tagStatus: 'tagged', tagPatternList: ['*'], countType: 'imageCountMoreThan', countNumber: 200 },
        action: { type: 'expire' },
      },
    ]);
  });

  it('deletes and keeps as many images as told', () => {
    expect(rulesOf(repository({ untaggedExpireAfterDays: 3, keptImages: 20 }))).toMatchObject([
      { selection: { tagStatus: 'untagged', countNumber: 3 } },
      { selection: { tagStatus: 'tagged', countNumber: 20 } },
    ]);
  });

  it('is made of these resources and no other', () => {
    expect(countResources(synth)).toEqual({ aws_ecr_lifecycle_policy: 1, aws_ecr_repository: 1 });
  });
});
