import { App, type AppConfig, type TerraformStack } from 'cdktf';
import { requireAspectsInStacks } from './aspects-outside-of-stacks';
import { cdktfInternals, installedVersion, KNOWN_VERSION } from './internals';
import { replaceFunctions } from './replacements';
import { AppSynthesizer } from './app-synthesizer';

/** Who synthesizes: this module, or cdktf alone. */
export type Synthesis = 'fast' | 'stock';

/** Called with a stack that is complete. From then on it is refused to change it, and to use its elements in other stacks. */
export type FinishStack = (stack: TerraformStack) => void;

/**
 * Adds stacks to an app. What it calls `finish` for is written at once and forgotten, which an app with many stacks
 * needs to stay small; all others are written at the end.
 */
export type BuildApp = (app: App, finish: FinishStack) => void;

/** How an app is synthesized. */
export interface SynthesizeAppOptions {
  /** Of the app. @default - those of cdktf */
  readonly app?: AppConfig;
  /** `stock` leaves everything to cdktf; the files are the same. @default fast */
  readonly synthesis?: Synthesis;
  /** Version of cdktf. @default - of the one that is installed */
  readonly version?: string;
  /** Called when the fast synthesis cannot be used. @default - writes to standard error */
  readonly warn?: (message: string) => void;
}

/**
 * Makes an app, adds to it what `build` adds, and writes the files that `app.synth()` of cdktf would write, in a
 * fraction of its time.
 * @throws UnsupportedByFastSynthesis for the few things that only cdktf's own synthesis does
 * @throws ChangeOfFinishedStack for what is done with a stack after `finish`, and would not be written
 * @throws AspectsOutsideOfStacks for aspects that cdktf would leave out, such as those of the app
 */
export function synthesizeApp(build: BuildApp, options: SynthesizeAppOptions = {}): void {
  const internals = usesStock(options) ? undefined : cdktfInternals();
  const restore = internals && replaceFunctions(internals);
  try {
    const app = new App(options.app);
    const synthesizer = internals && new AppSynthesizer(app, internals);
    build(app, (stack) => synthesizer?.finish(stack));
    requireAspectsInStacks(app);
    if (synthesizer === undefined) app.synth();
    else synthesizer.end();
  } finally {
    restore?.();
  }
}

function usesStock({ synthesis, version = installedVersion(), warn = console.warn }: SynthesizeAppOptions): boolean {
  if (synthesis === 'stock') return true;
  if (version === KNOWN_VERSION) return false;
  warn(`Synthesizing slowly, as cdktf does: the fast synthesis supports cdktf ${KNOWN_VERSION}, not ${version}.`);
  return true;
}
