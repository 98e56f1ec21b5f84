"""An ECS service and its deployments, which are told apart by their ARNs.

Source: Amazon ECS API Reference, "ServiceDeployment"; Amazon ECS Developer Guide, "View service history using Amazon
ECS service deployments".
"""
import json

from aws_cli import call, seconds_of

# All other states are final.
ONGOING = ["PENDING", "IN_PROGRESS", "STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS"]


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
        found = call("ecs", "describe-task-definition", "--task-definition", task_definition, unless="ClientException")
        containers = [] if found is None else found["taskDefinition"]["containerDefinitions"]
        return next((each["image"] for each in containers if each["name"] == self.container), "")

    def task_definition(self):
        """ARN of the task definition that the service is set to."""
        return self.describe()["taskDefinition"]

    def has_failed(self, task_definition):
        """Whether ECS has given a deployment up without another to roll back to: its state may stay as it is then."""
        primary = [each for each in self.describe()["deployments"] if each["status"] == "PRIMARY"]
        return [(each["taskDefinition"], each.get("rolloutState")) for each in primary] == [(task_definition, "FAILED")]

    def describe(self):
        [found] = call("ecs", "describe-services", "--cluster", self.cluster, "--services", self.name)["services"]
        return found
