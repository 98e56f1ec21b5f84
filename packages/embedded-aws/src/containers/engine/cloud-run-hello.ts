import { digestOf } from '../oci/digest';
import type { StandIn } from './stand-in';

/** Where it listens without a `PORT`. */
const DEFAULT_PORT = 8080;

/**
 * The sample that Google offers to try a platform for containers with: it listens on the port that `PORT` names, and
 * answers 200 on every path but those of its own pictures, which the stand-in does not have.
 * Source: GoogleCloudPlatform/cloud-run-hello, `hello.go` and `Dockerfile`.
 */
export const CLOUD_RUN_HELLO: StandIn = {
  name: 'server',
  digest: digestOf('stand-in for cloudrun/container/hello'),
  program: /^\/server$/,
  isOf: ({ registry, repository }) => registry === 'us-docker.pkg.dev' && repository === 'cloudrun/container/hello',
  portIn: ({ PORT = '' }) => (PORT === '' ? DEFAULT_PORT : Number(PORT)),
  answer: (path) =>
    path.startsWith('/assets/')
      ? { status: 404, title: '404 page not found' }
      : { status: 200, title: 'The container is running' },
};
