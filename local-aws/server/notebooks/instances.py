"""The operations for notebook instances."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from .. import event_log, tags
from ..hosting import lifecycle
from ..json_api import ApiError
from ..scope import Scoped, arn
from .resources import CODE_REPOSITORIES, LIFECYCLE_CONFIGS, USED_BY_INSTANCE, Request

# The status after each transitional status. None means that the instance is deleted.
NEXT = {"Pending": "InService", "Stopping": "Stopped", "Updating": "Stopped", "Deleting": None}
DEFAULTS = {"DirectInternetAccess": "Enabled", "RootAccess": "Enabled", "VolumeSizeInGB": 5}
# The request members that remove another member.
DISASSOCIATED = {
    "DisassociateLifecycleConfig": "LifecycleConfigName",
    "DisassociateDefaultCodeRepository": "DefaultCodeRepository",
    "DisassociateAdditionalCodeRepositories": "AdditionalCodeRepositories",
}
# The members that DescribeNotebookInstance renames.
RENAMED = {"LifecycleConfigName": "NotebookInstanceLifecycleConfigName", "SecurityGroupIds": "SecurityGroups"}


@dataclass
class Instance:
    arn: str
    request: Request
    status: str = "Pending"
    until: float = 0.0
    created: float = field(default_factory=time.time)
    modified: float = field(default_factory=time.time)


_instances: Scoped[Instance] = Scoped()


def create(request: Request) -> Request:
    name = request["NotebookInstanceName"]
    instance = Instance(arn("sagemaker", f"notebook-instance/{name}"), {**DEFAULTS, **request})
    _settle()
    if name in _instances.current:
        raise ApiError(f'Cannot create already existing notebook instance "{instance.arn}".')
    if instance.request["DirectInternetAccess"] == "Disabled" and "SubnetId" not in request:
        raise ApiError("DirectInternetAccess can be Disabled only if a SubnetId is given.")
    _record_references(name, instance.request)
    _instances.current[name] = instance
    tags.put(instance.arn, request.get("Tags", []))
    _begin(instance, "Pending")
    return {"NotebookInstanceArn": instance.arn}


def describe(request: Request) -> Request:
    instance = _find(request)
    known = {RENAMED.get(key, key): value for key, value in instance.request.items() if key != "Tags"}
    return {**known, **_summary(instance)}


def list_all(_request: Request) -> Request:
    _settle()
    return {"NotebookInstances": [
        {"NotebookInstanceName": name, "InstanceType": instance.request["InstanceType"], **_summary(instance)} for name, instance in _instances.current.items()
    ]}


def update(request: Request) -> Request:
    instance = _find(request, "Stopped", "Failed")
    if request.get("VolumeSizeInGB", 16384) < instance.request["VolumeSizeInGB"]:
        raise ApiError("The volume size of a notebook instance cannot be decreased.")
    removed = {member for flag, member in DISASSOCIATED.items() if request.get(flag)}
    changed = {key: value for key, value in {**instance.request, **request}.items() if key not in removed and key not in DISASSOCIATED}
    _record_references(request["NotebookInstanceName"], changed)
    instance.request = changed
    _begin(instance, "Updating")
    return {}


def start(request: Request) -> Request:
    _begin(_find(request, "Stopped", "Failed"), "Pending")
    return {}


def stop(request: Request) -> Request:
    _begin(_find(request, "InService"), "Stopping")
    return {}


def delete(request: Request) -> Request:
    _begin(_find(request, "Stopped", "Failed"), "Deleting")
    return {}


def _find(request: Request, *allowed: str) -> Instance:
    _settle()
    name = request["NotebookInstanceName"]
    if name not in _instances.current:
        raise ApiError(f'Could not find notebook instance "{arn("sagemaker", f"notebook-instance/{name}")}".')
    instance = _instances.current[name]
    if allowed and instance.status not in allowed:
        raise ApiError(f"Status ({instance.status}) not in ({list(allowed)}). Unable to transition to this state for {instance.arn}.")
    return instance


def _record_references(name: str, request: Request) -> None:
    """Stores the lifecycle configuration and the code repositories that an instance uses. They must exist, except repositories with a URL."""
    config, repositories = request.get("LifecycleConfigName"), [request.get("DefaultCodeRepository"), *request.get("AdditionalCodeRepositories", [])]
    named = [repository for repository in repositories if repository and not repository.startswith("https://")]
    if config:
        LIFECYCLE_CONFIGS.find(config)
    for repository in named:
        CODE_REPOSITORIES.find(repository)
    USED_BY_INSTANCE.current[name] = {*named, *([config] if config else [])}


def _begin(instance: Instance, status: str) -> None:
    instance.status, instance.modified = status, time.time()
    instance.until = instance.modified + min(lifecycle.TRANSITION_SECONDS, 0.5)


def _settle() -> None:
    for name, instance in list(_instances.current.items()):
        if instance.until and time.time() >= instance.until:
            instance.until, next_status = 0.0, NEXT[instance.status]
            event_log.record(f"NotebookInstance{next_status or 'Deleted'}", name)
            if next_status:
                instance.status = next_status
            else:
                del _instances.current[name], USED_BY_INSTANCE.current[name]
                tags.forget(instance.arn)


def _summary(instance: Instance) -> Request:
    return {
        "NotebookInstanceArn": instance.arn,
        "NotebookInstanceStatus": instance.status,
        "CreationTime": instance.created,
        "LastModifiedTime": instance.modified,
        **({"Url": f"{instance.request['NotebookInstanceName'].lower()}.notebook.local"} if instance.status == "InService" else {}),
    }
