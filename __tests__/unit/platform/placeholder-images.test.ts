import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bootstrapImage, placeholderImages } from '../../../platform/placeholder-images';
import { lastRelease } from '../../helpers/last-release';
import { parseStack } from '../../helpers/terraform-json';

/** What the last release recorded as the images of its services before anything was released. */
function firstImages(): string[] {
  const stacks = path.join(lastRelease().output, 'stacks');
  return readdirSync(stacks).flatMap((stack) => {
    const { resource } = parseStack(readFileSync(path.join(stacks, stack, 'cdk.tf.json'), 'utf8'));
    const parameters = Object.values(resource?.aws_ssm_parameter ?? {});
    return parameters.filter(({ name }) => /\/image$/.test(String(name))).map((each) => String(each.insecure_value));
  });
}

describe('the placeholder images', () => {
  it('are those of this release and of the one before: a service that still has one was never released', () => {
    const before = firstImages();
    expect(before.length).toBeGreaterThan(0);
    expect(placeholderImages).toEqual(expect.arrayContaining([bootstrapImage, ...before]));
  });

  it('are each there once, the present one first', () => {
    expect(placeholderImages[0]).toBe(bootstrapImage);
    expect(new Set(placeholderImages).size).toBe(placeholderImages.length);
  });
});
