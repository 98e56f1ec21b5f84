"""Keeps the images of an environment's last releases from expiring, by tags `released-<environment>-<revision>`.

Builds may push any tag, these too. So a tag counts only if the revision of the task definition that it names has the
image that it is on: revisions are numbered by ECS, and builds cannot register any.
"""
import os
import pathlib
import re
import tempfile

from aws_cli import call

# The releases of an environment whose images are kept.
KEPT = 10

# Tags that are looked at in one run: more than that are an attempt to keep it busy.
LOOKED_AT = 50


def keep_released(service, image, revision):
    """Tags the image that a revision has brought, and takes the tags of older releases away."""
    repository, _, digest = image.partition("@")
    family, _, number = revision.rpartition("/")[2].rpartition(":")
    registry = Registry(repository)
    beginning = f"released-{os.environ['ENVIRONMENT']}-"
    tag = f"{beginning}{number}"
    tags = registry.tags()
    if tags.get(tag) != digest:
        if tag in tags:
            registry.untag([tag])
        registry.tag(digest, tag)
    others = [each for each in tags if re.fullmatch(beginning + "[0-9]{1,9}", each) and each != tag]
    newest_first = sorted(others, key=lambda each: int(each.removeprefix(beginning)), reverse=True)[:LOOKED_AT]
    kept = 1
    for each in newest_first:
        number = each.removeprefix(beginning)
        is_release = kept < KEPT and service.image_of(f"{family}:{number}") == f"{repository}@{tags[each]}"
        kept += 1 if is_release else 0
        if not is_release:
            registry.untag([each])


class Registry:
    """The images of one ECR repository."""

    def __init__(self, repository):
        self.name = repository.split("/", 1)[1]

    def tags(self):
        """Digests by tag."""
        images = call("ecr", "describe-images", "--repository-name", self.name)["imageDetails"]
        return {tag: image["imageDigest"] for image in images for tag in image.get("imageTags", [])}

    def tag(self, digest, tag):
        found = call("ecr", "batch-get-image", "--repository-name", self.name, "--image-ids", f"imageDigest={digest}")
        [image] = found["images"]
        # A manifest may be longer than an argument.
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="") as file:
            file.write(image["imageManifest"])
            file.flush()
            call(
                "ecr", "put-image", "--repository-name", self.name, "--image-tag", tag,
                "--image-manifest", pathlib.Path(file.name).as_uri(), "--image-manifest-media-type", image["imageManifestMediaType"],
            )

    def untag(self, tags):
        identities = [f"imageTag={tag}" for tag in tags]
        call("ecr", "batch-delete-image", "--repository-name", self.name, "--image-ids", *identities)
