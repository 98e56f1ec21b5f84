import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { Testing } from 'cdktf';
import { expiredImages } from 'embedded-aws/services/ecr/runtime/lifecycle-policy';
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

  it('deletes images without a tag after 7 days, and keeps those of releases and the last 200', () => {
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
        description: 'Images of the last releases of every environment are kept',
        selection: {
          tagStatus: 'tagged',
          tagPatternList: ['released-*'],
          countType: 'imageCountMoreThan',
          countNumber: 100_000,
        },
        action: { type: 'expire' },
      },
      {
        rulePriority: 3,
        description: 'Of all images the last 200 are kept',
        selection: { tagStatus: 'tagged', tagPatternList: ['*'], countType: 'imageCountMoreThan', countNumber: 200 },
        action: { type: 'expire' },
      },
    ]);
  });

  it('deletes and keeps as many images as told', () => {
    expect(rulesOf(repository({ untaggedExpireAfterDays: 3, keptImages: 20 }))).toMatchObject([
      { selection: { tagStatus: 'untagged', countNumber: 3 } },
      { selection: { tagStatus: 'tagged', tagPatternList: ['released-*'] } },
      { selection: { tagStatus: 'tagged', countNumber: 20 } },
    ]);
  });

  it('keeps what runs in an environment, however many images another environment gets after it', () => {
    const built = Array.from({ length: 250 }, (_, index) => ({
      digest: `sha256:${index}`,
      tags: [`commit-${index}`, ...(index === 3 ? ['released-prod-7'] : [])],
      pushedAt: index,
      isReferenced: false,
    }));
    const expired = expiredImages(String(onlyResource(synth, EcrLifecyclePolicy).policy), built, 1000);
    expect(expired).toHaveLength(49);
    expect(expired).toEqual(expect.arrayContaining(['sha256:0', 'sha256:2', 'sha256:4', 'sha256:49']));
    expect(expired).not.toContain('sha256:3');
  });

  it('is made of these resources and no other', () => {
    expect(countResources(synth)).toEqual({ aws_ecr_lifecycle_policy: 1, aws_ecr_repository: 1 });
  });
});
