"""Prints the image that imagedefinitions.json in the working directory releases, or says what is wrong with the file.

Source of the format: AWS CodePipeline User Guide, "Image definitions file reference".
"""
import json
import os
import sys

FILE = "imagedefinitions.json"


def main():
    container, repository = os.environ["CONTAINER_NAME"], os.environ["REPOSITORY_URL"]
    example = json.dumps([{"name": container, "imageUri": repository + ":<tag>"}])
    try:
        print(released_image(read_definitions(), container, repository))
    except ValueError as problem:
        sys.exit(f"{FILE}: {problem}. The build must leave it in the root of the repository, as {example}")


def read_definitions():
    try:
        with open(FILE, encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        raise ValueError("not found") from None
    except ValueError:
        raise ValueError("not JSON") from None


def released_image(definitions, container, repository):
    if not isinstance(definitions, list) or len(definitions) != 1 or not isinstance(definitions[0], dict):
        raise ValueError("must be a list of one object")
    name, image = definitions[0].get("name"), definitions[0].get("imageUri")
    if name != container:
        raise ValueError(f"name must be {container}, got {json.dumps(name)}")
    # The service's roles let it pull from nowhere else.
    if not isinstance(image, str) or not image.startswith((repository + ":", repository + "@")):
        raise ValueError(f"imageUri must be in {repository}, got {json.dumps(image)}")
    return image


main()
