import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { platformOfSize } from '../../../bench/platform-of-size';
import { loadPlatform } from '../../../config/load';
import { resolvePlatform } from '../../../config/resolve';
import type { Platform } from '../../../config/types';
import { addDeliverySystem } from '../../../stacks/delivery-system';
import { arbitraryPlatform } from '../../helpers/arbitrary-platform';
import { expectSameFiles } from '../../helpers/both-syntheses';
import type { BuildApp } from '../../../synth/synthesize-app';
import { testPlatform } from '../../helpers/test-platform';

const root = resolve(__dirname, '../../..');
const fixtures = join(root, '__tests__/fixtures/platforms');

const buildOf =
  (platform: Platform): BuildApp =>
  (app, finish) => {
    addDeliverySystem(app, platform, { finish });
  };

test('the sample is synthesized to the bytes of cdktf', () => {
  const files = expectSameFiles(buildOf(loadPlatform(join(root, 'platform.config.ts'))));
  expect(Object.keys(files)).toContain('stacks/bootstrap/cdk.tf.json');
});

test.each(readdirSync(fixtures))('the fixture %s is synthesized to the bytes of cdktf', (file) => {
  expectSameFiles(buildOf(loadPlatform(join(fixtures, file))));
});

test('the platforms of the other tests and of the benchmark are synthesized to the bytes of cdktf', () => {
  expectSameFiles(buildOf(testPlatform()));
  expectSameFiles(buildOf(platformOfSize(3)));
});

test('any valid config is synthesized to the bytes of cdktf', () => {
  fc.assert(
    fc.property(arbitraryPlatform, (input) => {
      expectSameFiles(buildOf(resolvePlatform(input)));
    }),
    { numRuns: 5 },
  );
});
