import { App, type AppConfig } from 'cdktf';
import { leaveOutCreationStacks } from './creation-stacks';
import { cdktfInternals, installedVersion, KNOWN_VERSION } from './internals';
import { synthesizeStacks } from './synthesize-stacks';

/** Who synthesizes: this module, or cdktf alone. */
export type Synthesis = 'fast' | 'stock';

/** How an app is synthesized. */
export interface SynthesizeAppOptions {
  /** Of the app. @default - those of cdktf */
  readonly app?: AppConfig;
  /** `stock` leaves everything to cdktf; the files are the same. @default fast */
  readonly synthesis?: Synthesis;
  /** Version of cdktf. @default - of the one that is installed */
  readonly version?: string;
  /** Told when the fast synthesis cannot be used. @default - writes to standard error */
  readonly warn?: (message: string) => void;
}

/**
 * Makes an app, adds to it what `build` adds, and writes the files that `app.synth()` of cdktf would write, in a
 * fraction of its time.
 * @throws UnsupportedByFastSynthesis for the few things that only cdktf's own synthesis does
 */
export function synthesizeApp(build: (app: App) => void, options: SynthesizeAppOptions = {}): void {
  const internals = usesStock(options) ? undefined : cdktfInternals();
  const restore = internals && leaveOutCreationStacks(internals);
  try {
    const app = new App(options.app);
    build(app);
    if (internals === undefined) app.synth();
    else synthesizeStacks(app, internals);
  } finally {
    restore?.();
  }
}

function usesStock({ synthesis, version = installedVersion(), warn = console.warn }: SynthesizeAppOptions): boolean {
  if (synthesis === 'stock') return true;
  if (version === KNOWN_VERSION) return false;
  warn(`Synthesizing slowly, as cdktf does: the fast synthesis knows cdktf ${KNOWN_VERSION}, not ${version}.`);
  return true;
}
