import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { Layer } from '../../oci/pack';
import { unpackLayer } from '../../oci/unpack';
import { DockerError } from '../docker-error';
import type { Dockerfile } from '../dockerfile/parse';
import type { Variables } from '../dockerfile/words';
import type { DockerHost } from '../host';
import type { ImageStore } from '../image-store';
import { declaredNames } from './arguments';
import { type BaseSource, openBase, openImage } from './base';
import { INSTRUCTIONS } from './instructions';
import type { BuildOptions } from './options';
import { SourceTree } from './source-tree';
import { Stage } from './stage';
import { stageNamed, type StagePlan } from './stages';

/** Everything that a build was started with. */
export interface BuildParts {
  readonly host: DockerHost;
  readonly options: BuildOptions;
  readonly store: ImageStore;
  readonly context: SourceTree;
  /** Variables of the ARGs before the first FROM. */
  readonly globals: Variables;
  readonly plans: readonly StagePlan[];
  /** Folder for the files of the stages. */
  readonly folder: string;
  /** The Dockerfile's escape character. */
  readonly escape: string;
}

/** One build. Stages are made when they are needed, and only then, as BuildKit does. */
export class BuildRun {
  readonly #stages = new Map<number, Promise<Stage>>();
  #folders = 0;

  constructor(readonly parts: BuildParts) {}

  /** A stage that is finished, but may be the base of others. */
  stage(plan: StagePlan): Promise<Stage> {
    const known = this.#stages.get(plan.index) ?? this.#make(plan);
    this.#stages.set(plan.index, known);
    return known;
  }

  /**
   * Where `--from` copies from: an earlier stage, or an image.
   * @param before number of the stage that copies
   * @throws DockerError if there is no such stage and the image is not to be had
   */
  async treeOf(from: string, before: number): Promise<SourceTree> {
    const plan = stageNamed(this.parts.plans, from, before);
    if (plan !== undefined) {
      const { root, hasRun } = await this.stage(plan);
      const hint = hasRun ? ', whose RUN commands the stand-in for docker does not run' : '';
      return new SourceTree(root, `the stage "${plan.name ?? from}"${hint}`);
    }
    const later = this.parts.plans.find(({ name }) => name === from.toLowerCase());
    if (later !== undefined) throw new DockerError(`the stage "${from}" comes later; stages copy from earlier ones`);
    const image = await openImage(this.#source, from);
    if (image !== undefined) return new SourceTree(await this.#newRoot(image.layers), `the image ${from}`);
    const names = this.parts.plans.slice(0, before).map(({ name, index }) => name ?? String(index));
    throw new DockerError(
      `no stage and no image "${from}": earlier stages are ${names.join(', ') || 'none'}, and the embedded AWS reaches no other registry than its own`,
    );
  }

  /** What is in an archive. */
  async unpackArchive(file: string): Promise<SourceTree> {
    const folder = await this.#newFolder();
    await unpackLayer(file, folder);
    return new SourceTree(folder, `the archive ${file}`);
  }

  /** Says which --build-arg no ARG has asked for. */
  warnOfUnusedArguments(dockerfile: Dockerfile): void {
    const known = declaredNames(dockerfile);
    const unused = Object.keys(this.parts.options.buildArgs).filter((name) => !known.has(name));
    if (unused.length > 0)
      this.parts.host.note(`[Warning] One or more build-args [${unused.join(' ')}] were not consumed`);
  }

  get #source(): BaseSource {
    const { host, store, options } = this.parts;
    return { host, store, pull: options.pull };
  }

  async #make(plan: StagePlan): Promise<Stage> {
    const { host, options, plans, store } = this.parts;
    const earlier = stageNamed(plans, plan.base, plan.index);
    const title = plan.name ?? `stage-${plan.index}`;
    host.note(`[${title}] FROM ${plan.base}`);
    const base = earlier === undefined ? await openBase(this.#source, plan.base) : await this.stage(earlier);
    const stage = new Stage(base, await this.#newRoot(base.layers), store, options.architecture);
    const count = plan.instructions.length;
    for (const [index, instruction] of plan.instructions.entries()) {
      const { keyword, text, line } = instruction;
      host.note(`[${title} ${index + 1}/${count}] ${keyword} ${text.split('\n', 1)[0] ?? ''}`);
      try {
        await INSTRUCTIONS[keyword](stage, instruction, { run: this, plan });
      } catch (error) {
        if (!(error instanceof DockerError)) throw error;
        throw new DockerError(`Dockerfile line ${line}: ${keyword} ${text}: ${error.message}`);
      }
    }
    return stage;
  }

  async #newRoot(layers: readonly Layer[]): Promise<string> {
    const root = await this.#newFolder();
    for (const { descriptor } of layers) await unpackLayer(this.parts.store.blobs.pathOf(descriptor.digest), root);
    return root;
  }

  async #newFolder(): Promise<string> {
    const folder = path.join(this.parts.folder, String(this.#folders++));
    await mkdir(folder);
    return folder;
  }
}
