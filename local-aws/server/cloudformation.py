"""Resource types that MiniStack's CloudFormation lacks, provisioned through the simulated APIs: a row of TYPES each.

MiniStack does the rest, as CloudFormation does: it replaces a resource when a replacing property changed, deletes the old one in the
cleanup phase after everything was updated, refuses to replace a resource with a custom name, and rolls back what fails.
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
LONGEST_NAME = 63
POLL_SECONDS = 0.1
TIMEOUT_SECONDS = 3600.0


class EverythingBut:
    """The replacing properties of a type that is replaced on every change but some."""

    def __init__(self, *kept: str) -> None:
        self._kept = kept

    def __contains__(self, name: object) -> bool:
        return name not in self._kept


@dataclass(frozen=True)
class ResourceType:
    """How one CloudFormation type is provisioned."""

    api: JsonApi
    create: str
    delete: str
    # Members of the create request that name the resource in a delete request.
    identity: tuple[str, ...]
    # The operation and the properties that it takes when they change in place; all others are only read by it.
    update: str | None = None
    updates_on: tuple[str, ...] = ()
    replacing: EverythingBut | tuple[str, ...] = ()
    # A member that CloudFormation generates when the template has none.
    name: str | None = None
    # Ref, made from the request and the answer to it; the default is the ARN that the service answers.
    ref: Callable[[Properties, Properties], str] = lambda _request, answer: next(answer[key] for key in answer if key.endswith(("Arn", "ARN")))
    # The attribute whose Fn::GetAtt is the same as Ref.
    ref_attribute: str = "Id"
    # Properties to request members, where they differ.
    rename: Callable[[Properties], Properties] = lambda properties: properties
    # Waits until the resource is ready, changed or gone; raises when it fails.
    stabilize: Callable[[Properties, str], None] = lambda _request, _operation: None
    # Surrounds an update or a deletion, for what cannot be changed while it runs.
    around: Callable[[Properties, str], AbstractContextManager[None]] = lambda _request, _operation: nullcontext()
    # Properties that an update takes away by a member of its own.
    removed_by: dict[str, str] = field(default_factory=dict)
    taggable: bool = False


def _endpoint_stabilizes(request: Properties, operation: str) -> None:
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


def _component_stabilizes(request: Properties, operation: str) -> None:
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


def _notebook_status(name: str, *wanted: str) -> str:
    """The status of a notebook instance, once it is one of these."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        notebook = sagemaker.API.call("DescribeNotebookInstance", {"NotebookInstanceName": name})
        if notebook["NotebookInstanceStatus"] in wanted:
            return notebook["NotebookInstanceStatus"]
        time.sleep(POLL_SECONDS)
    raise ApiError(f"Notebook instance {name} did not stabilize.")


def _notebook_stabilizes(request: Properties, operation: str) -> None:
    try:
        _notebook_status(request["NotebookInstanceName"], *{
            "CreateNotebookInstance": ("InService", "Failed"), "UpdateNotebookInstance": ("Stopped", "Failed"), "DeleteNotebookInstance": (),
        }[operation])
    except ApiError as error:
        if operation != "DeleteNotebookInstance" or not str(error).startswith("Could not find"):
            raise


@contextmanager
def _notebook_stopped(request: Properties, operation: str) -> Iterator[None]:
    """An instance that is in service is stopped first, and started again unless it goes."""
    name = {"NotebookInstanceName": request["NotebookInstanceName"]}
    running = _notebook_status(*name.values(), "InService", "Stopped", "Failed") == "InService"
    if running:
        sagemaker.API.call("StopNotebookInstance", name)
        _notebook_status(*name.values(), "Stopped", "Failed")
    yield
    if running and operation != "DeleteNotebookInstance":
        sagemaker.API.call("StartNotebookInstance", name)
        _notebook_status(*name.values(), "InService", "Failed")


def _policy_target(properties: Properties) -> Properties:
    """A policy names its target by the target's Ref, or by the three parts of it."""
    own = {key: value for key, value in properties.items() if key != "ScalingTargetId"}
    if "ScalingTargetId" in properties:
        resource, dimension, namespace = properties["ScalingTargetId"].split("|")
        own.update(ResourceId=resource, ScalableDimension=dimension, ServiceNamespace=namespace)
    return own


def _target_ref(request: Properties, _answer: Properties) -> str:
    return "|".join((request["ResourceId"], request["ScalableDimension"], request["ServiceNamespace"]))


