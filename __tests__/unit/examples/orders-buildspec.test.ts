import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { IMAGE_TAG, PROJECT_VARIABLES, runImageBuild } from '../../helpers/image-build';
import { temporaryFolder } from '../../helpers/temporary-folder';

const ORDERS = join(__dirname, '../../../examples/orders');
const TAGGED = `${PROJECT_VARIABLES.REPOSITORY_URL}:${IMAGE_TAG}`;

const folder = temporaryFolder();

/** Builds the sample service, with some of its files replaced. */
function build(replaced: Readonly<Record<string, string>> = {}): ReturnType<typeof runImageBuild> {
  const paths = readdirSync(ORDERS, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(ORDERS, path)).isFile(),
  );
  const sources = Object.fromEntries(paths.map((path) => [path, readFileSync(join(ORDERS, path), 'utf8')]));
  const variables = { DOCKERFILE: 'docker/Dockerfile' };
  return runImageBuild(folder.path(), { ...sources, ...replaced }, { variables });
}

describe("the sample service's own buildspec.yml", () => {
  it('tests, builds, pushes under a tag of its own and names the image', () => {
    const { status, calls, definitions, log } = build();
    // First, because it tells why a stand-in did not run.
    expect(log).not.toMatch(/not found|denied|busy|cannot/i);
    expect(calls).toEqual([
      'aws ecr get-login-password',
      'docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-central-1.amazonaws.com',
      '< pass',
      `docker build --file docker/Dockerfile --tag ${TAGGED} .`,
      `docker push ${TAGGED}`,
    ]);
    expect(log).toContain('orders are numbered as they come');
    expect(definitions).toBe(`[{"name":"hello","imageUri":"${TAGGED}"}]`);
    expect(status).toBe(0);
  });

  it('builds nothing when a test fails', () => {
    const { status, calls } = build({ 'order-book.js': 'module.exports = { OrderBook: class {} };' });
    expect(calls).toEqual([]);
    expect(status).toBe(1);
  });
});
