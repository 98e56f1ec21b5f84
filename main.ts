import { App } from 'cdktf';
import { loadPlatform } from './config/load';
import { addDeliverySystem } from './stacks/delivery-system';

const app = new App();
addDeliverySystem(app, loadPlatform(process.env.PLATFORM_CONFIG ?? 'platform.config.ts'));
app.synth();
