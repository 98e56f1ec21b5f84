"""An ECS service and its deployments, which are told apart by their ARNs.

Source: Amazon ECS API Reference, "ServiceDeployment"; Amazon ECS Developer Guide, "View service history using Amazon
ECS service deployments".
"""
import json

from aws_cli import call, seconds_of

# All other states are final.
ONGOING = ["PENDING", "IN_PROGRESS", "STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS"]


def is_of(revision, family):
    """Whether the ARN of a revision is of a family: IAM lets no policy say of which."""
    return f"/{family}:" in revision


class EcsService:
    def __init__(self, cluster, service, container):
        self.cluster = cluster
        self.name = service
        self.container = container

    def deployments_since(self, time):
        """Deployments that began after a time, oldest first."""
        listed = call(
            "ecs", "list-service-deployments", "--cluster", self.cluster, "--service", self.name,
            "--created-at", json.dumps({"after": time}),
        )
        return sorted(listed["serviceDeployments"], key=lambda each: seconds_of(each["createdAt"]))

    def deployment(self, arn):
        [found] = call("ecs", "describe-service-deployments", "--service-deployment-arns", arn)["serviceDeployments"]
        return found

    def revision_of(self, deployment):
        """ARN of the task definition that a deployment brings."""
        arn = deployment["targetServiceRevisionArn"]
        [found] = call("ecs", "describe-service-revisions", "--service-revision-arns", arn)["serviceRevisions"]
        return found["taskDefinition"]

    def image_of(self, task_definition):
        return self.newest(task_definition)[1]

    def newest(self, family):
        """ARN and image of the newest active revision of a family, or of the one revision that is named."""
        found = call("ecs", "describe-task-definition", "--task-definition", family, unless="ClientException")
        if found is None:
            return "", ""
        containers = found["taskDefinition"]["containerDefinitions"]
        image = next((each["image"] for each in containers if each["name"] == self.container), "")
        return found["taskDefinition"]["taskDefinitionArn"], image

    def task_definition(self):
        """ARN of the task definition that the service is set to."""
        return self.describe()["taskDefinition"]

    def update(self, task_definition):
        """Sets the service to a revision, or to the newest one of a family."""
        call(
            "ecs", "update-service", "--cluster", self.cluster, "--service", self.name,
            "--task-definition", task_definition,
        )

    def has_failed(self, task_definition):
        """Whether ECS has given a deployment up without another to roll back to: its state may stay as it is then."""
        primary = [each for each in self.describe()["deployments"] if each["status"] == "PRIMARY"]
        return [(each["taskDefinition"], each.get("rolloutState")) for each in primary] == [(task_definition, "FAILED")]

    def describe(self):
        [found] = call("ecs", "describe-services", "--cluster", self.cluster, "--services", self.name)["services"]
        return found
