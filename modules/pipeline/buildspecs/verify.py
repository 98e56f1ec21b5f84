"""Makes a release of what a build left: prints the digest of the image, and leaves imagedefinitions.json with it.
Prints "refused" if the build left something else.

An image is taken only if the build of this very execution has tagged it: what was in the repository before is not.
Environment: REPOSITORY_URL and CONTAINER_NAME from the project, RELEASE_TAG from the pipeline, CODEBUILD_SRC_DIR.
"""
import json
import os
import re
import shutil
import sys

from aws_cli import call
from release_file import DIGEST, FILE, read_image

RELEASE_TAG = re.compile(r"[0-9a-f]{40}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def main():
    folder, container, repository = (os.environ[name] for name in ["CODEBUILD_SRC_DIR", "CONTAINER_NAME", "REPOSITORY_URL"])
    tag = tag_pattern(os.environ["RELEASE_TAG"])
    try:
        digest = digest_of(read_image(folder, container, repository, tag), repository, tag)
    except ValueError as problem:
        instead = "The build must push an image as $REPOSITORY_URL:$IMAGE_TAG and name that."
        print(f"{FILE}: {problem}. {instead}", file=sys.stderr, flush=True)
        print("refused")
        return
    write_release(folder, [{"name": container, "imageUri": f"{repository}@{digest}"}])
    print(digest)


def tag_pattern(release_tag):
    """A build adds its number to the tag, so that another attempt can push its own."""
    if not RELEASE_TAG.fullmatch(release_tag):
        sys.exit(f"The pipeline gave {release_tag!r} in place of a commit and an execution.")
    return re.escape(release_tag) + "-[0-9]{1,9}"


def digest_of(image, repository, tag):
    _, name = repository.split("/", 1)
    by_digest = image.startswith(f"{repository}@")
    identity = f"imageDigest={image.rpartition('@')[2]}" if by_digest else f"imageTag={image.rpartition(':')[2]}"
    found = call("ecr", "describe-images", "--repository-name", name, "--image-ids", identity, unless="ImageNotFoundException")
    if found is None:
        raise ValueError(f"{image} is not in ECR")
    [details] = found["imageDetails"]
    if not any(re.fullmatch(tag, each) for each in details.get("imageTags", [])):
        raise ValueError(f"{image} was not pushed by this build")
    digest = details["imageDigest"]
    if not DIGEST.fullmatch(digest):
        raise ValueError(f"ECR calls {image} {digest!r}, which is no digest")
    return digest


def write_release(folder, definitions):
    """Nothing that the build left stays beside the release."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)
    with open(os.path.join(folder, FILE), "x", encoding="utf-8") as file:
        json.dump(definitions, file)


main()
