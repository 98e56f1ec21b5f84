import { DockerError } from '../docker-error';
import type { Instruction, Keyword } from '../dockerfile/parse';
import { declared } from './arguments';
import type { BuildRun } from './build-run';
import { add, copy } from './copy';
import { healthcheckOf } from './healthcheck';
import { commandOf, expanded, pairsOf, words } from './operands';
import type { Stage } from './stage';
import type { StagePlan } from './stages';
import { workdir } from './workdir';

/** Where an instruction stands. */
export interface Site {
  readonly run: BuildRun;
  readonly plan: StagePlan;
}

/** Does what an instruction says. @throws DockerError */
export type Perform = (stage: Stage, instruction: Instruction, site: Site) => void | Promise<void>;

/** What each instruction does to its stage (Dockerfile reference). */
export const INSTRUCTIONS: Readonly<Record<Keyword, Perform>> = {
  ADD: add,
  COPY: copy,
  WORKDIR: workdir,
  ARG: (stage, instruction, { run: { parts } }) => {
    const { escape, options, globals } = parts;
    const added = declared(instruction, stage.variables, escape, options.buildArgs, globals);
    stage.args = { ...stage.args, ...added };
    note(stage, instruction);
  },
  ENV: (stage, instruction, site) => {
    const pairs = pairsOf(stage, instruction, site);
    const names = new Set(Object.keys(pairs));
    const others = (stage.settings.Env ?? []).filter((pair) => !names.has(pair.split('=', 1)[0] ?? ''));
    const added = Object.entries(pairs).map(([name, value]) => `${name}=${value}`);
    set(stage, instruction, { Env: [...others, ...added] });
  },
  LABEL: (stage, instruction, site) => {
    set(stage, instruction, { Labels: { ...stage.settings.Labels, ...pairsOf(stage, instruction, site) } });
  },
  CMD: (stage, instruction) => {
    stage.hasCommand = true;
    set(stage, instruction, { Cmd: commandOf(stage, instruction) });
  },
  ENTRYPOINT: (stage, instruction) => {
    const Entrypoint = commandOf(stage, instruction);
    set(stage, instruction, stage.hasCommand ? { Entrypoint } : { Entrypoint, Cmd: null });
  },
  EXPOSE: (stage, instruction, site) => {
    const ports = words(stage, instruction, site).map((word) =>
      word.includes('/') ? word.toLowerCase() : `${word}/tcp`,
    );
    const wrong = ports.find((port) => !/^\d+(-\d+)?\/(tcp|udp|sctp)$/.test(port));
    if (wrong !== undefined) throw new DockerError(`invalid containerPort: ${wrong}`);
    set(stage, instruction, { ExposedPorts: { ...stage.settings.ExposedPorts, ...keysOf(ports) } });
  },
  VOLUME: (stage, instruction, site) => {
    const volumes = keysOf(instruction.json ?? words(stage, instruction, site));
    set(stage, instruction, { Volumes: { ...stage.settings.Volumes, ...volumes } });
  },
  USER: (stage, instruction, site) => {
    set(stage, instruction, { User: expanded(stage, instruction, site) });
  },
  STOPSIGNAL: (stage, instruction, site) => {
    set(stage, instruction, { StopSignal: expanded(stage, instruction, site) });
  },
  SHELL: (stage, instruction) => {
    if (instruction.json === undefined) throw new DockerError('SHELL requires the arguments to be in JSON form');
    set(stage, instruction, { Shell: [...instruction.json] });
  },
  HEALTHCHECK: (stage, instruction) => {
    set(stage, instruction, { Healthcheck: healthcheckOf(instruction) });
  },
  MAINTAINER: (stage, instruction) => {
    stage.author = instruction.text;
    note(stage, instruction);
  },
  RUN: (stage, instruction, { run }) => {
    const created = `RUN ${instruction.text} # not run by the stand-in`;
    run.parts.host.note('  not run by the stand-in for docker: it has no containers to run commands in');
    stage.hasRun = true;
    stage.note(created);
  },
  ONBUILD: () => {
    throw new DockerError('the stand-in for docker does not support ONBUILD');
  },
  FROM: () => {
    throw new DockerError('FROM begins a stage');
  },
};

function set(stage: Stage, instruction: Instruction, changes: Partial<Stage['settings']>): void {
  stage.settings = { ...stage.settings, ...changes };
  note(stage, instruction);
}

function note(stage: Stage, { keyword, text }: Instruction): void {
  stage.note(`${keyword} ${text}`);
}

function keysOf(names: readonly string[]): Record<string, Record<string, never>> {
  return Object.fromEntries(names.map((name) => [name, {}]));
}
