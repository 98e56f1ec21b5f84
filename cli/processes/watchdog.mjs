/**
 * Ends every process of one run as soon as the run's own process has ended, also if it was killed: the run holds the
 * other end of this process's standard input, and the system closes that end when the run ends.
 *
 * A process belongs to the run if it inherited the run's mark in its environment. Process groups and the tree of
 * parents are not enough: the CDKTF CLI starts terraform in pseudo-terminals, which are sessions of their own, and the
 * system gives a process whose parent ends another parent.
 *
 * Arguments: the mark (`NAME=value`) and `kill` or `save-state`. With `save-state`, terraform is first asked to finish
 * what it is doing, to save its state and to release its lock, and is given as long as it needs.
 */
import { execFileSync } from 'child_process';
import { existsSync, readdirSync, readFileSync } from 'fs';
import { basename } from 'path';
import { setTimeout } from 'timers/promises';

const [mark, shutdown] = process.argv.slice(2);
const POLL_MS = 100;

// A terminal's Ctrl-C is for the run; this process outlives it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
process.stdin.resume();
process.stdin.on('end', () => void endRun());
process.stdin.on('error', () => void endRun());

async function endRun() {
  if (shutdown === 'save-state') await interruptTerraform();
  for (let left = marked(); left.length > 0; left = marked()) {
    for (const { pid } of left) send(pid, 'SIGKILL');
    await setTimeout(POLL_MS);
  }
  process.exit(0);
}

/** A second interrupt makes terraform exit without saving its state, so each process gets exactly one. */
async function interruptTerraform() {
  const interrupted = new Set();
  for (let left = running(); left.length > 0; left = running()) {
    for (const { pid } of left.filter((one) => !interrupted.has(one.pid))) {
      interrupted.add(pid);
      send(pid, 'SIGINT');
    }
    await setTimeout(POLL_MS);
  }
}

function running() {
  return marked().filter(({ name }) => name === 'terraform' || name === 'tofu');
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended in the meantime.
    if (error.code !== 'ESRCH') throw error;
  }
}

/** The processes that carry the mark, but for this one. */
function marked() {
  const all = existsSync('/proc/self/environ') ? fromProc() : fromPs();
  return all.filter(({ pid }) => pid !== process.pid);
}

function fromProc() {
  return readdirSync('/proc')
    .filter((id) => /^\d+$/.test(id))
    .flatMap((id) => {
      try {
        if (!readFileSync(`/proc/${id}/environ`, 'utf8').split('\0').includes(mark)) return [];
        return [{ pid: Number(id), name: readFileSync(`/proc/${id}/comm`, 'utf8').trim() }];
      } catch (error) {
        // It ended in the meantime, or belongs to another user.
        if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(error.code)) return [];
        throw error;
      }
    });
}

/** For systems without /proc, such as macOS: the environment follows the command. */
function fromPs() {
  const list = execFileSync('ps', ['eww', '-ax', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  return list
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((words) => words.includes(mark))
    .map((words) => ({ pid: Number(words[0]), name: basename(words[1]) }));
}
