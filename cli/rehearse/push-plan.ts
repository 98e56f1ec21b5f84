import { existsSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Platform, Service } from '../../config/types';
import { UserError } from '../errors';

/** One commit that is to be pushed. */
export interface PlannedPush {
  readonly service: Service;
  /** Folder or checkout with the service's source. */
  readonly folder: string;
  /** Message of the commit. */
  readonly message: string;
}

/** The samples that come with the package. */
const SAMPLES = path.join(__dirname, '..', '..', 'examples');

/** Folder with the source of a service, by its repository: an example of the project, else one of the samples. */
function exampleOf(root: string, { repository }: Service): string {
  const own = path.join(root, 'examples', repository);
  const sample = path.join(SAMPLES, repository);
  return !existsSync(own) && existsSync(sample) ? sample : own;
}

/**
 * The pushes of `npm start`: the source of the first service that there is an example of, and a change of it.
 * @param scratch folder for the changed source
 * @returns nothing if there is no example
 */
export async function samplePushes(root: string, platform: Platform, scratch: string): Promise<PlannedPush[]> {
  const service = platform.services.find((each) => existsSync(exampleOf(root, each)));
  if (service === undefined) return [];
  const folder = exampleOf(root, service);
  const changed = path.join(scratch, 'changed-source');
  await cp(folder, changed, { recursive: true });
  await writeFile(path.join(changed, 'CHANGES.md'), 'Something was changed.\n');
  return [
    { service, folder, message: 'First version' },
    { service, folder: changed, message: 'Second version' },
  ];
}

/** What `npm run rehearse` says where it is not told which service to push. */
export function noServiceNamed({ services }: Pick<Platform, 'services'>): UserError {
  const names = services.map(({ name }) => name);
  return new UserError(
    'rehearse needs the name of a service.',
    `The services are: ${names.join(', ')}. For example: npm run rehearse -- --service ${names[0] ?? '<name>'}`,
  );
}

/**
 * The push of `npm run rehearse`.
 * @param source folder or checkout @default the example of the service
 * @throws UserError if there is no such service or no source
 */
export function chosenPush(root: string, platform: Platform, name: string, source: string | undefined): PlannedPush {
  const service = platform.services.find((each) => each.name === name);
  if (service === undefined) {
    const names = platform.services.map((each) => each.name).join(', ');
    throw new UserError(`The config has no service "${name}".`, `Its services are: ${names}.`);
  }
  const folder = source ?? exampleOf(root, service);
  if (existsSync(folder)) return { service, folder, message: `Rehearse ${name}` };
  throw new UserError(
    `The source of ${name} was not found: there is no ${folder}.`,
    `Name a checkout of it: npm run rehearse -- --service ${name} --commit-from <folder>`,
  );
}
