"""The stored models, endpoint configurations, endpoints and inference components, each with its request."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from ..json_api import ApiError
from ..scope import Scoped, arn

Request = dict[str, Any]


@dataclass
class Stored:
    """A model or an endpoint configuration. Only its tags can change."""

    arn: str
    request: Request
    created: float = field(default_factory=time.time)


@dataclass
class Endpoint:
    arn: str
    name: str
    config: str
    status: str = "Creating"
    # During a status change: the time when it ends, and the new configuration.
    until: float = 0.0
    pending: str | None = None
    # The desired instance counts and weights that an update retains, by variant.
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    failure: str | None = None
    deployment: dict[str, Any] | None = None
    variants: list[dict[str, Any]] = field(default_factory=list)
    created: float = field(default_factory=time.time)
    modified: float = field(default_factory=time.time)


@dataclass
class Component:
    """An inference component."""

    arn: str
    request: Request
    status: str = "Creating"
    # During a status change: the time when it ends, and the new request.
    until: float = 0.0
    pending: Request | None = None
    failure: str | None = None
    deployment: dict[str, Any] | None = None
    created: float = field(default_factory=time.time)
    modified: float = field(default_factory=time.time)

    @property
    def name(self) -> str:
        return self.request["InferenceComponentName"]


models: Scoped[Stored] = Scoped()
configs: Scoped[Stored] = Scoped()
endpoints: Scoped[Endpoint] = Scoped()
components: Scoped[Component] = Scoped()


def find_model(name: str) -> Stored:
    return _find(models.current, "model", "model", name)


def find_config(name: str) -> Stored:
    return _find(configs.current, "endpoint-config", "endpoint configuration", name)


def find_endpoint(name: str) -> Endpoint:
    return _find(endpoints.current, "endpoint", "endpoint", name)


def variants_of(config: Stored) -> list[dict[str, Any]]:
    return [*config.request["ProductionVariants"], *config.request.get("ShadowProductionVariants", [])]


def containers_of(variant: dict[str, Any]) -> list[dict[str, Any]]:
    model = models.current.get(variant.get("ModelName", ""))
    if model is None:
        return []
    return [model.request["PrimaryContainer"]] if "PrimaryContainer" in model.request else model.request.get("Containers", [])


def specifications_of(component: Request) -> list[dict[str, Any]]:
    return [*([component["Specification"]] if "Specification" in component else []), *component.get("Specifications", [])]


def has_variant(endpoint_name: str, variant_name: str) -> bool:
    endpoint = endpoints.current.get(endpoint_name)
    return endpoint is not None and any(variant["VariantName"] == variant_name for variant in endpoint.variants)


def _find(store: dict[str, Any], kind: str, noun: str, name: str) -> Any:
    if name not in store:
        raise ApiError(f'Could not find {noun} "{arn("sagemaker", f"{kind}/{name}")}".')
    return store[name]
