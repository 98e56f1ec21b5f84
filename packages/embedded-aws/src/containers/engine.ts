import type { Runtime } from '../gateway/runtime';
import type { ContainerEngine } from './container';
import { Images } from './engine/images';
import { NGINX_DIGEST, startNginx } from './engine/nginx';
import { Ports } from './engine/ports';
import { type ContainerRuntime, startProcess } from './engine/process';

/** Makes what runs containers as processes of this machine. They end with the embedded AWS. */
export function createContainerEngine(runtime: ContainerRuntime & Pick<Runtime, 'folder'>): ContainerEngine {
  const images = new Images(runtime);
  const ports = new Ports();
  return {
    pull: (reference, settings) => images.pull(reference, settings),
    start: async (options) =>
      options.image.digest === NGINX_DIGEST
        ? startNginx(runtime, ports, options)
        : startProcess(runtime, ports, await images.find(options.image), options),
  };
}
