"""Moves a service that runs its placeholder to the task definition of its own, with the image of the release.

The Deploy action makes its revision of the one that the service runs, and the placeholder's has no secrets.
Environment: the project's variables; CODEBUILD_SRC_DIR with the release.
"""
import json
import os
import sys

from aws_cli import call
from ecs_service import EcsService, is_of
from release_file import read_release

# Source: Amazon ECS API Reference, "TaskDefinition": what ECS adds and RegisterTaskDefinition does not take.
GIVEN_BY_ECS = [
    "taskDefinitionArn", "revision", "status", "requiresAttributes", "compatibilities", "registeredAt", "registeredBy",
    "deregisteredAt", "deleteRequestedAt",
]


def main():
    image = read_release()
    service = EcsService(os.environ["CLUSTER"], os.environ["SERVICE"], os.environ["CONTAINER_NAME"])
    if not is_of(service.task_definition(), os.environ["PLACEHOLDER_FAMILY"]):
        return
    revision = register(os.environ["FAMILY"], service.container, image)
    try:
        service.update(revision)
    except SystemExit:
        call("ecs", "deregister-task-definition", "--task-definition", revision)
        raise
    print(f"{service.name} is on its way from its placeholder to {revision}.", file=sys.stderr)


def register(family, container, image):
    """ARN of a new revision: the newest one of the family with another image."""
    found = call("ecs", "describe-task-definition", "--task-definition", family, "--include", "TAGS")
    revision = {name: value for name, value in found["taskDefinition"].items() if name not in GIVEN_BY_ECS}
    for each in revision["containerDefinitions"]:
        if each["name"] == container:
            each["image"] = image
    # ECS refuses an empty list of tags.
    if found.get("tags"):
        revision["tags"] = found["tags"]
    # ECS takes 64 KiB, an argument is allowed twice as much.
    registered = call("ecs", "register-task-definition", "--cli-input-json", json.dumps(revision))
    return registered["taskDefinition"]["taskDefinitionArn"]


main()
