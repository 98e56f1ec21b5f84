"""Runs the repository's own buildspec.yml inside the build of the pipeline, the way CodeBuild would.

Runs in the root of the source. What it cannot do here is refused before any command runs (buildspec_rules.py).
Source of the rules: AWS CodeBuild User Guide, "Build specification reference for CodeBuild".
"""
import os
import shlex
import subprocess
import sys

import yaml

from buildspec_rules import PHASES, problems_of

FILE = "buildspec.yml"


def main():
    spec = read_spec()
    problems = list(problems_of(spec))
    if problems:
        sys.exit("\n".join([f"{FILE} cannot run in this pipeline:"] + [f"- {problem}" for problem in problems]))
    environment = spec.get("env", {})
    shell = Shell(environment.get("shell", "/bin/sh"), {**os.environ, **environment.get("variables", {})})
    if not run_phases(spec["phases"], shell):
        sys.exit(f"{FILE} failed")


def read_spec():
    """The file with every scalar as the text that was written: `1.10` and `yes` are values of variables, too."""
    try:
        with open(FILE, encoding="utf-8") as file:
            return yaml.load(file, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        sys.exit(f"{FILE} is not YAML: {error}")


def run_phases(phases, shell):
    """Whether the build succeeded. Only a failed build phase is followed by post_build, unless on-failure says else.

    Source: AWS CodeBuild User Guide, "Build phase transitions".
    """
    succeeding = True
    for name in PHASES:
        phase = phases.get(name)
        if phase is None:
            continue
        log(f"Phase {name}")
        shell.run(f"export CODEBUILD_BUILD_SUCCEEDING={int(succeeding)}")
        if run_phase(phase, shell) or phase.get("on-failure") == "CONTINUE":
            continue
        succeeding = False
        if name != "build" or phase.get("on-failure") == "ABORT":
            break
    return succeeding


def run_phase(phase, shell):
    succeeded = run_commands(phase["commands"], shell)
    return run_commands(phase.get("finally", []), shell) and succeeded


def run_commands(commands, shell):
    for command in commands:
        log(f"Running command {command}")
        status = shell.run(command)
        if status != 0:
            log(f"Command failed with exit status {status}: {command}")
            return False
    return True


class Shell:
    """One shell for all commands, as version 0.2 has it: directories, variables and functions stay.

    A command that ends the shell (`exit`, or a failure under `set -e`) succeeds or fails by its exit status; the next
    command gets a new shell.
    """

    def __init__(self, program, environment):
        self.program = program
        self.environment = environment
        self.process = None

    def run(self, command):
        """Runs one command and returns its exit status."""
        if self.process is None or self.process.poll() is not None:
            self.start()
        # The shell's output carries the exit statuses, so what commands print goes to the error output: one build log.
        self.process.stdin.write(f"eval {shlex.quote(command)} </dev/null >&2\necho $?\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        return int(answer) if answer else self.process.wait()

    def start(self):
        self.process = subprocess.Popen(
            [self.program], env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )


def log(text):
    print(text, file=sys.stderr, flush=True)


main()
