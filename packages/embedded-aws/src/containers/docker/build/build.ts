import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { parseDockerfile } from '../dockerfile/parse';
import { type DockerHost, storeOf } from '../host';
import type { StoredImage } from '../image-store';
import { globalArguments } from './arguments';
import { BuildRun } from './build-run';
import { readInput } from './context';
import type { BuildOptions } from './options';
import { planStages, targetStage } from './stages';

/**
 * Builds an image as its Dockerfile says, but for the commands of RUN, and gives it its names.
 * @throws DockerError for what is wrong with the Dockerfile, the context or the options
 */
export async function build(host: DockerHost, options: BuildOptions): Promise<StoredImage> {
  const { dockerfile: text, context } = await readInput(host.directory, options);
  const dockerfile = parseDockerfile(text);
  const globals = globalArguments(dockerfile, options);
  const plans = planStages(dockerfile, globals);
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'docker-build-')));
  const store = storeOf(host);
  try {
    const run = new BuildRun({ host, options, store, context, globals, plans, folder, escape: dockerfile.escape });
    const stage = await run.stage(targetStage(plans, options.target));
    const labels = { ...stage.settings.Labels, ...options.labels };
    if (Object.keys(labels).length > 0) stage.settings = { ...stage.settings, Labels: labels };
    const image = await stage.finish();
    for (const tag of options.tags) await store.tag(tag, image.digest);
    run.warnOfUnusedArguments(dockerfile);
    return image;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
