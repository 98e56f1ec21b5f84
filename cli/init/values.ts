import { ConfigError } from '../../config/config-error';
import type { Issue } from '../../config/issue';
import { serviceNames } from '../../config/names';
import { resolvePlatform } from '../../config/resolve';
import { declarationOf, type Declaration } from '../../config/schema/option';
import { platformSchema } from '../../config/schema/platform';
import { serviceSchema } from '../../config/schema/service';

/** What a new project has to be told, in the order of the questions. Each is an option of `init`, too. */
export const VALUE_NAMES = ['name', 'account', 'region', 'owner', 'repository', 'service'] as const;

/** One of them. */
export type ValueName = (typeof VALUE_NAMES)[number];

/** All of them; each becomes a text in the config. */
export type Values = Readonly<Record<ValueName, string>>;

/** Those that are known. */
export type KnownValues = { readonly [Name in ValueName]?: string };

const { shape } = platformSchema;

/** What is to be known about each value, as the config declares it. */
const DECLARATIONS: Readonly<Record<ValueName, Pick<Declaration, 'description' | 'allowed' | 'example'>>> = {
  name: declarationOf(shape.name),
  account: declarationOf(shape.account),
  region: declarationOf(shape.region),
  owner: declarationOf(shape.github.shape.owner),
  repository: declarationOf(serviceSchema.shape.repository),
  service: { description: 'Name of the first service.', allowed: serviceNames.allowed, example: 'hello' },
};

/** What a value is for, and what it may be, in the words of the config. */
export function declaredOf(name: ValueName): Pick<Declaration, 'description' | 'allowed'> {
  return DECLARATIONS[name];
}

/** A valid value of each name. */
export const EXAMPLES = Object.fromEntries(
  VALUE_NAMES.map((name) => [name, String(DECLARATIONS[name].example)]),
) as Values;

/** The config of a platform with one environment and one service. */
export function configOf({ name, account, region, owner, repository, service }: Values): object {
  return {
    name,
    account,
    region,
    github: { owner },
    environments: { dev: {} },
    services: { [service]: { repository } },
  };
}

/** What the config would say is wrong with the known values. @param of only what concerns these @default all */
export function issuesOf(known: KnownValues, of: readonly ValueName[] = VALUE_NAMES): readonly Issue[] {
  try {
    resolvePlatform(configOf({ ...EXAMPLES, ...known }));
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.issues.filter(({ path }) => of.includes(concerned(path)));
  }
}

/** The value that the config has at a path. */
function concerned(path: string): ValueName {
  if (path === 'github.owner') return 'owner';
  if (path.startsWith('services')) return path.endsWith('.repository') ? 'repository' : 'service';
  return VALUE_NAMES.find((name) => name === path) ?? 'name';
}
