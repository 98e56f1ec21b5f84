import { addDeliverySystem, ConfigError, loadPlatform, synthesizeApp } from 'fargate-delivery';

/** Ids of the stacks to write; without any, every stack is written. */
const only = process.argv.slice(2);

try {
  // The config comes first: an invalid one leaves nothing behind.
  const platform = loadPlatform(process.env['PLATFORM_CONFIG'] ?? 'platform.config.ts');
  const synthesis = process.env['SYNTHESIS'] === 'stock' ? 'stock' : 'fast';
  synthesizeApp(
    (app, finish) => {
      addDeliverySystem(app, platform, { only: only.length === 0 ? undefined : new Set(only), finish });
    },
    { synthesis },
  );
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
