import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { guessesOf, originOf } from '../../../../cli/init/guess';
import { gitProject } from '../../../helpers/git-project';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = '/home/sam/Shop Delivery';

describe('what is guessed of a project', () => {
  it('is its name from the folder, and the sample hello', () => {
    expect(guessesOf({ folder, env: {} }, {})).toEqual({
      name: 'shop-delivery',
      repository: 'hello',
      service: 'hello',
    });
  });

  it.each([
    [{ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-east-1' }, 'eu-west-1'],
    [{ AWS_DEFAULT_REGION: 'us-east-1' }, 'us-east-1'],
    [{ AWS_REGION: 'nowhere' }, undefined],
  ])('is the region of the environment %j, if the config takes it', (env, region) => {
    expect(guessesOf({ folder, env }, {}).region).toBe(region);
  });

  it.each([
    'https://github.com/acme/Orders.Api.git',
    'https://github.com/acme/Orders.Api',
    'https://github.com/acme/Orders.Api/',
    'https://x-access-token:secret@github.com/acme/Orders.Api.git',
    'git@github.com:acme/Orders.Api.git',
    'ssh://git@github.com/acme/Orders.Api.git',
    'ssh://git@ssh.github.com:443/acme/Orders.Api.git',
  ])('is the owner and the repository of %s, and the service of that name', (origin) => {
    expect(guessesOf({ folder, env: {}, origin }, {})).toEqual({
      name: 'shop-delivery',
      owner: 'acme',
      repository: 'Orders.Api',
      service: 'orders-api',
    });
  });

  it.each([
    'https://gitlab.com/acme/orders.git',
    'https://github.com.example.org/acme/orders.git',
    'https://github.com@example.org/acme/orders.git',
    'https://example.org/github.com/acme/orders.git',
    'git@example.org:github.com/orders.git',
    '/srv/git/orders.git',
    '',
  ])('is no owner of "%s", which is not on github.com', (origin) => {
    expect(guessesOf({ folder, env: {}, origin }, {})).not.toHaveProperty('owner');
  });

  it('follows from what is known: a service from its repository, a repository from its service', () => {
    expect(guessesOf({ folder, env: {} }, { repository: 'orders' })).toMatchObject({ service: 'orders' });
    expect(guessesOf({ folder, env: {} }, { service: 'orders' })).toMatchObject({ repository: 'orders' });
  });

  it('is nothing that is known already', () => {
    expect(guessesOf({ folder, env: {} }, { name: 'a-b', service: 'orders' })).toEqual({ repository: 'orders' });
  });

  it('is no name that the config would refuse', () => {
    expect(guessesOf({ folder: '/home/sam/amazon', env: {} }, {})).not.toHaveProperty('name');
    expect(guessesOf({ folder: '/', env: {} }, {})).not.toHaveProperty('name');
  });
});

describe('the origin of a folder', () => {
  const temporary = temporaryFolder();

  it('is that of the repository that it is in', async () => {
    const project = gitProject(join(temporary.path(), 'repository'));
    project.git('remote', 'add', 'origin', 'git@github.com:acme/orders.git');
    mkdirSync(join(project.root, 'delivery'));
    expect(await originOf(join(project.root, 'delivery'))).toBe('git@github.com:acme/orders.git');
  });

  it('is unknown without a remote of this name', async () => {
    expect(await originOf(gitProject(join(temporary.path(), 'repository')).root)).toBeUndefined();
  });
});
