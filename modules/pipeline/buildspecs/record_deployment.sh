# Follows the deployment that runs beside it. Once the service runs the released image, the image is written to the
# environment's SSM parameter. If ECS gives the deployment up, the revision that failed is taken back, so that Terraform
# finds what it left. (The Deploy action itself may wait for its timeout after ECS has rolled back.)
# Environment: CONTAINER_NAME from the project; CLUSTER, SERVICE, FAMILY, PARAMETER and IMAGE from the pipeline's action.
set -euo pipefail

POLL_SECONDS=${POLL_SECONDS:-5}
START_SECONDS=${START_SECONDS:-900}

main() {
  local deployment begun=''
  while true; do
    deployment=$(find_deployment)
    case $deployment in
      'COMPLETED '*) break ;;
      'FAILED '*) take_back "${deployment#* }" ;;
      'IN_PROGRESS '*) begun=${deployment#* } ;;
      *)
        # ECS forgets a deployment once its last task has stopped.
        [ -z "$begun" ] || take_back "$begun"
        [ "$SECONDS" -lt "$START_SECONDS" ] || fail "No deployment of $IMAGE to $SERVICE has begun."
        ;;
    esac
    sleep "$POLL_SECONDS"
  done
  aws ssm put-parameter --name "$PARAMETER" --value "$IMAGE" --overwrite
}

# Prints how the newest deployment of the image is getting on, and its task definition; nothing if there is none.
find_deployment() {
  local deployments state status task_definition release
  deployments=$(aws ecs describe-services --cluster "$CLUSTER" --services "$SERVICE" \
    --query 'services[0].deployments[].[rolloutState,status,taskDefinition]' --output text) || exit
  while read -r state status task_definition; do
    release=$(describe_release "$task_definition") || exit
    # One that was taken back before is of an earlier attempt.
    [ "$release" = "ACTIVE $IMAGE" ] || continue
    # Another deployment has taken the place of one that is not the primary any more.
    [ "$status" = PRIMARY ] || state=FAILED
    echo "$state $task_definition"
    break
  done <<< "$deployments"
}

describe_release() {
  aws ecs describe-task-definition --task-definition "$1" --output text \
    --query "taskDefinition.join(' ', [status, containerDefinitions[?name=='$CONTAINER_NAME'] | [0].image])"
}

take_back() {
  local serving
  aws ecs deregister-task-definition --task-definition "$1" --query taskDefinition.status --output text
  serving=$(aws ecs describe-services --cluster "$CLUSTER" --services "$SERVICE" \
    --query 'services[0].taskDefinition' --output text)
  # A first delivery has nothing that ECS could roll back to: back to the newest revision that is left.
  [ "$serving" != "$1" ] || aws ecs update-service --cluster "$CLUSTER" --service "$SERVICE" \
    --task-definition "$FAMILY" --query service.taskDefinition --output text
  fail "$SERVICE does not run $IMAGE: ECS gave the deployment of ${1##*/} up. The events of the service say why."
}

fail() {
  echo "$1" >&2
  exit 1
}

main
