"""The CloudFormation resource types that MiniStack lacks. Each is one row of TYPES and is provisioned through the simulated APIs.

MiniStack does the rest as CloudFormation does. It replaces a resource when a property that requires replacement changes, deletes the old resource
in the cleanup phase after the update, rejects the replacement of a resource with a custom name, and rolls back a failed stack operation.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from ministack.services.cloudformation import provisioners, stacks

from . import sagemaker, scaling
from .json_api import ApiError, JsonApi
from .request_validation import coerce

Properties = dict[str, Any]
MAX_NAME_LENGTH = 63
POLL_SECONDS = 0.1
TIMEOUT_SECONDS = 3600.0


class AllExcept:
    """The properties that require replacement, for a type that only a few properties do not replace."""

    def __init__(self, *exceptions: str) -> None:
        self._exceptions = exceptions

    def __contains__(self, name: object) -> bool:
        return name not in self._exceptions


@dataclass(frozen=True)
class ResourceType:
    """The description of a CloudFormation resource type."""

    api: JsonApi
    create: str
    delete: str
    # The members of the create request that identify the resource in a delete request.
    identity: tuple[str, ...]
    # The update operation, and the properties whose change calls it.
    update: str | None = None
    updates_on: tuple[str, ...] = ()
    replacing: AllExcept | tuple[str, ...] = ()
    # The name property, which CloudFormation generates if the template does not specify it.
    name: str | None = None
    # Returns the value of Ref for a request and its response. The default is the ARN in the response.
    ref: Callable[[Properties, Properties], str] = lambda _request, response: next(response[key] for key in response if key.endswith(("Arn", "ARN")))
    # The attribute for which Fn::GetAtt returns the same value as Ref.
    ref_attribute: str = "Id"
    # Converts properties to request members, where their names differ.
    rename: Callable[[Properties], Properties] = lambda properties: properties
    # Waits until the resource is created, updated or deleted. Raises ApiError if the operation fails.
    stabilize: Callable[[Properties, str], None] = lambda _request, _operation: None
    # Surrounds an update or a deletion, for a resource that must be stopped first.
    around: Callable[[Properties, str], AbstractContextManager[None]] = lambda _request, _operation: nullcontext()
    # The request members that remove a property, by member and property.
    removed_by: dict[str, str] = field(default_factory=dict)
    taggable: bool = False


def _await_endpoint(request: Properties, operation: str) -> None:
    name = request["EndpointName"]
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        try:
            endpoint = sagemaker.API.call("DescribeEndpoint", {"EndpointName": name})
        except ApiError:
            if operation == "DeleteEndpoint":
                return
            raise
        if endpoint["EndpointStatus"] in ("InService", "Failed") and operation != "DeleteEndpoint":
            if endpoint["EndpointStatus"] == "Failed" or endpoint["EndpointConfigName"] != request["EndpointConfigName"]:
                raise ApiError(endpoint.get("FailureReason", f"Endpoint {name} did not stabilize."))
            return
        time.sleep(POLL_SECONDS)
    raise ApiError(f"Endpoint {name} did not stabilize.")


def _await_inference_component(request: Properties, operation: str) -> None:
    name = request["InferenceComponentName"]
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        try:
            component = sagemaker.API.call("DescribeInferenceComponent", {"InferenceComponentName": name})
        except ApiError:
            if operation == "DeleteInferenceComponent":
                return
            raise
        if component["InferenceComponentStatus"] in ("InService", "Failed") and operation != "DeleteInferenceComponent":
            if "FailureReason" in component:
                raise ApiError(component["FailureReason"])
            return
        time.sleep(POLL_SECONDS)
    raise ApiError(f"Inference component {name} did not stabilize.")


def _await_notebook_status(name: str, *wanted: str) -> str:
    """Waits until a notebook instance has one of these statuses, and returns it."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        notebook = sagemaker.API.call("DescribeNotebookInstance", {"NotebookInstanceName": name})
        if notebook["NotebookInstanceStatus"] in wanted:
            return notebook["NotebookInstanceStatus"]
        time.sleep(POLL_SECONDS)
    raise ApiError(f"Notebook instance {name} did not stabilize.")


def _await_notebook(request: Properties, operation: str) -> None:
    try:
        _await_notebook_status(request["NotebookInstanceName"], *{
            "CreateNotebookInstance": ("InService", "Failed"), "UpdateNotebookInstance": ("Stopped", "Failed"), "DeleteNotebookInstance": (),
        }[operation])
    except ApiError as error:
        if operation != "DeleteNotebookInstance" or not str(error).startswith("Could not find"):
            raise


