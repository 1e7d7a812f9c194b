"""The operations for lifecycle configurations and code repositories."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from .. import tags
from ..json_api import ApiError, Operation
from ..scope import Scoped, arn

Request = dict[str, Any]


@dataclass
class Resource:
    arn: str
    request: Request
    created: float = field(default_factory=time.time)
    modified: float = field(default_factory=time.time)


@dataclass(frozen=True)
class Kind:
    """The names and update behavior of a kind of resource."""

    # The name in operations, such as CreateCodeRepository.
    name: str
    # The resource type in ARNs.
    arn_kind: str
    # The members that an update replaces completely, and the structures of which it replaces only the members in the request.
    replaced: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    store: Scoped[Resource] = field(default_factory=Scoped)

    def find(self, name: str) -> Resource:
        if name not in self.store.current:
            raise ApiError(f'Could not find {self.arn_kind} "{arn("sagemaker", f"{self.arn_kind}/{name}")}".')
        return self.store.current[name]


LIFECYCLE_CONFIGS = Kind("NotebookInstanceLifecycleConfig", "notebook-instance-lifecycle-config", replaced=("OnCreate", "OnStart"))
CODE_REPOSITORIES = Kind("CodeRepository", "code-repository", merged=("GitConfig",))
# The names of the resources that each notebook instance uses, by the name of the instance.
USED_BY_INSTANCE: Scoped[set[str]] = Scoped()


def operations(kind: Kind) -> dict[str, Operation]:
    name_member, arn_member = f"{kind.name}Name", f"{kind.name}Arn"

    def create(request: Request) -> Request:
        name = request[name_member]
        resource = Resource(arn("sagemaker", f"{kind.arn_kind}/{name}"), request)
        if name in kind.store.current:
            raise ApiError(f'Cannot create already existing {kind.arn_kind} "{resource.arn}".')
        kind.store.current[name] = resource
        tags.put(resource.arn, request.get("Tags", []))
        return {arn_member: resource.arn}

    def describe(request: Request) -> Request:
        resource = kind.find(request[name_member])
        known = {key: value for key, value in resource.request.items() if key != "Tags"}
        return {**known, arn_member: resource.arn, "CreationTime": resource.created, "LastModifiedTime": resource.modified}

    def update(request: Request) -> Request:
        resource = kind.find(request[name_member])
        for member in kind.replaced:
            resource.request.pop(member, None)
            resource.request.update({member: request[member]} if member in request else {})
        for member in kind.merged:
            resource.request[member] = {**resource.request[member], **request.get(member, {})}
        resource.modified = time.time()
        return {arn_member: resource.arn}

    def delete(request: Request) -> Request:
        resource = kind.find(request[name_member])
        users = [instance for instance, used in USED_BY_INSTANCE.current.items() if request[name_member] in used]
        if users:
            raise ApiError(f'Cannot delete {kind.arn_kind} "{resource.arn}": notebook instance "{users[0]}" uses it (stricter than AWS).')
        del kind.store.current[request[name_member]]
        tags.forget(resource.arn)
        return {}

    return {f"Create{kind.name}": create, f"Describe{kind.name}": describe, f"Update{kind.name}": update, f"Delete{kind.name}": delete}
