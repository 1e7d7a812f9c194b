"""The operations for endpoints."""

from __future__ import annotations

from typing import Any

from .. import scaling, tags
from ..json_api import ApiError
from ..scope import arn
from . import guardrails, inference_components, lifecycle, state
from .state import Endpoint, Request, Stored


def create_endpoint(request: Request) -> dict[str, Any]:
    name, config = request["EndpointName"], request["EndpointConfigName"]
    endpoint = Endpoint(arn("sagemaker", f"endpoint/{name}"), name, config, deployment=request.get("DeploymentConfig"))
    state.find_config(config)
    guardrails.require_alarms(endpoint.deployment)
    lifecycle.settle()
    if name in state.endpoints.current:
        raise ApiError(f'Cannot create already existing endpoint "{endpoint.arn}".')
    lifecycle.begin(endpoint, "Creating", config)
    state.endpoints.current[name] = endpoint
    tags.put(endpoint.arn, request.get("Tags", []))
    return {"EndpointArn": endpoint.arn}


def update_endpoint(request: Request) -> dict[str, Any]:
    endpoint = _find(request["EndpointName"])
    config = state.find_config(request["EndpointConfigName"])
    _reject_if_in_progress(endpoint)
    _reject_change_of_scalable_variants(endpoint, config)
    guardrails.require_alarms(request.get("DeploymentConfig"))
    excluded = {excluded["VariantPropertyType"] for excluded in request.get("ExcludeRetainedVariantProperties", [])}
    retained = {"DesiredInstanceCount", "DesiredWeight"} - excluded if request.get("RetainAllVariantProperties") else set()
    endpoint.kept = {variant["VariantName"]: {key: variant[key] for key in retained if key in variant} for variant in endpoint.variants}
    endpoint.deployment = request.get("DeploymentConfig", endpoint.deployment if request.get("RetainDeploymentConfig") else None)
    lifecycle.begin(endpoint, "Updating", request["EndpointConfigName"])
    return {"EndpointArn": endpoint.arn}


def update_endpoint_weights_and_capacities(request: Request) -> dict[str, Any]:
    endpoint = _find(request["EndpointName"])
    _reject_if_in_progress(endpoint)
    for desired in request["DesiredWeightsAndCapacities"]:
        variant = next((variant for variant in endpoint.variants if variant["VariantName"] == desired["VariantName"]), None)
        if variant is None:
            raise ApiError(f'Could not find variant "{desired["VariantName"]}" in endpoint "{endpoint.arn}".')
        for key in ("DesiredWeight", "DesiredInstanceCount"):
            if key in desired:
                variant[key] = variant[key.replace("Desired", "Current")] = desired[key]
    return {"EndpointArn": endpoint.arn}


def describe_endpoint(request: Request) -> dict[str, Any]:
    endpoint = _find(request["EndpointName"])
    config = state.configs.current[endpoint.config].request
    response = {
        "EndpointName": endpoint.name,
        "EndpointArn": endpoint.arn,
        "EndpointConfigName": endpoint.config,
        "EndpointStatus": endpoint.status,
        "CreationTime": endpoint.created,
        "LastModifiedTime": endpoint.modified,
    }
    if endpoint.variants:
        response["ProductionVariants"] = endpoint.variants
    if endpoint.failure:
        response["FailureReason"] = endpoint.failure
    if endpoint.deployment:
        response["LastDeploymentConfig"] = endpoint.deployment
    if endpoint.status == "Updating":
        response["PendingDeploymentSummary"] = {"EndpointConfigName": endpoint.pending, "StartTime": endpoint.modified}
    if "AsyncInferenceConfig" in config:
        response["AsyncInferenceConfig"] = config["AsyncInferenceConfig"]
    if "DataCaptureConfig" in config:
        capture = config["DataCaptureConfig"]
        enabled = capture.get("EnableCapture", False)
        response["DataCaptureConfig"] = {
            "EnableCapture": enabled,
            "CaptureStatus": "Started" if enabled else "Stopped",
            "CurrentSamplingPercentage": capture["InitialSamplingPercentage"],
            "DestinationS3Uri": capture["DestinationS3Uri"],
            "KmsKeyId": capture.get("KmsKeyId", ""),
        }
    return response


def list_endpoints(_request: Request) -> dict[str, Any]:
    lifecycle.settle()
    return {"Endpoints": [
        {
            "EndpointName": endpoint.name,
            "EndpointArn": endpoint.arn,
            "EndpointStatus": endpoint.status,
            "CreationTime": endpoint.created,
            "LastModifiedTime": endpoint.modified,
        } for endpoint in state.endpoints.current.values()
    ]}


def delete_endpoint(request: Request) -> dict[str, Any]:
    inference_components.reject_attached_components(request["EndpointName"])
    lifecycle.begin(_find(request["EndpointName"]), "Deleting", None)
    return {}


def _find(name: str) -> Endpoint:
    lifecycle.settle()
    return state.find_endpoint(name)


def _reject_if_in_progress(endpoint: Endpoint) -> None:
    if endpoint.status != "InService":
        state_name = "in-progress" if endpoint.until else endpoint.status.lower()
        raise ApiError(f'Cannot update {state_name} endpoint "{endpoint.arn}".')


def _reject_change_of_scalable_variants(endpoint: Endpoint, config: Stored) -> None:
    """Variants must be deregistered as scalable targets before they are removed or change their instance type."""
    before = {variant["VariantName"]: variant.get("InstanceType") for variant in state.configs.current[endpoint.config].request["ProductionVariants"]}
    after = {variant["VariantName"]: variant.get("InstanceType") for variant in config.request["ProductionVariants"]}
    for name in before:
        if after.get(name, ...) != before[name] and scaling.is_scalable_variant(endpoint.name, name):
            raise ApiError(
                f'The variant(s) "{name}" must be deregistered as scalable targets with AWS Auto Scaling '
                "before they can be removed or have their instance type updated."
            )
