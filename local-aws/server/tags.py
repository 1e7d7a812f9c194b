"""Tags of everything that is simulated here and not by moto."""

from __future__ import annotations

from typing import Any

from .scope import Scoped

Request = dict[str, Any]

_tags: Scoped[dict[str, str]] = Scoped()


def put(resource_arn: str, given: list[dict[str, str]]) -> None:
    _tags.here.setdefault(resource_arn, {}).update({tag["Key"]: tag["Value"] for tag in given})


def forget(resource_arn: str) -> None:
    _tags.here.pop(resource_arn, None)


KINDS = ("model", "endpoint-config", "endpoint", "notebook-instance", "notebook-instance-lifecycle-config", "code-repository", "training-job")


def is_ours(resource_arn: str) -> bool:
    return resource_arn.rpartition(":")[2].partition("/")[0] in KINDS


def add_tags(request: Request) -> dict[str, Any]:
    put(request["ResourceArn"], request["Tags"])
    return list_tags(request)


def delete_tags(request: Request) -> dict[str, Any]:
    for key in request["TagKeys"]:
        _tags.here.get(request["ResourceArn"], {}).pop(key, None)
    return {}


def list_tags(request: Request) -> dict[str, Any]:
    return {"Tags": [{"Key": key, "Value": value} for key, value in _tags.here.get(request["ResourceArn"], {}).items()]}
