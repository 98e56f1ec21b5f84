import { environmentOf, type HistoryEntry, type ImageConfig, type RunSettings } from '../../oci/config';
import { type Layer, type LayerEntry, packLayer } from '../../oci/pack';
import { unpackLayer } from '../../oci/unpack';
import type { Variables } from '../dockerfile/words';
import type { ImageStore, StoredImage } from '../image-store';

/** Images of the stand-in are as old as the epoch, so that the same files make the same image. */
const CREATED = '1970-01-01T00:00:00Z';

/** What a stage begins with. */
export interface Base {
  readonly settings: RunSettings;
  readonly layers: readonly Layer[];
  readonly history: readonly HistoryEntry[];
}

/** A stage in the making: each instruction changes its settings or adds a layer. */
export class Stage implements Base {
  settings: RunSettings;
  author: string | undefined;
  /** Variables of ARG. */
  args: Variables = {};
  /** Whether a CMD of its own came; one that came from the base goes with a new ENTRYPOINT. */
  hasCommand = false;
  /** Whether it had a RUN, whose results are missing. */
  hasRun = false;
  readonly layers: Layer[];
  readonly history: HistoryEntry[];

  /**
   * @param root real path of the folder with its files
   * @param store that takes layers
   * @param architecture as Go names it
   */
  constructor(
    base: Base,
    readonly root: string,
    private readonly store: ImageStore,
    private readonly architecture: string,
  ) {
    this.settings = { ...base.settings };
    this.layers = [...base.layers];
    this.history = [...base.history];
  }

  /** What instructions see; ENV wins over ARG. */
  get variables(): Variables {
    return { ...this.args, ...environmentOf(this.settings) };
  }

  get workingDirectory(): string {
    return this.settings.WorkingDir ?? '/';
  }

  /** Notes an instruction that adds no layer. */
  note(created_by: string): void {
    this.history.push(emptyEntry(created_by));
  }

  /** Adds a layer of files. */
  async add(entries: readonly LayerEntry[], created_by: string): Promise<void> {
    const layer = await packLayer(this.store.blobs, entries);
    await unpackLayer(this.store.blobs.pathOf(layer.descriptor.digest), this.root);
    this.layers.push(layer);
    this.history.push({ created: CREATED, created_by });
  }

  /** The image that the stage is now. */
  finish(): Promise<StoredImage> {
    const config: ImageConfig = {
      created: CREATED,
      ...(this.author !== undefined && { author: this.author }),
      architecture: this.architecture,
      os: 'linux',
      config: this.settings,
      rootfs: { type: 'layers', diff_ids: this.layers.map(({ diffId }) => diffId) },
      history: this.history,
    };
    const layers = this.layers.map(({ descriptor }) => descriptor);
    return this.store.addImage(config, layers);
  }
}

/** An entry of the history without a layer. */
export function emptyEntry(created_by: string): HistoryEntry {
  return { created: CREATED, created_by, empty_layer: true };
}
