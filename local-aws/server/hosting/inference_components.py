"""The operations for inference components."""

from __future__ import annotations

from typing import Any

from .. import scaling, tags
from ..json_api import ApiError
from ..scope import arn
from . import guardrails, lifecycle, state
from .state import Component, Request

# The members that an update may change. It keeps those that its request does not contain.
UPDATABLE = ("Specification", "Specifications", "RuntimeConfig")


def create_inference_component(request: Request) -> dict[str, Any]:
    name = request["InferenceComponentName"]
    lifecycle.settle()
    endpoint = state.find_endpoint(request["EndpointName"])
    component = Component(arn("sagemaker", f"inference-component/{name}"), request)
    if name in state.components.current:
        raise ApiError(f'Cannot create already existing inference component "{component.arn}".')
    if endpoint.status != "InService":
        raise ApiError(f'Cannot create an inference component while the endpoint "{endpoint.arn}" is {endpoint.status}.')
    _validate_placement(request)
    lifecycle.begin_component(component, "Creating")
    state.components.current[name] = component
    tags.put(component.arn, request.get("Tags", []))
    return {"InferenceComponentArn": component.arn}


def update_inference_component(request: Request) -> dict[str, Any]:
    component = _find(request["InferenceComponentName"])
    if component.status != "InService":
        raise ApiError(f'Cannot update inference component "{component.arn}" while it is {component.status}.')
    guardrails.require_alarms(request.get("DeploymentConfig"))
    component.pending = {**component.request, **{key: request[key] for key in UPDATABLE if key in request}}
    _validate_placement(component.pending)
    component.deployment = request.get("DeploymentConfig")
    lifecycle.begin_component(component, "Updating")
    return {"InferenceComponentArn": component.arn}


def update_inference_component_runtime_config(request: Request) -> dict[str, Any]:
    component = _find(request["InferenceComponentName"])
    component.request = {**component.request, "RuntimeConfig": request["DesiredRuntimeConfig"]}
    return {"InferenceComponentArn": component.arn}


def describe_inference_component(request: Request) -> dict[str, Any]:
    component = _find(request["InferenceComponentName"])
    copies = component.request.get("RuntimeConfig", {}).get("CopyCount", 0)
    return {
        "InferenceComponentName": component.name,
        "InferenceComponentArn": component.arn,
        "EndpointName": component.request["EndpointName"],
        "EndpointArn": state.find_endpoint(component.request["EndpointName"]).arn,
        "InferenceComponentStatus": component.status,
        "RuntimeConfig": {"DesiredCopyCount": copies, "CurrentCopyCount": copies if component.status == "InService" else 0},
        "CreationTime": component.created,
        "LastModifiedTime": component.modified,
        **{key: component.request[key] for key in ("VariantName", "Specification", "Specifications") if key in component.request},
        **({"FailureReason": component.failure} if component.failure else {}),
        **({"LastDeploymentConfig": component.deployment} if component.deployment else {}),
    }


def list_inference_components(_request: Request) -> dict[str, Any]:
    lifecycle.settle()
    return {"InferenceComponents": [
        {
            "InferenceComponentName": component.name,
            "InferenceComponentArn": component.arn,
            "EndpointName": component.request["EndpointName"],
            "EndpointArn": arn("sagemaker", f"endpoint/{component.request['EndpointName']}"),
            "VariantName": component.request.get("VariantName", ""),
            "InferenceComponentStatus": component.status,
            "CreationTime": component.created,
            "LastModifiedTime": component.modified,
        } for component in state.components.current.values()
    ]}


def delete_inference_component(request: Request) -> dict[str, Any]:
    component = _find(request["InferenceComponentName"])
    adapters = [other.name for other in state.components.current.values() if component.name in _bases(other.request)]
    if adapters:
        raise ApiError(f'Cannot delete inference component "{component.arn}": its adapter "{adapters[0]}" still exists.')
    if scaling.is_scalable_component(component.name):
        raise ApiError(f'Cannot delete inference component "{component.arn}": it is a scalable target (stricter than AWS documents).')
    lifecycle.begin_component(component, "Deleting")
    return {}


def reject_attached_components(endpoint_name: str) -> None:
    """The message is that of https://github.com/gruntwork-io/cloud-nuke/pull/1142."""
    lifecycle.settle()
    if any(component.request["EndpointName"] == endpoint_name for component in state.components.current.values()):
        raise ApiError("Cannot delete endpoint with inference component associated. Please delete inference component and try it again.")


def _validate_placement(request: Request) -> None:
    endpoint = state.find_endpoint(request["EndpointName"])
    variants = {variant["VariantName"]: variant for variant in state.variants_of(state.configs.current[endpoint.config])}
    variant = variants.get(request["VariantName"]) if "VariantName" in request else next(iter(variants.values()))
    if variant is None:
        raise ApiError(f'Could not find variant "{request["VariantName"]}" in endpoint "{endpoint.arn}".')
    if "ModelName" in variant:
        raise ApiError(f'The variant "{variant["VariantName"]}" hosts a model and cannot host inference components.')
    for specification in state.specifications_of(request):
        if "ModelName" in specification:
            state.find_model(specification["ModelName"])
    for base in _bases(request):
        if base not in state.components.current:
            raise ApiError(f'Could not find inference component "{base}".')


def _bases(request: Request) -> list[str]:
    return [specification["BaseInferenceComponentName"] for specification in state.specifications_of(request) if "BaseInferenceComponentName" in specification]


def _find(name: str) -> Component:
    lifecycle.settle()
    if name not in state.components.current:
        raise ApiError(f'Could not find inference component "{arn("sagemaker", f"inference-component/{name}")}".')
    return state.components.current[name]
