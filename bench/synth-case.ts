/**
 * One measurement in a process of its own: `synth-case.ts <ours|stock> <services> <outdir>` synthesizes into `outdir`
 * and prints what that cost as JSON.
 */
import { addDeliverySystem } from '../stacks/delivery-system';
import { synthesizeApp, type BuildApp } from '../synth/synthesize-app';
import { costOf } from './cost';
import { platformOfSize } from './platform-of-size';

const [subject, services = '', outdir = ''] = process.argv.slice(2);

const cost = costOf(() => {
  const platform = platformOfSize(Number(services));
  const build: BuildApp = (app, finish) => {
    addDeliverySystem(app, platform, { finish });
  };
  synthesizeApp(build, { synthesis: subject === 'stock' ? 'stock' : 'fast', app: { outdir } });
});
console.log(JSON.stringify(cost));
