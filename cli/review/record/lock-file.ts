import { z } from 'zod';
import { UserError } from '../../errors';

/** Name of the file, in the folder of a stack. */
export const LOCK_FILE = '.terraform.lock.hcl';

/** Most hashes of one provider: the registry lists one for each of about 15 platforms, in two forms. */
const MOST_HASHES = 200;
const MOST_PROVIDERS = 20;

/** Names and versions as the registry has them: nothing of it can end a quotation. */
export const lockedProvider = z.strictObject({
  /** E.g. `registry.terraform.io/hashicorp/aws`. */
  source: z.string().regex(/^[a-z0-9.-]{1,253}(:\d{1,5})?\/[\w-]{1,100}\/[\w-]{1,100}$/i),
  version: z.string().regex(/^[\w.+-]{1,64}$/),
  /** E.g. `>= 5.100.0, < 7.0.0`. */
  constraints: z
    .string()
    .regex(/^[\w.+\-=<>~!, ]{1,200}$/)
    .optional(),
  hashes: z.array(z.string().regex(/^(h1|zh):[\w+/=]{1,100}$/)).max(MOST_HASHES),
});

/** A provider, as Terraform's lock file has it. Source: Terraform, "Dependency Lock File". */
export type LockedProvider = z.infer<typeof lockedProvider>;

/** The providers of a stack. */
export const lockedProviders = z.array(lockedProvider).max(MOST_PROVIDERS);

const BLOCK = /^provider "([^"]+)" \{\n([\s\S]*?)^\}$/gm;

/**
 * Reads a lock file that Terraform wrote.
 * @param stack names it in messages
 * @throws UserError if it holds something else
 */
export function readLockFile(text: string, stack: string): LockedProvider[] {
  const read = lockedProviders.safeParse(
    [...text.matchAll(BLOCK)].map(([, source, body = '']) => {
      const constraints = /^ +constraints += "([^"]*)"$/m.exec(body)?.[1];
      return {
        source,
        version: /^ +version += "([^"]*)"$/m.exec(body)?.[1],
        ...(constraints !== undefined && { constraints }),
        hashes: [...body.matchAll(/^ {4}"([^"]*)",$/gm)].map(([, hash]) => hash),
      };
    }),
  );
  if (read.success) return read.data;
  throw new UserError(
    `${LOCK_FILE} of ${stack} is not as Terraform writes it: ${z.prettifyError(read.error)}`,
    'Delete it, and run the command again.',
  );
}

/** Writes a lock file as Terraform does, so that it finds nothing to change. */
export function writeLockFile(providers: readonly LockedProvider[]): string {
  const blocks = providers.map(({ source, version, constraints, hashes }) =>
    [
      `provider "${source}" {`,
      ...(constraints === undefined
        ? [`  version = "${version}"`]
        : [`  version     = "${version}"`, `  constraints = "${constraints}"`]),
      '  hashes = [',
      ...hashes.map((hash) => `    "${hash}",`),
      '  ]',
      '}',
      '',
    ].join('\n'),
  );
  return ['# This file is maintained automatically by "terraform init".', '', ...blocks].join('\n');
}
