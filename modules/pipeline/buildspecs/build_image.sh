# Builds the image of the checked-out commit, pushes it and writes imagedefinitions.json for the Deploy stages.
# Runs in the root of the source. Environment: REPOSITORY_URL, CONTAINER_NAME, DOCKERFILE and CONTEXT from the project,
# IMAGE_TAG from the build.
set -euo pipefail

registry=${REPOSITORY_URL%%/*}
image=$REPOSITORY_URL:$IMAGE_TAG

main() {
  build_and_push
  printf '[{"name":"%s","imageUri":"%s"}]\n' "$CONTAINER_NAME" "$image" > imagedefinitions.json
}

build_and_push() {
  [ -f "$DOCKERFILE" ] || fail "The repository has no file $DOCKERFILE: correct the service's dockerfile in the config."
  [ -d "$CONTEXT" ] || fail "The repository has no folder $CONTEXT: correct the service's context in the config."
  aws ecr get-login-password | docker login --username AWS --password-stdin "$registry"
  # The leading ./ keeps a path that begins with a hyphen from being read as an option.
  docker build --file "./$DOCKERFILE" --tag "$image" "./$CONTEXT"
  docker push "$image"
}

fail() {
  echo "$1" >&2
  exit 1
}

main
