import { chdir, cwd } from 'node:process';
import { tmpdir } from 'node:os';
import { everyPlatform, everyResource, synthesizePlatform } from '../../helpers/every-platform';
import type { StackJson } from '../../helpers/synth';

/** What may be anywhere but in the JSON: it would tie it to a machine, or to an AWS that is not the real one. */
const foreign: readonly (readonly [string, RegExp])[] = [
  ['the folder of this project', new RegExp(`${escaped(cwd())}[/"]`)],
  ['a home folder', /\/(home|Users)\/|[A-Z]:\\\\/],
  ['a file URL', /file:\/\//],
  ['an address of this machine', /localhost|127\.0\.0\.1|\[::1\]/],
  ['credentials', /\bAKIA[A-Z0-9]{16}\b|"(access_key|secret_key|profile|shared_credentials_files?)":|PRIVATE KEY/],
];

describe.each(everyPlatform)('the JSON of the platform $label', (each) => {
  it.each(foreign)('does not contain %s', (_, pattern) => {
    const places = [...each.app.stacks].filter(([, stack]) => pattern.test(JSON.stringify(withoutSignInUrls(stack))));
    expect(places.map(([id]) => id)).toEqual([]);
  });

  it('names no endpoint: the environment variables of a deployment decide where AWS is', () => {
    const naming = [...each.app.stacks].filter(([, { provider, terraform, data }]) =>
      /"([a-z_]*endpoint[a-z_]*|s3_use_path_style|use_path_style|skip_[a-z_]+)":/.test(
        JSON.stringify([provider, terraform, data?.terraform_remote_state]),
      ),
    );
    expect(naming.map(([id]) => id)).toEqual([]);
  });
});

describe('the JSON of a platform', () => {
  it('is the same wherever it is made', () => {
    const [sample] = everyPlatform;
    const here = cwd();
    try {
      chdir(tmpdir());
      expect(sample && synthesizePlatform(sample.platform).texts).toEqual(sample?.app.texts);
    } finally {
      chdir(here);
    }
    expect(sample?.app.texts.size).toBeGreaterThan(0);
  });
});

describe('every secret', () => {
  it('is referenced where it is needed: no attribute holds one', () => {
    const plain = everyResource.flatMap(({ place, attributes }) =>
      leaves(attributes)
        .filter(([path, value]) => isSecret(path) && !isReference(value))
        .map(([path]) => `${place}: ${path.join('.')}`),
    );
    expect(plain).toEqual([]);
  });

  it('that a person sets is a sensitive variable without a default', () => {
    const variables = everyPlatform.flatMap(({ app }) =>
      [...app.stacks.values()].flatMap((stack) => Object.values(stack.variable ?? {})),
    );
    expect(variables.length).toBeGreaterThan(0);
    for (const variable of variables) {
      expect(variable).toMatchObject({ sensitive: true });
      expect(variable).not.toHaveProperty('default');
    }
  });
});

// Browsers may return to the user's own machine: what is deployed never goes there.
function withoutSignInUrls(stack: StackJson): unknown {
  const { aws_cognito_user_pool_client: clients, ...others } = stack.resource ?? {};
  const rest = Object.values(clients ?? {}).map((client) => ({ ...client, callback_urls: [], logout_urls: [] }));
  return { ...stack, resource: { ...others, clients: rest } };
}

/** Every text in a value, with the keys that lead to it. */
function leaves(value: unknown, path: readonly string[] = []): (readonly [readonly string[], string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, [...path, key]));
}

/** Whether the value of an attribute must come from somewhere else. */
function isSecret(path: readonly string[]): boolean {
  // The units of how long tokens last.
  if (path.includes('token_validity_units')) return false;
  return /(secret|password|token|private_key)$/i.test(path.at(-1) ?? '');
}

function isReference(text: string): boolean {
  return /^\$\{[^}]*\}$/.test(text);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
