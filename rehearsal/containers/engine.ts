import type { Runtime } from '../aws/runtime';
import type { ContainerEngine } from './container';
import { Images } from './engine/images';
import { NGINX_DIGEST, startNginx } from './engine/nginx';
import { startProcess } from './engine/process';

/** Makes what runs containers as processes of this machine. They end with the embedded AWS. */
export function createContainerEngine(
  runtime: Pick<Runtime, 'clock' | 'environment' | 'folder' | 'signal'>,
): ContainerEngine {
  const images = new Images(runtime);
  return {
    pull: (reference, settings) => images.pull(reference, settings),
    start: async (options) =>
      options.image.digest === NGINX_DIGEST
        ? startNginx(options)
        : startProcess(runtime, await images.find(options.image), options),
  };
}
