"""Follows the deployment of a release that the Deploy action beside it begins, and prints how it ended.

Once ECS has completed it, the image is written to the environment's SSM parameter. If ECS gives it up, the revision
that failed is deregistered, so that Terraform finds what it left; of a first release also that of Prepare. (The Deploy
action itself may wait for its timeout after ECS has rolled back.) A revision that only had to make room for another
deployment is left alone.
Environment: the project's variables; EXECUTION from the pipeline; CODEBUILD_SRC_DIR with the release.
"""
import os
import sys
import time

from aws_cli import call, seconds_of
from ecs_service import ONGOING, EcsService, is_of
from release_file import read_release
from released_tags import keep_released, recorded_images

POLL_SECONDS = float(os.environ.get("POLL_SECONDS", "5"))
START_SECONDS = float(os.environ.get("START_SECONDS", "900"))


def main():
    image = read_release()
    service = EcsService(os.environ["CLUSTER"], os.environ["SERVICE"], os.environ["CONTAINER_NAME"])
    print(follow(service, image))


def follow(service, image):
    followed = find_deployment(service, image)
    if followed is None:
        return not_begun(service)
    while True:
        state = service.deployment(followed["serviceDeploymentArn"])
        # Asked in any case, so that a missing permission shows with the first release.
        has_failed = service.has_failed(service.revision_of(followed))
        if state["status"] == "SUCCESSFUL":
            return completed(service, image, service.revision_of(followed))
        *_, newest = service.deployments_since(followed["createdAt"]) or [followed]
        if newest["serviceDeploymentArn"] != followed["serviceDeploymentArn"]:
            revision = service.revision_of(newest)
            if service.image_of(revision) != image:
                tell(f"{service.name} is on its way to {revision}, which has another image than {image}.")
                return "replaced"
            # It brings the release just as well, e.g. with a setting that Terraform has changed.
            followed = newest
        elif state["status"] not in ONGOING or has_failed:
            return given_up(service, image, service.revision_of(followed), state)
        time.sleep(POLL_SECONDS)


def find_deployment(service, image):
    """The first deployment of the image since the Deploy action began; None if that ends without one."""
    while True:
        action = deploy_action()
        if action is not None:
            for deployment in service.deployments_since(action["startTime"]):
                if service.image_of(service.revision_of(deployment)) == image:
                    return deployment
            if action["status"] not in ["InProgress", "Succeeded"]:
                tell(f"The Deploy action is {action['status']} and has begun no deployment of {image}.")
                return None
        if time.monotonic() > STARTED + START_SECONDS:
            tell(f"No deployment of {image} to {service.name} has begun.")
            return None
        time.sleep(POLL_SECONDS)


STARTED = time.monotonic()


def deploy_action():
    """The newest run of the action Deploy in this stage of this execution; None if it has not begun."""
    listed = call(
        "codepipeline", "list-action-executions", "--pipeline-name", os.environ["PIPELINE"],
        "--filter", f"pipelineExecutionId={os.environ['EXECUTION']}",
    )["actionExecutionDetails"]
    runs = [each for each in listed if (each["stageName"], each["actionName"]) == (os.environ["STAGE"], "Deploy")]
    return max(runs, key=lambda each: seconds_of(each["startTime"]), default=None)


def completed(service, image, revision):
    # First: what a build does to tags cannot keep the release from its record.
    call("ssm", "put-parameter", "--name", os.environ["PARAMETER"], "--value", image, "--overwrite")
    keep_released(image, revision)
    tell(f"{service.name} runs {image}.")
    return "completed"


def not_begun(service):
    if is_first_release():
        take_back(service, [])
        tell("The service keeps its placeholder: retry all actions of the stage, not only the failed ones.")
    return "not-begun"


def given_up(service, image, revision, state):
    if not is_of(revision, os.environ["FAMILY"]):
        sys.exit(f"{revision} is not of the family {os.environ['FAMILY']}: it is left alone.")
    take_back(service, [revision])
    reason = state.get("statusReason") or "The events of the service say why."
    name = revision.rpartition("/")[2]
    tell(
        f"{service.name} does not run {image}: ECS gave the deployment of {name} up. That revision was deregistered. "
        f"{reason}"
    )
    return "given-up"


def take_back(service, revisions):
    """Deregisters revisions, of a first release all with images of builds; the service goes back to what it ran before."""
    for revision in revisions:
        deregister(revision)
    is_first = is_first_release()
    while is_first:
        newest, found = service.newest(os.environ["FAMILY"])
        if not is_built(found):
            break
        deregister(newest)
        revisions = [*revisions, newest]
    # ECS may have nothing that it could roll back to.
    if service.task_definition() in revisions:
        service.update(os.environ["PLACEHOLDER_FAMILY" if is_first else "FAMILY"])


def deregister(revision):
    call("ecs", "deregister-task-definition", "--task-definition", revision)


def is_first_release():
    """Whether no release was ever recorded: for Terraform the service runs its placeholder then."""
    return not is_built(recorded_images()[0])


def is_built(image):
    return image.startswith(os.environ["REPOSITORY_URL"])


def tell(sentence):
    print(sentence, file=sys.stderr, flush=True)


main()