@contextmanager
def _notebook_stopped(request: Properties, operation: str) -> Iterator[None]:
    """Stops an instance that is in service, and starts it again unless it is deleted."""
    name = {"NotebookInstanceName": request["NotebookInstanceName"]}
    running = _await_notebook_status(*name.values(), "InService", "Stopped", "Failed") == "InService"
    if running:
        sagemaker.API.call("StopNotebookInstance", name)
        _await_notebook_status(*name.values(), "Stopped", "Failed")
    yield
    if running and operation != "DeleteNotebookInstance":
        sagemaker.API.call("StartNotebookInstance", name)
        _await_notebook_status(*name.values(), "InService", "Failed")


def _policy_target(properties: Properties) -> Properties:
    """Replaces ScalingTargetId, the Ref of the target, with the three members that it consists of."""
    members = {key: value for key, value in properties.items() if key != "ScalingTargetId"}
    if "ScalingTargetId" in properties:
        resource, dimension, namespace = properties["ScalingTargetId"].split("|")
        members.update(ResourceId=resource, ScalableDimension=dimension, ServiceNamespace=namespace)
    return members


def _target_ref(request: Properties, _response: Properties) -> str:
    return "|".join((request["ResourceId"], request["ScalableDimension"], request["ServiceNamespace"]))


TYPES: dict[str, ResourceType] = {
    "AWS::SageMaker::Model": ResourceType(
        sagemaker.API, "CreateModel", "DeleteModel", ("ModelName",), name="ModelName", replacing=AllExcept("Tags"), taggable=True,
    ),
    "AWS::SageMaker::EndpointConfig": ResourceType(
        sagemaker.API, "CreateEndpointConfig", "DeleteEndpointConfig", ("EndpointConfigName",), name="EndpointConfigName",
        replacing=AllExcept("Tags"), taggable=True,
    ),
    "AWS::SageMaker::Endpoint": ResourceType(
        sagemaker.API, "CreateEndpoint", "DeleteEndpoint", ("EndpointName",), name="EndpointName", replacing=("EndpointName",),
        update="UpdateEndpoint", updates_on=("EndpointConfigName",), stabilize=_await_endpoint, taggable=True,
    ),
    # The schema of this type has no property that requires replacement.
    "AWS::SageMaker::InferenceComponent": ResourceType(
        sagemaker.API, "CreateInferenceComponent", "DeleteInferenceComponent", ("InferenceComponentName",), name="InferenceComponentName",
        update="UpdateInferenceComponent", updates_on=("Specification", "Specifications", "RuntimeConfig"), stabilize=_await_inference_component,
        ref_attribute="InferenceComponentArn", taggable=True,
    ),
    "AWS::SageMaker::NotebookInstance": ResourceType(
        sagemaker.API, "CreateNotebookInstance", "DeleteNotebookInstance", ("NotebookInstanceName",), name="NotebookInstanceName",
        replacing=("NotebookInstanceName", "SubnetId", "SecurityGroupIds", "KmsKeyId", "DirectInternetAccess", "PlatformIdentifier"),
        update="UpdateNotebookInstance", updates_on=(
            "InstanceType", "RoleArn", "VolumeSizeInGB", "LifecycleConfigName", "RootAccess", "DefaultCodeRepository",
            "AdditionalCodeRepositories", "InstanceMetadataServiceConfiguration",
        ),
        removed_by={
            "LifecycleConfigName": "DisassociateLifecycleConfig",
            "DefaultCodeRepository": "DisassociateDefaultCodeRepository",
            "AdditionalCodeRepositories": "DisassociateAdditionalCodeRepositories",
        },
        stabilize=_await_notebook, around=_notebook_stopped, taggable=True,
    ),
    "AWS::SageMaker::NotebookInstanceLifecycleConfig": ResourceType(
        sagemaker.API, "CreateNotebookInstanceLifecycleConfig", "DeleteNotebookInstanceLifecycleConfig", ("NotebookInstanceLifecycleConfigName",),
        name="NotebookInstanceLifecycleConfigName", replacing=("NotebookInstanceLifecycleConfigName",),
        update="UpdateNotebookInstanceLifecycleConfig", updates_on=("OnCreate", "OnStart"), taggable=True,
    ),
    # UpdateCodeRepository changes only the secret, which is a part of a property. Here, every change but that of tags requires replacement.
    "AWS::SageMaker::CodeRepository": ResourceType(
        sagemaker.API, "CreateCodeRepository", "DeleteCodeRepository", ("CodeRepositoryName",), name="CodeRepositoryName",
        replacing=AllExcept("Tags"), taggable=True,
    ),
    "AWS::ApplicationAutoScaling::ScalableTarget": ResourceType(
        scaling.API, "RegisterScalableTarget", "DeregisterScalableTarget", scaling.TARGET_KEY, replacing=scaling.TARGET_KEY,
        update="RegisterScalableTarget", updates_on=("MinCapacity", "MaxCapacity", "RoleARN", "SuspendedState"),
        ref=_target_ref,
    ),
    "AWS::ApplicationAutoScaling::ScalingPolicy": ResourceType(
        scaling.API, "PutScalingPolicy", "DeleteScalingPolicy", ("PolicyName", *scaling.TARGET_KEY),
        replacing=("PolicyName", "ScalingTargetId", *scaling.TARGET_KEY), update="PutScalingPolicy",
        updates_on=("PolicyType", "TargetTrackingScalingPolicyConfiguration", "StepScalingPolicyConfiguration"),
        rename=_policy_target, ref_attribute="Arn",
    ),
}


