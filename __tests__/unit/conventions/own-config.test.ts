import path from 'node:path';

describe('the tests of this repository', () => {
  const named = process.env['PLATFORM_CONFIG'];

  afterEach(() => {
    if (named === undefined) delete process.env['PLATFORM_CONFIG'];
    else process.env['PLATFORM_CONFIG'] = named;
  });

  it('do not read the config that a terminal names', () => {
    process.env['PLATFORM_CONFIG'] = 'mine.config.ts';
    jest.isolateModules(() => {
      jest.requireActual(path.join(__dirname, '../../../jest.config.js'));
    });
    expect(process.env['PLATFORM_CONFIG']).toBeUndefined();
  });
});
