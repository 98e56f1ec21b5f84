import { ProviderError } from './provider-error';
import { providerBlock, providerSettings } from './settings';
import { unknown } from './value';

function settings(block: object): ReturnType<typeof providerSettings> {
  return providerSettings(providerBlock.parse(block), 'http://127.0.0.1:8080');
}

/** What a refused block is told, in two parts. */
function refusal(block: object): string[] {
  try {
    settings(block);
    return [];
  } catch (error) {
    return error instanceof ProviderError ? [error.summary, error.detail] : [String(error)];
  }
}

describe('the provider block', () => {
  test.each([
    ['nothing', {}, 'http://127.0.0.1:8080/'],
    ['an empty string', { base_url: '' }, 'http://127.0.0.1:8080/'],
    ['the default of the real provider', { base_url: 'https://api.github.com/' }, 'http://127.0.0.1:8080/'],
    ['an enterprise server', { base_url: 'https://git.example.com/' }, 'https://git.example.com/api/v3/'],
    ['a server below a path', { base_url: 'https://example.com/git' }, 'https://example.com/git/api/v3/'],
  ])('with %s as base_url', (_, block, apiUrl) => {
    expect(settings(block).apiUrl).toBe(apiUrl);
  });

  test('organization goes before owner', () => {
    expect(settings({ owner: 'acme' }).owner).toBe('acme');
    expect(settings({ owner: 'acme', organization: 'globex' }).owner).toBe('globex');
  });

  test('what is not given or not known yet is empty', () => {
    expect(settings({})).toMatchObject({ owner: '', token: '' });
    expect(settings({ owner: unknown, token: unknown, base_url: unknown })).toEqual(settings({}));
  });

  test.each([
    ['write_delay_ms', 1, 'write_delay_ms must be greater than 0ms'],
    ['read_delay_ms', 0, 'read_delay_ms must be greater than or equal to 0ms'],
    ['retry_delay_ms', 0, 'retry_delay_ms must be greater than or equal to 0ms'],
    ['max_retries', 0, 'max_retries must be greater than or equal to 0'],
    ['max_per_page', 1, 'max_per_page must be greater than than 0'],
  ])('%s is %d at least', (name, least, detail) => {
    expect(settings({ [name]: least })).toEqual(settings({}));
    expect(refusal({ [name]: least - 1 })).toEqual(['Error', detail]);
  });
});
