import { createRequire } from 'node:module';
import type { IConstruct, IValidation } from 'constructs';

/** What of cdktf's inside the fast synthesis needs; each is a module that cdktf does not export. */
export interface CdktfInternals {
  readonly util: {
    /** Merges sources into a target: objects by key, arrays end to end; `undefined` deletes. */
    deepMerge: (target: object, ...sources: readonly object[]) => object;
    /** Renames the keys of values and of what is within them. */
    keysToSnakeCase: (object: object) => object;
    /** Puts dynamic blocks where Terraform has them. */
    processDynamicAttributes: (attributes: object) => object;
  };
  /** Makes an element's logical id of the ids of what it is in. */
  readonly unique: { makeUniqueId: (components: readonly string[]) => string };
  /** Visits a stack and everything below it with the aspects that apply there. */
  readonly invokeAspects: (root: IConstruct) => void;
  /** Asks for a version of Terraform, with the message for older ones. */
  readonly ValidateTerraformVersion: new (range: string, hint: string) => IValidation;
  /** The synthesizer that every stack starts with. */
  readonly StackSynthesizer: abstract new (...args: never) => unknown;
  /** The module whose function every token calls to note where it was made. */
  readonly stackTrace: { captureStackTrace: () => string[] };
  /** The tokens that strings and numbers stand for. */
  readonly TokenMap: {
    readonly prototype: { registerStringKey: (this: TokenMap, token: object, displayHint?: string) => string };
    instance(): TokenMap;
  };
  /** The errors that cdktf ends a synthesis with. */
  readonly errors: {
    readonly appValidationFailure: (list: string) => Error;
    readonly encounteredAnnotationWithLevelError: (list: string) => Error;
  };
}

/** The tokens that strings and numbers stand for. */
export interface TokenMap {
  /** Number of the next token. */
  tokenCounter: number;
  readonly stringTokenMap: Map<string, object>;
  readonly numberTokenMap: Map<number, object>;
  /** @throws Error if there is no token of that key */
  lookupToken(key: string): object;
}

/** The only version whose inside is known: the tests compare every byte with it. */
export const KNOWN_VERSION = '0.21.0';

const requireOf = createRequire(__filename);

/** The version of cdktf that is installed. */
export function installedVersion(): string {
  return (requireOf('cdktf/package.json') as { version: string }).version;
}

/** The inside of cdktf; call it only if the installed version is the known one. */
export function cdktfInternals(): CdktfInternals {
  const util = requireOf('cdktf/lib/util') as CdktfInternals['util'];
  const unique = requireOf('cdktf/lib/private/unique') as CdktfInternals['unique'];
  const { invokeAspects, StackSynthesizer } = requireOf('cdktf/lib/synthesize/synthesizer') as Pick<
    CdktfInternals,
    'invokeAspects' | 'StackSynthesizer'
  >;
  const { ValidateTerraformVersion } = requireOf('cdktf/lib/validations/validate-terraform-version') as Pick<
    CdktfInternals,
    'ValidateTerraformVersion'
  >;
  const stackTrace = requireOf('cdktf/lib/tokens/private/stack-trace') as CdktfInternals['stackTrace'];
  const { TokenMap } = requireOf('cdktf/lib/tokens/private/token-map') as Pick<CdktfInternals, 'TokenMap'>;
  const errors = requireOf('cdktf/lib/errors') as CdktfInternals['errors'];
  return { util, unique, invokeAspects, StackSynthesizer, ValidateTerraformVersion, stackTrace, TokenMap, errors };
}
