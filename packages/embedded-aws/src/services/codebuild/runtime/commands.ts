import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

import type { BuildRun } from './build-run';
import { type Buildspec, COMMAND_PHASES, type CommandPhase } from './buildspec';
import { PhaseFailure, runPhase } from './phase';
import { quoted } from '../../../shell-quote';
import type { Shell } from './shell';

/** What CodeBuild calls the phases of the buildspec. */
const PHASE_TYPES = { install: 'INSTALL', pre_build: 'PRE_BUILD', build: 'BUILD', post_build: 'POST_BUILD' } as const;

/**
 * Runs the commands of a build. Only a failed build phase is followed by the next one, unless `on-failure` says else
 * (CodeBuild User Guide, "Build phase transitions").
 * @returns whether all phases succeeded, or might fail
 * @throws PhaseFailure if nothing may follow
 */
export async function runCommandPhases(run: BuildRun, spec: Buildspec, shell: Shell): Promise<boolean> {
  let succeeding = true;
  for (const name of COMMAND_PHASES) {
    const phase = spec.phases[name];
    await shell.run(`export CODEBUILD_BUILD_SUCCEEDING=${succeeding ? 1 : 0}`);
    run.log.write(`Entering phase ${PHASE_TYPES[name]}`);
    try {
      await runPhase(run, PHASE_TYPES[name], () => runCommands(run, shell, phase));
    } catch (error) {
      if (!(error instanceof PhaseFailure)) throw error;
      if (phase?.onFailure === 'CONTINUE') continue;
      if (phase?.onFailure === 'ABORT' || name === 'install' || name === 'pre_build') throw error;
      succeeding = false;
    }
  }
  return succeeding;
}

/** The commands of `finally` run in any case. */
async function runCommands(run: BuildRun, shell: Shell, phase: CommandPhase | undefined): Promise<void> {
  const failure = await firstFailure(run, shell, phase?.commands ?? []);
  const last = await firstFailure(run, shell, phase?.finally ?? []);
  const told = failure ?? last;
  if (told !== undefined) throw told;
}

async function firstFailure(
  { log }: BuildRun,
  shell: Shell,
  commands: readonly string[],
): Promise<PhaseFailure | undefined> {
  for (const command of commands) {
    log.write(`Running command ${command}`);
    const status = await shell.run(command);
    if (status === 0) continue;
    log.write(`Command did not exit successfully ${command} exit status ${status}`);
    const message = `Error while executing command: ${command}. Reason: exit status ${status}`;
    return new PhaseFailure('COMMAND_EXECUTION_ERROR', message);
  }
  return undefined;
}

/**
 * Replaces variables and commands of the shell in a text, as the build's own shell would.
 * @param folder for what the shell says
 */
export async function expandText(shell: Shell, folder: string, text: string): Promise<string> {
  if (!/[$`]/.test(text)) return text;
  const file = path.join(folder, 'expanded');
  await shell.run(`/bin/sh -c ${quoted(`printf %s "${text.replaceAll('"', '\\"')}"`)} >${quoted(file)}`);
  const expanded = await readFile(file, 'utf8');
  await rm(file);
  return expanded;
}
