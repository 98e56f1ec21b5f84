# Writes the released image to the environment's SSM parameter, once the service runs it.
# Environment: CONTAINER_NAME from the project; CLUSTER, SERVICE, PARAMETER and IMAGE from the pipeline's action.
set -euo pipefail

task_definition=$(aws ecs describe-services --cluster "$CLUSTER" --services "$SERVICE" \
  --query 'services[0].taskDefinition' --output text)
running=$(aws ecs describe-task-definition --task-definition "$task_definition" \
  --query "taskDefinition.containerDefinitions[?name=='$CONTAINER_NAME'].image" --output text)
if [ "$running" != "$IMAGE" ]; then
  echo "$SERVICE runs $running, not $IMAGE: ECS rolled the deployment back." >&2
  exit 1
fi
aws ssm put-parameter --name "$PARAMETER" --value "$IMAGE" --overwrite
