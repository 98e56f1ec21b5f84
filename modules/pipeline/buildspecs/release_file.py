"""Reads the image that imagedefinitions.json releases. Whoever wrote the file may be an attacker.

Source of the format: AWS CodePipeline User Guide, "Image definitions file reference".
"""
import json
import os
import re
import stat
import sys

FILE = "imagedefinitions.json"
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")

# Of one object with a name and an image; AWS takes 100 KB.
MOST_BYTES = 4096


def read_image(folder, container, repository, tag):
    """The image: `<repository>:<tag>` or `<repository>@<digest>`. Raises ValueError with one sentence.

    `tag` is a pattern of the tags that are allowed; None allows a digest only.
    """
    definition = only_definition(read_json(os.path.join(folder, FILE)))
    if set(definition) != {"name", "imageUri"}:
        raise ValueError(f"the object must have name and imageUri and nothing else, got {shown(list(definition))}")
    name, image = definition["name"], definition["imageUri"]
    if name != container:
        raise ValueError(f"name must be {container}, got {shown(name)}")
    suffix = f"@{DIGEST.pattern}" if tag is None else f"(:{tag}|@{DIGEST.pattern})"
    if not isinstance(image, str) or not re.fullmatch(re.escape(repository) + suffix, image):
        raise ValueError(f"imageUri is no image that this build may release, got {shown(image)}")
    return image


def read_release():
    """The image of the release that an action was handed, by its digest. Another release ends the program."""
    repository, container = os.environ["REPOSITORY_URL"], os.environ["CONTAINER_NAME"]
    try:
        return read_image(os.environ["CODEBUILD_SRC_DIR"], container, repository, None)
    except ValueError as problem:
        sys.exit(f"The release's {FILE}: {problem}.")


def only_definition(definitions):
    if not isinstance(definitions, list) or len(definitions) != 1 or not isinstance(definitions[0], dict):
        raise ValueError("must be a list of one object")
    return definitions[0]


def read_json(path):
    try:
        return json.loads(read_small_file(path).decode("utf-8"), object_pairs_hook=without_repetition)
    except FileNotFoundError:
        raise ValueError("not found") from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise ValueError("not JSON") from None


def read_small_file(path):
    """Follows no link, waits for no pipe and takes no more than a release needs."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            raise
        raise ValueError("must be a file, not a link") from None
    # A folder can be opened, but not as a file of Python's.
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise ValueError("must be a file, not a folder" if stat.S_ISDIR(mode) else "must be a file")
    with os.fdopen(descriptor, "rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(f"must have at most {MOST_BYTES} bytes")
    return content


def without_repetition(pairs):
    """Of two values under one name, readers take one or the other."""
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("has a name twice")
    return dict(pairs)


def shown(value):
    return json.dumps(value)[:200]
