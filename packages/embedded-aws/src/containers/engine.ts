import type { Runtime } from '../gateway/runtime';
import type { ContainerEngine } from './container';
import { Images } from './engine/images';
import { Ports } from './engine/ports';
import { type ContainerRuntime, startProcess } from './engine/process';
import { startStandIn } from './engine/stand-in';
import { standInOf } from './engine/stand-ins';

/** Makes what runs containers as processes of this machine. They end with the embedded AWS. */
export function createContainerEngine(runtime: ContainerRuntime & Pick<Runtime, 'folder'>): ContainerEngine {
  const images = new Images(runtime);
  const ports = new Ports();
  return {
    pull: (reference, settings) => images.pull(reference, settings),
    start: async (options) => {
      const standIn = standInOf(options.image.reference);
      return standIn === undefined
        ? startProcess(runtime, ports, await images.find(options.image), options)
        : startStandIn(standIn, runtime, ports, options);
    },
  };
}
