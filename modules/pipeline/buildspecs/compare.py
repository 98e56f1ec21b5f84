"""Prints what a service runs now, for the person who is asked for an approval.

Environment: CLUSTER, SERVICE, CONTAINER_NAME and REPOSITORY_URL from the project.
"""
import os
import re

from ecs_service import EcsService

# Image references and nothing that could be a sentence of its own.
IMAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/:@-]{0,254}")


def main():
    service = EcsService(os.environ["CLUSTER"], os.environ["SERVICE"], os.environ["CONTAINER_NAME"])
    revision = service.task_definition()
    image = service.image_of(revision)
    if not IMAGE.fullmatch(image):
        image = "an image with an unusual name"
    print(f"{image.removeprefix(os.environ['REPOSITORY_URL'] + '@')} (revision {revision.rpartition(':')[2]})")


main()
