import { foldArns } from '../../../../modules/ci/fold-arns';

const parameter = (name: string): string => `arn:aws:ssm:eu-central-1:123456789012:parameter/${name}`;
const many = (path: string, count = 80): string[] =>
  Array.from({ length: count }, (_, index) => parameter(`${path}/${index}`));

describe('the ARNs of secrets', () => {
  it('stay what they are, each once, as long as there are few', () => {
    expect(foldArns([parameter('b'), parameter('a'), parameter('b')], [])).toEqual([parameter('a'), parameter('b')]);
    expect(foldArns([], [])).toEqual([]);
  });

  it('become the paths of the deepest, where there are many', () => {
    const one = parameter('billing/key');
    expect(foldArns([...many('orders/dev/database'), one], [])).toEqual([one, parameter('orders/dev/database/*')]);
  });

  it('become the paths above, where there are still too many', () => {
    const folders = Array.from({ length: 80 }, (_, index) => parameter(`orders/dev/${index}/key`));
    expect(foldArns(folders, [])).toEqual([parameter('orders/dev/*')]);
  });

  it.each([
    ['a secret of another environment', parameter('orders/dev/database/of-prod')],
    ['parameters of the platform', parameter('orders/dev/')],
  ])('never become a path that %s is under', (_, spared) => {
    const arns = many('orders/dev/database');
    expect(foldArns(arns, [spared])).toEqual([...arns].sort());
  });

  it('never become a path that is the first word of a name', () => {
    const arns = many('orders');
    expect(foldArns(arns, [])).toEqual([...arns].sort());
  });
});