TYPES: dict[str, ResourceType] = {
    "AWS::SageMaker::Model": ResourceType(
        sagemaker.API, "CreateModel", "DeleteModel", ("ModelName",), name="ModelName", replacing=EverythingBut("Tags"), taggable=True,
    ),
    "AWS::SageMaker::EndpointConfig": ResourceType(
        sagemaker.API, "CreateEndpointConfig", "DeleteEndpointConfig", ("EndpointConfigName",), name="EndpointConfigName",
        replacing=EverythingBut("Tags"), taggable=True,
    ),
    "AWS::SageMaker::Endpoint": ResourceType(
        sagemaker.API, "CreateEndpoint", "DeleteEndpoint", ("EndpointName",), name="EndpointName", replacing=("EndpointName",),
        update="UpdateEndpoint", updates_on=("EndpointConfigName",), stabilize=_endpoint_stabilizes, taggable=True,
    ),
    # Its schema names no property that replaces it.
    "AWS::SageMaker::InferenceComponent": ResourceType(
        sagemaker.API, "CreateInferenceComponent", "DeleteInferenceComponent", ("InferenceComponentName",), name="InferenceComponentName",
        update="UpdateInferenceComponent", updates_on=("Specification", "Specifications", "RuntimeConfig"), stabilize=_component_stabilizes,
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
        stabilize=_notebook_stabilizes, around=_notebook_stopped, taggable=True,
    ),
    "AWS::SageMaker::NotebookInstanceLifecycleConfig": ResourceType(
        sagemaker.API, "CreateNotebookInstanceLifecycleConfig", "DeleteNotebookInstanceLifecycleConfig", ("NotebookInstanceLifecycleConfigName",),
        name="NotebookInstanceLifecycleConfigName", replacing=("NotebookInstanceLifecycleConfigName",),
        update="UpdateNotebookInstanceLifecycleConfig", updates_on=("OnCreate", "OnStart"), taggable=True,
    ),
    # An update could change the secret alone, which is a part of a property: all of it replaces here.
    "AWS::SageMaker::CodeRepository": ResourceType(
        sagemaker.API, "CreateCodeRepository", "DeleteCodeRepository", ("CodeRepositoryName",), name="CodeRepositoryName",
        replacing=EverythingBut("Tags"), taggable=True,
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
            raise RuntimeError(f"MiniStack provisions {name} itself now: drop the row.")
        provisioners._RESOURCE_HANDLERS[name] = _handlers(resource_type)
        provisioners._REPLACING_PROPERTIES[name] = resource_type.replacing
        if resource_type.name:
            provisioners._CUSTOM_NAME_REPLACEMENT[name] = {"name": resource_type.name}
        if resource_type.taggable:
            provisioners._STACK_TAG_PROPERTY[name] = ("Tags", "list")

    # Endpoints take their time: provisioned on a thread of their own, they do not stop the server meanwhile.
    runs_on_worker_thread = stacks._runs_on_worker_thread
    stacks._runs_on_worker_thread = lambda name: name in TYPES or runs_on_worker_thread(name)


def _handlers(kind: ResourceType) -> dict[str, Any]:
    """The functions by which MiniStack creates, updates and deletes a resource of this type."""

    def create(logical_id: str, properties: Properties, stack_name: str) -> tuple[str, Properties]:
        named = {kind.name: provisioners._physical_name(stack_name, logical_id, max_len=LONGEST_NAME)} if kind.name else {}
        request = _request(kind, kind.create, {**named, **properties})
        answer = kind.api.call(kind.create, request)
        ref = kind.ref(request, answer)
        try:
            kind.stabilize(request, kind.create)
        except ApiError:
            # What failed to come up is deleted with the stack's rollback; MiniStack never hears of it.
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
            # Deleted by somebody else, or with what it belongs to.
            if not str(error).startswith(("Could not find", "No scal")):
                raise
        kind.stabilize(request, kind.delete)

    return {"create": create, "update": update, "delete": delete}


def _identity(kind: ResourceType, ref: str, properties: Properties) -> Properties:
    """What names the resource in requests: its generated or given name, which ends the ARN, or what the properties say."""
    return {kind.name: ref.rpartition("/")[2]} if kind.name else kind.rename(properties)


def _request(kind: ResourceType, operation: str, properties: Properties) -> Properties:
    """The members of `properties` that the operation takes, in their types; properties that no operation knows are refused."""
    shape = kind.api.operation_model(operation).input_shape
    renamed = kind.rename(properties)
    known = {member for name in (kind.create, kind.update) if name for member in kind.api.operation_model(name).input_shape.members}
    extraneous = sorted(set(renamed) - known)
    if extraneous:
        raise ApiError(f"Properties validation failed: extraneous key [{extraneous[0]}] is not permitted")
    members: Iterable[str] = kind.identity if operation == kind.delete else shape.members
    return coerce(shape, {key: value for key, value in renamed.items() if key in members})


def _attributes(kind: ResourceType, request: Properties, ref: str) -> Properties:
    """What Fn::GetAtt finds."""
    return {kind.ref_attribute: ref, **({kind.name: request[kind.name]} if kind.name else {})}


def _differ(old: Properties, new: Properties, names: Iterable[str]) -> bool:
    return any(old.get(name) != new.get(name) for name in names)


def _change_tags(kind: ResourceType, ref: str, old: list[Properties], new: list[Properties]) -> None:
    gone = [tag["Key"] for tag in old if tag["Key"] not in {tag["Key"] for tag in new}]
    if gone:
        kind.api.call("DeleteTags", {"ResourceArn": ref, "TagKeys": gone})
    if new:
        kind.api.call("AddTags", {"ResourceArn": ref, "Tags": new})
