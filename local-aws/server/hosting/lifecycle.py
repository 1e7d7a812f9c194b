"""The status changes of endpoints and inference components over time."""

from __future__ import annotations

import os
import time
from typing import Any

from .. import event_log, tags
from . import guardrails, state
from .state import Component, Endpoint

# The value "Failed" in the environment of a container makes every endpoint with this container fail. In the environment of the server, all fail.
OUTCOME_VARIABLE = "LOCAL_AWS_OUTCOME"
TRANSITION_SECONDS = float(os.environ.get("LOCAL_AWS_ENDPOINT_SECONDS", "1.5"))


def begin(endpoint: Endpoint, status: str, pending: str | None) -> None:
    endpoint.status, endpoint.pending = status, pending
    endpoint.modified = time.time()
    endpoint.until = endpoint.modified + (TRANSITION_SECONDS if status != "Deleting" else min(TRANSITION_SECONDS, 0.5))
    if status != "Deleting":
        endpoint.failure = None


def begin_component(component: Component, status: str) -> None:
    component.status, component.modified = status, time.time()
    component.until = component.modified + (TRANSITION_SECONDS if status != "Deleting" else min(TRANSITION_SECONDS, 0.5))
    if status != "Deleting":
        component.failure = None


def settle() -> None:
    """Applies all status changes that are due."""
    for endpoint in list(state.endpoints.current.values()):
        if endpoint.until and time.time() >= endpoint.until:
            _finish(endpoint)
    for component in list(state.components.current.values()):
        if component.until and time.time() >= component.until:
            _finish_component(component)


def _finish(endpoint: Endpoint) -> None:
    finished, endpoint.until = endpoint.status, 0.0
    target, endpoint.pending = endpoint.pending, None
    if finished == "Deleting":
        del state.endpoints.current[endpoint.name]
        tags.forget(endpoint.arn)
        event_log.record("EndpointDeleted", endpoint.name)
        return
    endpoint.modified = time.time()
    endpoint.failure = _failure_of(target)
    if not endpoint.failure and finished == "Updating" and (alarm := guardrails.triggered_alarm(endpoint.deployment)):
        endpoint.failure = f'The deployment was rolled back: the alarm "{alarm}" is in ALARM state.'
    if not endpoint.failure:
        endpoint.config = target
        configured = state.configs.current[target].request["ProductionVariants"]
        endpoint.variants = [_running_variant(variant, endpoint.kept.get(variant["VariantName"], {})) for variant in configured]
    # After a failed update, the endpoint is in service with its previous configuration.
    endpoint.status = "Failed" if endpoint.failure and finished == "Creating" else "InService"
    event_log.record(f"Endpoint{endpoint.status}", endpoint.name, config=endpoint.config, **({"error": endpoint.failure} if endpoint.failure else {}))


def _finish_component(component: Component) -> None:
    finished, component.until = component.status, 0.0
    target, component.pending = component.pending or component.request, None
    if finished == "Deleting":
        del state.components.current[component.name]
        tags.forget(component.arn)
        event_log.record("InferenceComponentDeleted", component.name)
        return
    component.modified = time.time()
    if any("Failed" in _outcomes_of(specification) for specification in state.specifications_of(target)):
        component.failure = "The container of the inference component did not pass the ping health check. Please check CloudWatch logs for this endpoint."
    if not component.failure and finished == "Updating" and (alarm := guardrails.triggered_alarm(component.deployment)):
        component.failure = f'The deployment was rolled back: the alarm "{alarm}" is in ALARM state.'
    if not component.failure:
        component.request = target
    # After a failed update, the component is in service with its previous specification.
    component.status = "Failed" if component.failure and finished == "Creating" else "InService"
    event_log.record(f"InferenceComponent{component.status}", component.name, **({"error": component.failure} if component.failure else {}))


def _outcomes_of(specification: dict[str, Any]) -> list[str | None]:
    containers = [*state.containers_of(specification), specification.get("Container", {})]
    return [os.environ.get(OUTCOME_VARIABLE), *(container.get("Environment", {}).get(OUTCOME_VARIABLE) for container in containers)]


def _failure_of(config_name: str) -> str | None:
    """The failure reason for this configuration, if the environment of one of its containers makes it fail."""
    for variant in state.variants_of(state.configs.current[config_name]):
        for container in state.containers_of(variant):
            if "Failed" in (container.get("Environment", {}).get(OUTCOME_VARIABLE), os.environ.get(OUTCOME_VARIABLE)):
                return (
                    f"The primary container for production variant {variant['VariantName']} did not pass the ping health check. "
                    "Please check CloudWatch logs for this endpoint."
                )
    return None


def _running_variant(variant: dict[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
    """The variant in the response of DescribeEndpoint."""
    now = time.time()
    running = {
        "VariantName": variant["VariantName"],
        "DeployedImages": [{"SpecifiedImage": image, "ResolvedImage": image, "ResolutionTime": now} for image in _images_of(variant)],
        "DesiredWeight": variant.get("InitialVariantWeight", 1.0),
    }
    if "InitialInstanceCount" in variant:
        running["DesiredInstanceCount"] = variant["InitialInstanceCount"]
    if "ServerlessConfig" in variant:
        running["DesiredServerlessConfig"] = variant["ServerlessConfig"]
    running.update(kept)
    running.update({key.replace("Desired", "Current"): value for key, value in running.items() if key.startswith("Desired")})
    running.update({key: variant[key] for key in ("ManagedInstanceScaling", "RoutingConfig") if key in variant})
    return running


def _images_of(variant: dict[str, Any]) -> list[str]:
    return [container["Image"] for container in state.containers_of(variant) if "Image" in container]
