import { Command } from 'commander';

import { LOCAL_ARCHITECTURE } from '../../oci/platform';
import { homeOf, type DockerHost } from '../host';

/** Version of docker whose command line the stand-in follows. */
const VERSION = '28.2.2';

const WHAT = 'stand-in for docker: builds images without running commands, and speaks to the embedded AWS only';

/** `docker version` and `docker info`. */
export function aboutCommands(host: DockerHost): Command[] {
  return [
    new Command('version')
      .description('the version')
      .option('-f, --format <template>')
      .action(() => {
        host.print(`Client: ${WHAT}\n Version: ${VERSION}\n OS/Arch: linux/${LOCAL_ARCHITECTURE}`);
      }),
    new Command('info')
      .description('what this is')
      .option('-f, --format <template>')
      .action(() => {
        host.print(`Client: ${WHAT}\n Version: ${VERSION}\n Images: ${homeOf(host)}`);
      }),
  ];
}

/** What `docker --version` prints. */
export const versionLine = `Docker version ${VERSION} (${WHAT})`;
