import { z } from 'zod';

const lists = z.array(z.string());
const names = z.record(z.string(), z.object({}).loose());

const runSettings = z
  .object({
    User: z.string().optional(),
    /** Keys as `80/tcp`. */
    ExposedPorts: names.optional(),
    /** As `NAME=value`. */
    Env: lists.nullish(),
    Entrypoint: lists.nullish(),
    Cmd: lists.nullish(),
    Volumes: names.nullish(),
    WorkingDir: z.string().optional(),
    Labels: z.record(z.string(), z.string()).nullish(),
    StopSignal: z.string().optional(),
    Healthcheck: z.object({}).loose().optional(),
    /** The shell of shell forms, which docker adds to the specification. */
    Shell: lists.nullish(),
  })
  .loose();

const historyEntry = z
  .object({ created: z.string(), created_by: z.string(), empty_layer: z.boolean(), comment: z.string() })
  .partial();

const imageConfig = z
  .object({
    created: z.string().optional(),
    architecture: z.string(),
    os: z.string(),
    config: runSettings.default({}),
    /** Digests of the layers before they were compressed, the lowest first. */
    rootfs: z.object({ type: z.literal('layers'), diff_ids: lists }),
    history: z.array(historyEntry).default([]),
  })
  .loose();

/** How containers of an image run (OCI image specification, "Image Configuration"). */
export type RunSettings = z.infer<typeof runSettings>;

/** One instruction in the history of an image. */
export type HistoryEntry = z.infer<typeof historyEntry>;

/** The configuration of an image. */
export type ImageConfig = z.infer<typeof imageConfig>;

/** @throws Error if it is no configuration of an image, with what is wrong */
export function parseConfig(content: Buffer): ImageConfig {
  const { data, error } = imageConfig.safeParse(JSON.parse(content.toString()));
  if (error !== undefined) throw new Error(z.prettifyError(error));
  return data;
}

/** The variables of an image by name. */
export function environmentOf({ Env }: RunSettings): Record<string, string> {
  const pairs = (Env ?? []).map((pair) => {
    const end = pair.indexOf('=');
    return end < 0 ? [pair, ''] : [pair.slice(0, end), pair.slice(end + 1)];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}
