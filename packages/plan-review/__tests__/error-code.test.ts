import { errorCode, whenMissing } from 'plan-review/error-code';

const systemError = (code: string): Error => Object.assign(new Error(code), { code });

describe('the code of an error', () => {
  test.each([
    ['a system error has one', systemError('EACCES'), 'EACCES'],
    ['another error has none', new Error('failed'), undefined],
    ['a text has none', 'EACCES', undefined],
  ])('%s', (_, error, code) => {
    expect(errorCode(error)).toBe(code);
  });
});

describe('the handler for missing files', () => {
  test.each(['ENOENT', 'ENOTDIR'])('gives the value for %s', (code) => {
    expect(whenMissing('value')(systemError(code))).toBe('value');
  });

  test('throws every other error again', () => {
    const error = systemError('EACCES');
    expect(() => whenMissing('value')(error)).toThrow(error);
  });
});
