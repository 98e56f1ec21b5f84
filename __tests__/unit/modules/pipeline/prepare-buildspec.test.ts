import { bootstrapImage } from '../../../../platform/placeholder-images';
import { digest, FAMILY, RELEASED, runRecord, type Situation } from '../../../helpers/record-run';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const run = (situation: Situation) => runRecord(folder.path(), situation);

describe('the preparation of a first release', () => {
  const FIRST: Situation = { task: 'prepare', deployments: [[]], images: { 6: bootstrapImage }, onPlaceholder: true };
  const registered = (changes: readonly string[]): Record<string, unknown> => {
    const [operation = '', input = ''] = changes[0]?.split(' --cli-input-json ') ?? [];
    expect(operation).toBe('register-task-definition');
    return JSON.parse(input) as Record<string, unknown>;
  };

  it("moves the service to a revision of its own family, with the release's image and all that Terraform gave it", () => {
    const taskTags = [{ key: 'platform', value: 'shop' }];
    const { status, changes } = run({ ...FIRST, taskTags });
    expect(registered(changes)).toEqual({
      family: 'shop-dev-hello',
      containerDefinitions: [
        { name: 'other', image: 'x' },
        { name: 'hello', image: RELEASED, secrets: [{ name: 'KEY', valueFrom: 'arn:key' }] },
      ],
      tags: taskTags,
    });
    expect(changes.slice(1)).toEqual([
      `update-service --cluster shop-dev --service shop-dev-hello --task-definition ${FAMILY}:9`,
    ]);
    expect(status).toBe(0);
  });

  it('gives a revision no list of tags where there are none', () => {
    expect(registered(run(FIRST).changes)).not.toHaveProperty('tags');
  });

  it('does nothing once the service runs a task definition of its own', () => {
    const { status, changes, exported } = run({ ...FIRST, onPlaceholder: false, serving: 6 });
    expect(changes).toEqual([]);
    expect(exported).toEqual({});
    expect(status).toBe(0);
  });

  it('leaves no revision behind where it may not update the service', () => {
    const { status, changes, log } = run({ ...FIRST, denied: 'update-service' });
    expect(changes.slice(1)).toEqual([`deregister-task-definition --task-definition ${FAMILY}:9`]);
    expect(log).toContain('An error occurred (AccessDeniedException) when calling update-service');
    expect(status).toBe(1);
  });

  it.each([
    ['another registry', [{ name: 'hello', imageUri: `evil.example.com/shop-hello@${digest('a')}` }]],
    ['another repository', [{ name: 'hello', imageUri: RELEASED.replace('shop-hello', 'shop-orders') }]],
    ['a tag', [{ name: 'hello', imageUri: RELEASED.replace(/@.*/, ':latest') }]],
    ['another container', [{ name: 'other', imageUri: RELEASED }]],
    ['a family of its choice', [{ name: 'hello', imageUri: RELEASED, family: 'shop-prod-hello' }]],
    [
      'two images',
      [
        { name: 'hello', imageUri: RELEASED },
        { name: 'other', imageUri: RELEASED },
      ],
    ],
  ])('registers nothing that names %s', (_what, definitions) => {
    const { status, changes, log } = run({ ...FIRST, definitions: JSON.stringify(definitions) });
    expect(changes).toEqual([]);
    expect(log).toContain("The release's imagedefinitions.json: ");
    expect(status).toBe(1);
  });
});
