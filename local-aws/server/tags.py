"""The tags of the resources that this server simulates. moto stores the tags of all others."""

from __future__ import annotations

from typing import Any

from .scope import Scoped

Request = dict[str, Any]

_tags: Scoped[dict[str, str]] = Scoped()


def put(resource_arn: str, tags: list[dict[str, str]]) -> None:
    _tags.current.setdefault(resource_arn, {}).update({tag["Key"]: tag["Value"] for tag in tags})


def forget(resource_arn: str) -> None:
    _tags.current.pop(resource_arn, None)


KINDS = ("model", "endpoint-config", "endpoint", "notebook-instance", "notebook-instance-lifecycle-config", "code-repository", "training-job")


def is_simulated(resource_arn: str) -> bool:
    return resource_arn.rpartition(":")[2].partition("/")[0] in KINDS


def add_tags(request: Request) -> dict[str, Any]:
    put(request["ResourceArn"], request["Tags"])
    return list_tags(request)


def delete_tags(request: Request) -> dict[str, Any]:
    for key in request["TagKeys"]:
        _tags.current.get(request["ResourceArn"], {}).pop(key, None)
    return {}


def list_tags(request: Request) -> dict[str, Any]:
    return {"Tags": [{"Key": key, "Value": value} for key, value in _tags.current.get(request["ResourceArn"], {}).items()]}
