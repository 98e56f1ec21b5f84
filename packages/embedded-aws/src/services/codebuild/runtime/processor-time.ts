import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

import { codeOf } from '../../../error-kinds';

/** Where in a line of /proc/<pid>/stat, behind the program's name, the process group and the four times are (proc(5)). */
const GROUP = 2;
const TIMES = [11, 15] as const;

/**
 * What the processes of some groups have used of the processor, those that they waited for included. Equal texts, read
 * at two times, mean that none of them did anything meanwhile.
 * @param groups ids of process groups
 */
export async function processorTime(groups: ReadonlySet<number>): Promise<string> {
  const processes = existsSync('/proc/self/stat') ? await fromProc() : await fromPs();
  return processes
    .filter(({ group }) => groups.has(group))
    .map(({ pid, used }) => `${pid}:${used}`)
    .sort()
    .join(' ');
}

interface ProcessTime {
  readonly pid: string;
  readonly group: number;
  readonly used: string;
}

async function fromProc(): Promise<ProcessTime[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const read = pids.map(async (pid) => {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(ifEnded);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, group: Number(fields[GROUP]), used: fields.slice(...TIMES).join('+') };
  });
  return Promise.all(read);
}

/** A process may end after it was listed: then its file is gone, or cannot be read any more. @returns nothing of it */
function ifEnded(error: unknown): string {
  if (!['ENOENT', 'ESRCH'].includes(codeOf(error) ?? '')) throw error;
  return '';
}

/** For systems without /proc, such as macOS, which tells hundredths of a second. */
async function fromPs(): Promise<ProcessTime[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,pgid=,time='], { maxBuffer: 2 ** 26 });
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [pid = '', group = '', used = ''] = line.trim().split(/\s+/);
      return { pid, group: Number(group), used };
    });
}
