"""Says early what is wrong with imagedefinitions.json in the working directory; the action Verify decides.

Environment: CONTAINER_NAME and REPOSITORY_URL from the project, IMAGE_TAG from the build.
"""
import json
import os
import re
import sys

from release_file import FILE, read_image


def main():
    container, repository, tag = (os.environ[name] for name in ["CONTAINER_NAME", "REPOSITORY_URL", "IMAGE_TAG"])
    try:
        read_image(".", container, repository, re.escape(tag))
    except ValueError as problem:
        example = json.dumps([{"name": container, "imageUri": f"{repository}:{tag}"}])
        sys.exit(
            f"{FILE}: {problem}. The build must leave it in the root of the repository, with $CONTAINER_NAME and "
            f"$REPOSITORY_URL:$IMAGE_TAG, here as {example}"
        )


main()
