"""The SageMaker API: hosting, notebooks and training jobs are simulated here; moto performs the other operations."""

from __future__ import annotations

from typing import Any

from . import hosting, moto_fallback, notebooks, tags, training
from .json_api import JsonApi, Operation


def _tagging(operation: str, simulated: Operation) -> Operation:
    def perform(request: dict[str, Any]) -> dict[str, Any]:
        return simulated(request) if tags.is_simulated(request["ResourceArn"]) else moto_fallback.call(operation, request)

    return perform


API = JsonApi("sagemaker", {
    **hosting.OPERATIONS,
    **notebooks.OPERATIONS,
    **training.OPERATIONS,
    "AddTags": _tagging("AddTags", tags.add_tags),
    "DeleteTags": _tagging("DeleteTags", tags.delete_tags),
    "ListTags": _tagging("ListTags", tags.list_tags),
}, fallback=moto_fallback.call)