def install() -> None:
    for name, resource_type in TYPES.items():
        if name in provisioners._RESOURCE_HANDLERS:
            raise RuntimeError(f"MiniStack now provisions {name} itself: remove the row of TYPES.")
        provisioners._RESOURCE_HANDLERS[name] = _handlers(resource_type)
        provisioners._REPLACING_PROPERTIES[name] = resource_type.replacing
        if resource_type.name:
            provisioners._CUSTOM_NAME_REPLACEMENT[name] = {"name": resource_type.name}
        if resource_type.taggable:
            provisioners._STACK_TAG_PROPERTY[name] = ("Tags", "list")

    # These types are provisioned on a worker thread, because waiting for an endpoint would block the server.
    runs_on_worker_thread = stacks._runs_on_worker_thread
    stacks._runs_on_worker_thread = lambda name: name in TYPES or runs_on_worker_thread(name)


def _handlers(kind: ResourceType) -> dict[str, Any]:
    """The functions with which MiniStack creates, updates and deletes a resource of this type."""

    def create(logical_id: str, properties: Properties, stack_name: str) -> tuple[str, Properties]:
        generated_name = {kind.name: provisioners._physical_name(stack_name, logical_id, max_len=MAX_NAME_LENGTH)} if kind.name else {}
        request = _request(kind, kind.create, {**generated_name, **properties})
        response = kind.api.call(kind.create, request)
        ref = kind.ref(request, response)
        try:
            kind.stabilize(request, kind.create)
        except ApiError:
            # CloudFormation deletes a failed resource during the rollback. MiniStack does not know the resource, so it is deleted here.
            delete(ref, request)
            raise
        return ref, _attributes(kind, request, ref)

    def update(ref: str, old: Properties, new: Properties, _stack_name: str) -> tuple[str, Properties]:
        request = {**_identity(kind, ref, new), **new}
        if kind.update and _differ(old, new, kind.updates_on):
            removed = {flag: True for name, flag in kind.removed_by.items() if name in old and name not in new}
            request = _request(kind, kind.update, {**request, **removed})
            with kind.around(request, kind.update):
                kind.api.call(kind.update, request)
                kind.stabilize(request, kind.update)
        if kind.taggable and _differ(old, new, ("Tags",)):
            _change_tags(kind, ref, old.get("Tags", []), new.get("Tags", []))
        return ref, _attributes(kind, request, ref)

    def delete(ref: str, properties: Properties) -> None:
        request = _request(kind, kind.delete, _identity(kind, ref, properties))
        try:
            with kind.around(request, kind.delete):
                kind.api.call(kind.delete, request)
        except ApiError as error:
            # Another caller deleted the resource, or it was deleted with its parent.
            if not str(error).startswith(("Could not find", "No scal")):
                raise
        kind.stabilize(request, kind.delete)

    return {"create": create, "update": update, "delete": delete}


def _identity(kind: ResourceType, ref: str, properties: Properties) -> Properties:
    """The properties that identify the resource: its name, which is the last part of the ARN, or all properties."""
    return {kind.name: ref.rpartition("/")[2]} if kind.name else kind.rename(properties)


def _request(kind: ResourceType, operation: str, properties: Properties) -> Properties:
    """Returns the members of `properties` that the operation accepts, with their types. Rejects properties that no operation knows."""
    shape = kind.api.operation_model(operation).input_shape
    renamed = kind.rename(properties)
    known = {member for name in (kind.create, kind.update) if name for member in kind.api.operation_model(name).input_shape.members}
    extraneous = sorted(set(renamed) - known)
    if extraneous:
        raise ApiError(f"Properties validation failed: extraneous key [{extraneous[0]}] is not permitted")
    members: Iterable[str] = kind.identity if operation == kind.delete else shape.members
    return coerce(shape, {key: value for key, value in renamed.items() if key in members})


def _attributes(kind: ResourceType, request: Properties, ref: str) -> Properties:
    """The attributes that Fn::GetAtt returns."""
    return {kind.ref_attribute: ref, **({kind.name: request[kind.name]} if kind.name else {})}


def _differ(old: Properties, new: Properties, names: Iterable[str]) -> bool:
    return any(old.get(name) != new.get(name) for name in names)


def _change_tags(kind: ResourceType, ref: str, old: list[Properties], new: list[Properties]) -> None:
    removed = [tag["Key"] for tag in old if tag["Key"] not in {tag["Key"] for tag in new}]
    if removed:
        kind.api.call("DeleteTags", {"ResourceArn": ref, "TagKeys": removed})
    if new:
        kind.api.call("AddTags", {"ResourceArn": ref, "Tags": new})
