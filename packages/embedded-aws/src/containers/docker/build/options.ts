/** What is to be built. */
export interface BuildOptions {
  /** Folder of the build context, as it was given. */
  readonly context: string;
  /** Path of the Dockerfile. @default Dockerfile in the context */
  readonly file?: string;
  /** Names of the image. */
  readonly tags: readonly string[];
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Name or number of the last stage to build. @default the last one */
  readonly target?: string;
  /** As Go names it, e.g. `amd64`. */
  readonly architecture: string;
  /** Whether base images are fetched although they are here. */
  readonly pull: boolean;
}
