import { App } from 'cdktf';
import { ConfigError } from './config/config-error';
import { loadPlatform } from './config/load';
import { addDeliverySystem } from './stacks/delivery-system';

try {
  // The config comes first: an invalid one leaves nothing behind.
  const platform = loadPlatform(process.env['PLATFORM_CONFIG'] ?? 'platform.config.ts');
  const app = new App();
  addDeliverySystem(app, platform);
  app.synth();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
