import { cacheFolder } from './cache-folder';
import { buildProgram } from './program';

/** What the command line is refused with. */
async function refusalOf(...words: string[]): Promise<string> {
  const program = buildProgram({}, new AbortController().signal);
  let refusal = '';
  program.configureOutput({ writeErr: (text) => (refusal += text) });
  await expect(program.parseAsync(words, { from: 'user' })).rejects.toThrow();
  return refusal;
}

test.each([
  ['--account', '1234', 'An AWS account has 12 digits, e.g. 123456789012. "1234" is not one.'],
  ['--region', 'Frankfurt', 'An AWS region is named like eu-central-1 or us-gov-west-1. "Frankfurt" is not.'],
  ['--port', '70000', 'A port is a whole number from 1 to 65535. "70000" is not.'],
  ['--port', '80.5', 'A port is a whole number from 1 to 65535. "80.5" is not.'],
  ['--speed', '0', 'The speed is a number from 1 (real time) to 1000. "0" is not.'],
  ['--speed', 'fast', 'The speed is a number from 1 (real time) to 1000. "fast" is not.'],
  ['--github', 'shop', '"shop" is not.'],
  ['--github', 'acme/..', '"acme/.." is not.'],
])('%s %s is refused with what is allowed', async (option, value, message) => {
  expect(await refusalOf(option, value)).toContain(message);
});

test('repositories whose addresses would have one name are refused', async () => {
  expect(await refusalOf('--github', 'acme/web-shop', '--github', 'acme/web_shop')).toContain(
    'The address of "acme/web_shop" would be printed as REPOSITORY_ACME_WEB_SHOP, as that of acme/web-shop.',
  );
});

test('moto is kept in the cache folder of the user', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/var/cache/ada' })).toBe('/var/cache/ada/embedded-aws');
  expect(cacheFolder({ XDG_CACHE_HOME: 'relative' })).toMatch(/^\/.*\/\.cache\/embedded-aws$/);
  expect(cacheFolder({})).toBe(cacheFolder({ XDG_CACHE_HOME: '' }));
});
