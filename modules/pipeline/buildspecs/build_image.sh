# Builds the image of the checked-out commit, pushes it and writes imagedefinitions.json for the Deploy stages.
# Runs in the root of the source. Environment: REPOSITORY_URL, CONTAINER_NAME, DOCKERFILE and CONTEXT from the project,
# CODEBUILD_RESOLVED_SOURCE_VERSION (the full commit id) from CodeBuild.
set -euo pipefail

registry=${REPOSITORY_URL%%/*}
repository=${REPOSITORY_URL#*/}
tag=$CODEBUILD_RESOLVED_SOURCE_VERSION
image=$REPOSITORY_URL:$tag

main() {
  if image_exists; then
    # Tags are immutable: a push would be refused, and the image is the commit's already.
    echo "$image exists already; delivering it again."
  else
    build_and_push
  fi
  # By tag, which people can read: an immutable tag names one image as surely as its digest.
  printf '[{"name":"%s","imageUri":"%s"}]\n' "$CONTAINER_NAME" "$image" > imagedefinitions.json
}

image_exists() {
  local answer
  answer=$(aws ecr describe-images --repository-name "$repository" --image-ids "imageTag=$tag" 2>&1) && return 0
  case $answer in
    *ImageNotFoundException*) return 1 ;;
    *) fail "Could not find out whether $image exists: $answer" ;;
  esac
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
