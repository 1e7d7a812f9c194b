"""The operations for models and endpoint configurations."""

from __future__ import annotations

from typing import Any

from .. import tags
from ..json_api import ApiError
from ..scope import arn
from ..training import artifacts, jobs
from . import lifecycle, state
from .state import Request, Stored


def create_model(request: Request) -> dict[str, Any]:
    _require_model_data(request)
    return {"ModelArn": _store(state.models.current, "model", "model", request["ModelName"], request)}


def describe_model(request: Request) -> dict[str, Any]:
    model = state.find_model(request["ModelName"])
    return {**_without_tags(model), "ModelArn": model.arn, "CreationTime": model.created}


def list_models(_request: Request) -> dict[str, Any]:
    return {"Models": [{"ModelName": name, "ModelArn": model.arn, "CreationTime": model.created} for name, model in state.models.current.items()]}


def delete_model(request: Request) -> dict[str, Any]:
    name = request["ModelName"]
    model = state.find_model(name)
    users = [config for config, stored in state.configs.current.items() if name in (variant.get("ModelName") for variant in state.variants_of(stored))]
    _reject_in_use("model", model.arn, "endpoint configuration", users)
    lifecycle.settle()
    hosts = [
        component.name for component in state.components.current.values()
        for specification in state.specifications_of(component.pending or component.request) if name == specification.get("ModelName")
    ]
    _reject_in_use("model", model.arn, "inference component", hosts)
    del state.models.current[name]
    tags.forget(model.arn)
    return {}


def create_endpoint_config(request: Request) -> dict[str, Any]:
    for variant in [*request["ProductionVariants"], *request.get("ShadowProductionVariants", [])]:
        if "ModelName" in variant:
            state.find_model(variant["ModelName"])
    return {"EndpointConfigArn": _store(state.configs.current, "endpoint-config", "endpoint configuration", request["EndpointConfigName"], request)}


def describe_endpoint_config(request: Request) -> dict[str, Any]:
    config = state.find_config(request["EndpointConfigName"])
    return {**_without_tags(config), "EndpointConfigArn": config.arn, "CreationTime": config.created}


def list_endpoint_configs(_request: Request) -> dict[str, Any]:
    return {"EndpointConfigs": [
        {"EndpointConfigName": name, "EndpointConfigArn": config.arn, "CreationTime": config.created} for name, config in state.configs.current.items()
    ]}


def delete_endpoint_config(request: Request) -> dict[str, Any]:
    name = request["EndpointConfigName"]
    config = state.find_config(name)
    lifecycle.settle()
    users = [endpoint.name for endpoint in state.endpoints.current.values() if name in (endpoint.config, endpoint.pending)]
    _reject_in_use("endpoint configuration", config.arn, "endpoint", users)
    del state.configs.current[name]
    tags.forget(config.arn)
    return {}


def _require_model_data(request: Request) -> None:
    """Rejects model data that does not exist. A bucket that this server does not have may exist in AWS, so it is not checked.

    The message is that of https://github.com/aws/aws-step-functions-data-science-sdk-python/issues/61.
    """
    jobs.settle()
    for container in [request.get("PrimaryContainer", {}), *request.get("Containers", [])]:
        source = container.get("ModelDataSource", {}).get("S3DataSource", {})
        for uri in (container.get("ModelDataUrl"), source.get("S3Uri")):
            if uri and artifacts.is_missing(uri):
                raise ApiError(f"Could not find model data at {uri}.")


def _store(store: dict[str, Stored], kind: str, noun: str, name: str, request: Request) -> str:
    stored = Stored(arn("sagemaker", f"{kind}/{name}"), request)
    if name in store:
        raise ApiError(f'Cannot create already existing {noun} "{stored.arn}".')
    store[name] = stored
    tags.put(stored.arn, request.get("Tags", []))
    return stored.arn


def _reject_in_use(noun: str, resource_arn: str, user_noun: str, users: list[str]) -> None:
    if users:
        raise ApiError(f'Cannot delete {noun} "{resource_arn}": {user_noun} "{users[0]}" uses it (stricter than AWS).')


def _without_tags(stored: Stored) -> Request:
    return {key: value for key, value in stored.request.items() if key != "Tags"}
