import { ConfigError } from '../../../config/config-error';
import { CommandFailed, describeError, UserError } from '../../../cli/errors';
import { RehearsalError } from 'embedded-aws/errors';

describe('what a person reads when a command fails', () => {
  test('a mistake is its message and, below, what to do', () => {
    expect(describeError(new UserError('No stack matches "x".', 'The stacks are: a, b'))).toBe(
      'No stack matches "x".\nThe stacks are: a, b',
    );
  });

  test('a mistake without a hint is its message alone', () => {
    expect(describeError(new UserError('Nothing was changed.'))).toBe('Nothing was changed.');
  });

  test('a missing prerequisite of the embedded AWS is said without a stack trace', () => {
    expect(describeError(new RehearsalError('No Python was found.', 'Install Python.'))).toBe(
      'No Python was found.\nInstall Python.',
    );
  });

  test('a mistake in the config is its report', () => {
    const error = new ConfigError([{ path: 'name', found: 'nothing', allowed: 'a name', fix: 'add one' }], 'my.json');
    expect(describeError(error)).toBe(error.message);
    expect(describeError(error)).not.toContain(__filename);
  });

  test('a program that failed is shown with what it said', () => {
    expect(describeError(new CommandFailed('terraform plan of a', 'Error: no'))).toBe(
      'terraform plan of a failed:\nError: no',
    );
    expect(describeError(new CommandFailed('terraform plan of a', ''))).toBe('terraform plan of a failed.');
  });

  test.each([
    'api error ExpiredToken: The provided token has expired.',
    'Error: ExpiredTokenException: The security token included in the request is expired',
    'RequestExpired: Request has expired.',
  ])('an apply that lost its credentials says how to go on: %s', (output) => {
    const told = describeError(new CommandFailed('terraform apply of dev-hello', output));
    for (const part of ['credentials expired', 'errored.tfstate', 'force-unlock', 'run the same command again']) {
      expect(told).toContain(part);
    }
    expect(describeError(new CommandFailed('terraform apply of dev-hello', 'Error: no'))).not.toContain('expired');
  });

  test('a network that fails is no bug', () => {
    const cause = Object.assign(new Error('getaddrinfo ENOTFOUND api.example'), { code: 'ENOTFOUND' });
    expect(describeError(new TypeError('fetch failed', { cause }), {})).toBe(
      'A request over the network failed: getaddrinfo ENOTFOUND api.example.\nCheck the network, and region in the config.',
    );
  });

  test('a bug keeps its stack trace', () => {
    expect(describeError(new Error('bug'))).toContain(__filename);
  });

  test('something thrown that is no error is shown as it is', () => {
    expect(describeError('text')).toBe('text');
  });
});
