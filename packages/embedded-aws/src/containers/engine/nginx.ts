import { digestOf } from '../oci/digest';
import type { StandIn } from './stand-in';

/** Where nginx's images are, official ones and AWS's copies of them. */
const IMAGES: Readonly<Record<string, readonly string[]>> = {
  'public.ecr.aws': ['nginx/nginx', 'docker/library/nginx'],
  'docker.io': ['library/nginx'],
};

/** Answers as nginx does before anybody configures it: on port 80, a welcome on `/`, and 404 on other paths. */
export const NGINX: StandIn = {
  name: 'nginx',
  digest: digestOf('stand-in for nginx'),
  program: /(^|\/)(nginx|nginx-debug|docker-entrypoint\.sh)$/,
  isOf: ({ registry, repository }) => IMAGES[registry]?.includes(repository) ?? false,
  portIn: () => 80,
  answer: (path) =>
    path === '/' || path === '/index.html'
      ? { status: 200, title: 'Welcome to nginx!' }
      : { status: 404, title: '404 Not Found' },
};
