"""What a repository's own buildspec.yml may hold: the part of CodeBuild's format that means the same in the pipeline.

Every function yields one sentence a problem. Scalars are texts.
"""

PHASES = ["install", "pre_build", "build", "post_build"]
SHELLS = ["bash", "/bin/sh"]
ARTIFACT = "imagedefinitions.json"
PIPELINE_VARIABLES = ["REPOSITORY_URL", "CONTAINER_NAME", "DOCKERFILE", "CONTEXT", "RELEASE_TAG", "IMAGE_TAG"]


def problems_of(spec):
    if not isinstance(spec, dict):
        yield "it must be a mapping with version and phases"
        return
    yield from unsupported(spec, ["version", "env", "phases", "artifacts"], "")
    if spec.get("version") != "0.2":
        yield f"version must be 0.2, got {spec.get('version', 'none')}"
    yield from problems_of_environment(spec.get("env", {}))
    yield from problems_of_phases(spec.get("phases"))
    yield from problems_of_artifacts(spec.get("artifacts", {}))


def problems_of_environment(environment):
    if not isinstance(environment, dict):
        yield "env must be a mapping"
        return
    yield from unsupported(environment, ["variables", "shell"], "env.")
    if environment.get("shell", "bash") not in SHELLS:
        yield f"env.shell must be {' or '.join(SHELLS)}, got {environment['shell']}"
    yield from problems_of_variables(environment.get("variables", {}))


def problems_of_variables(variables):
    if not isinstance(variables, dict):
        yield "env.variables must be a mapping"
        return
    for name, value in variables.items():
        if name in PIPELINE_VARIABLES or name.startswith("CODEBUILD_"):
            yield f"env.variables.{name} is set by the pipeline; choose another name"
        if not isinstance(value, str):
            yield f"env.variables.{name} must be a text"


def problems_of_phases(phases):
    if not isinstance(phases, dict) or not phases:
        yield f"phases must be a mapping of {', '.join(PHASES)}"
        return
    yield from unsupported(phases, PHASES, "phases.")
    for name, phase in phases.items():
        if name in PHASES:
            yield from problems_of_phase(phase, f"phases.{name}")


def problems_of_phase(phase, path):
    if not isinstance(phase, dict):
        yield f"{path} must be a mapping with commands"
        return
    yield from unsupported(phase, ["commands", "finally", "on-failure"], f"{path}.")
    if phase.get("on-failure", "ABORT") not in ["ABORT", "CONTINUE"]:
        yield f"{path}.on-failure must be ABORT or CONTINUE, got {phase['on-failure']}"
    if "commands" not in phase:
        yield f"{path}.commands is missing"
    for key in ["commands", "finally"]:
        yield from problems_of_commands(phase.get(key, []), f"{path}.{key}")


def problems_of_commands(commands, path):
    if not isinstance(commands, list):
        yield f"{path} must be a list of commands"
        return
    for number, command in enumerate(commands, start=1):
        if not isinstance(command, str):
            yield f"{path}: command {number} is not a text; quote a command that holds a colon and a space"


def problems_of_artifacts(artifacts):
    if not isinstance(artifacts, dict):
        yield "artifacts must be a mapping"
        return
    yield from unsupported(artifacts, ["files"], "artifacts.")
    if artifacts.get("files", [ARTIFACT]) != [ARTIFACT]:
        yield f"artifacts.files must be {ARTIFACT} alone: the Deploy stages get nothing else"


def unsupported(mapping, supported, path):
    for key in mapping:
        if key not in supported:
            yield f"{path}{key} is not supported; supported: {', '.join(supported)}"
