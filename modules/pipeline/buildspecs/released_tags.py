"""Keeps the images of an environment's last releases from expiring, by tags `released-<environment>-<revision>`.

Builds may push any tag, these too, onto any image: IAM has no condition on the tags of images. So tags say nothing about
what was released. That is in the history of the environment's SSM parameter, which only this program writes.
Sources: Service Authorization Reference, "Actions, resources, and condition keys for Amazon Elastic Container Registry";
AWS Systems Manager User Guide, "Working with parameter versions in Parameter Store": the last 100 values are kept.
"""
import os
import pathlib
import re
import sys
import tempfile

from aws_cli import call

# The releases of an environment whose images are kept.
KEPT = 10

# Tags that are taken away in one run: more than that are an attempt to keep it busy.
TAKEN_AWAY = 50

# How often a build may take the tag of the release before it is put.
ATTEMPTS = 5


def keep_released(image, revision):
    """Tags the image that a revision has brought, and takes away every tag that is on none of the last releases."""
    repository, _, digest = image.partition("@")
    registry = Registry(repository)
    beginning = f"released-{os.environ['ENVIRONMENT']}-"
    tag = beginning + revision.rpartition(":")[2]
    tags = registry.tags()
    if tags.get(tag) != digest:
        registry.move(tag, digest, is_taken=tag in tags)
    kept = last_released(repository)
    others = [each for each in tags if re.fullmatch(beginning + "[0-9]{1,9}", each) and each != tag]
    newest_first = sorted(others, key=lambda each: int(each.removeprefix(beginning)), reverse=True)
    for each in [each for each in newest_first if tags[each] not in kept][:TAKEN_AWAY]:
        registry.untag([each])


def last_released(repository):
    """Digests of the last releases; one that was released more than once counts once."""
    beginning = f"{repository}@"
    digests = [image.removeprefix(beginning) for image in recorded_images() if image.startswith(beginning)]
    return list(dict.fromkeys(digests))[:KEPT]


def recorded_images():
    """Every image that was recorded for the environment, newest first."""
    history = call("ssm", "get-parameter-history", "--name", os.environ["PARAMETER"])["Parameters"]
    return [each["Value"] for each in sorted(history, key=lambda each: each["Version"], reverse=True)]


class Registry:
    """The images of one ECR repository."""

    def __init__(self, repository):
        self.name = repository.split("/", 1)[1]

    def tags(self):
        """Digests by tag."""
        images = call("ecr", "describe-images", "--repository-name", self.name)["imageDetails"]
        return {tag: image["imageDigest"] for image in images for tag in image.get("imageTags", [])}

    def move(self, tag, digest, is_taken):
        """Tags never move by themselves; a build that pushes all the time may take one that was just taken away."""
        for _ in range(ATTEMPTS):
            if is_taken:
                self.untag([tag])
            is_taken = not self.tag(digest, tag)
            if not is_taken:
                return
        sys.exit(f"The tag {tag} is taken by somebody else again and again. Stop the builds, and retry the stage.")

    def tag(self, digest, tag):
        """Whether the tag is put; it is not if somebody else has put it."""
        found = call("ecr", "batch-get-image", "--repository-name", self.name, "--image-ids", f"imageDigest={digest}")
        [image] = found["images"]
        # A manifest may be longer than an argument.
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="") as file:
            file.write(image["imageManifest"])
            file.flush()
            put = call(
                "ecr", "put-image", "--repository-name", self.name, "--image-tag", tag,
                "--image-manifest", pathlib.Path(file.name).as_uri(), "--image-manifest-media-type", image["imageManifestMediaType"],
                unless="Image(Tag)?AlreadyExistsException",
            )
        return put is not None

    def untag(self, tags):
        identities = [f"imageTag={tag}" for tag in tags]
        call("ecr", "batch-delete-image", "--repository-name", self.name, "--image-ids", *identities)
