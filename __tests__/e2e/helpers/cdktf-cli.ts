import path from 'node:path';
import { capture, type RunResult } from '../../../cli/processes/run';
import type { RehearsalWorkspace } from '../../../cli/start/rehearsal-workspace';
import { paths } from './run-folder';

/**
 * Runs the CDKTF CLI as a person does who knows nothing of npm commands: it runs the app of cdktf.json itself.
 * @param configFile of the platform
 * @param output a folder of the run that takes the stacks
 */
export async function cdktfCli(
  workspace: RehearsalWorkspace,
  configFile: string,
  output: string,
  ...args: readonly string[]
): Promise<RunResult> {
  const cdktf = require.resolve('cdktf-cli/bundle/bin/cdktf');
  const env = { ...workspace.env, PLATFORM_CONFIG: configFile, CI: 'true', FORCE_COLOR: '0' };
  const [command = '', ...rest] = args;
  const to = ['--output', path.relative(paths.root, workspace.file(output))];
  return capture(process.execPath, [cdktf, command, ...rest, ...to], { cwd: paths.root, env });
}
