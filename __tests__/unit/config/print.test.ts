import fc from 'fast-check';
import { printPlatform } from '../../../config/print';
import { resolvePlatform } from '../../../config/resolve';
import { arbitraryPlatform } from '../../helpers/arbitrary-platform';
import { withService } from '../../helpers/config';

describe('the printed config', () => {
  it('states every option of every service in every environment, at its config path', () => {
    const printed = JSON.parse(
      printPlatform(resolvePlatform(withService({ environments: { prod: { port: 81 } } }))),
    ) as unknown;
    expect(printed).toMatchObject({
      name: 'shop',
      environments: { dev: { approval: false }, prod: { network: { cidr: '10.0.0.0/16' } } },
      services: {
        hello: {
          branch: 'main',
          environments: { dev: { port: 80, cpu: 512, api: { path: 'hello' } }, prod: { port: 81, tasks: { max: 4 } } },
        },
      },
    });
  });

  it('is itself a config, of the same platform', () => {
    fc.assert(
      fc.property(arbitraryPlatform, (input) => {
        const platform = resolvePlatform(input);
        expect(resolvePlatform(JSON.parse(printPlatform(platform)))).toEqual(platform);
      }),
      { numRuns: 50 },
    );
  });

  it('has the same bytes for the same platform, in any order of the variables', () => {
    const print = (variables: object): string => printPlatform(resolvePlatform(withService({ variables })));
    expect(print({ B: '1', A: '2' })).toBe(print({ A: '2', B: '1' }));
    expect(print({ A: '1' })).toMatch(/\}\n$/);
  });
});
