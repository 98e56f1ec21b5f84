import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture } from '../../../../cli/processes/run';
import type { Environment } from '../../../../cli/project';
import { installedProject, linkPackages } from '../installed-project';
import type { GuideStep } from './read-guide';
import { patternOf, readable } from './shown';

/** What one command came to. */
interface Typed {
  readonly exitCode: number;
  /** What a person reads of it. */
  readonly seen: string;
}

/** How long a command is repeated that waits for something, in milliseconds. */
const PATIENCE_MS = 240_000;

/** A person who does what a guide says, in a terminal. */
export class GuideReader {
  readonly #installed = installedProject();
  #folder: string;
  #transcript = '';

  /**
   * @param folder that the terminal is in
   * @param env of the terminal; known once something is typed
   * @param known replaces what stands in the guide for something that was seen before, e.g. `<api_url>`
   */
  constructor(
    folder: string,
    private readonly env: () => Environment,
    private readonly known: (placeholder: string, seen: string) => string = (placeholder) => placeholder,
  ) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Does what a section says. @throws Error if a command ends or shows otherwise than the section says */
  async follow(steps: readonly GuideStep[]): Promise<void> {
    for (const step of steps) {
      if (step.kind === 'file') writeFileSync(path.join(this.#folder, step.name), step.text);
      else if (!step.lines.every((line) => line.startsWith('export '))) await this.#typeAll(step);
    }
  }

  async #typeAll(step: Extract<GuideStep, { kind: 'commands' }>): Promise<void> {
    const seen: string[] = [];
    for (const [index, line] of step.lines.entries()) {
      const isLast = index === step.lines.length - 1;
      const typed = step.repeats ? await this.#repeat(line, step.shown ?? '') : await this.type(line);
      if ((typed.exitCode !== 0) !== (isLast && step.fails)) {
        throw new Error(`${line}\nended with ${typed.exitCode}:\n${typed.seen}`);
      }
      seen.push(typed.seen);
    }
    requireShown(step, seen.join(''));
  }

  async #repeat(line: string, shown: string): Promise<Typed> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const typed = await this.type(line);
      if (patternOf(shown).test(typed.seen) || Date.now() > until) return typed;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }

  /** Types one line. `npm install` is done already: its packages are those of the tarballs. */
  async type(line: string): Promise<Typed> {
    if (line === 'npm install') {
      linkPackages(this.#installed, this.#folder);
      return { exitCode: 0, seen: '' };
    }
    const command = this.#withoutRegistry(
      line.replaceAll(/<\w+>/g, (placeholder) => this.known(placeholder, this.#transcript)),
    );
    const args = ['-c', `exec 2>&1\n${command}\ncode=$?; printf '\\n%s' "$PWD"; exit $code`];
    const { exitCode, stdout } = await capture('bash', args, { cwd: this.#folder, env: this.env() });
    const end = stdout.lastIndexOf('\n');
    this.#folder = stdout.slice(end + 1);
    const seen = readable(stdout.slice(0, end));
    this.#transcript += seen;
    return { exitCode, seen };
  }

  /** Before there is a package, npx takes it from the registry: here, from its tarball. */
  #withoutRegistry(line: string): string {
    const program = path.join(this.#installed, 'node_modules', 'fargate-delivery', 'dist', 'cli', 'bin.mjs');
    return line.replace(/^npx fargate-delivery init/, `'${process.execPath}' '${program}' init`);
  }
}

function requireShown({ lines, shown }: Extract<GuideStep, { kind: 'commands' }>, seen: string): void {
  if (shown === undefined || patternOf(shown).test(seen)) return;
  throw new Error(`${lines.join('\n')}\nshould show:\n${shown}\nbut showed:\n${seen}`);
}
