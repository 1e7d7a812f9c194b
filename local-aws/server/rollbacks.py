"""The requests that CloudFormation sends to custom resources during rollback and cleanup, which MiniStack does not send.

- The rollback deletes a custom resource whose creation failed, with the physical id of its response, or a generated id if there was no response
  (https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1814).
- The rollback updates a replaced custom resource with its old properties before it deletes the replacement.
- Replaced and removed resources are deleted while the stack is in UPDATE_COMPLETE_CLEANUP_IN_PROGRESS.

One difference from CloudFormation remains: resources are created one after another, so no creation is cancelled while it is in progress.
"""

from __future__ import annotations

import secrets
import string
from typing import Any

from ministack.services import cloudformation
from ministack.services.cloudformation import handlers, stacks

from . import custom_resources

Stack = dict[str, Any]
STACK_TYPE = "AWS::CloudFormation::Stack"
CLEANUP = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"


def install() -> None:
    roll_back, delete_resource = stacks._roll_back_operation, stacks._delete_resource

    async def roll_back_with_custom_resources(stack_name: str, stack_id: str, stack: Stack, operation: dict[str, Any], *rest: Any, **more: Any) -> None:
        _include_failed_creation(stack_name, stack_id, stack, operation)
        try:
            await _restore_properties(stack_name, stack_id, stack, operation)
        except Exception as error:
            stack.update(StackStatus="UPDATE_ROLLBACK_FAILED", StackStatusReason=str(error))
            stacks._add_event(stack_id, stack_name, stack_name, STACK_TYPE, stack["StackStatus"], str(error), stack_id)
            return
        await roll_back(stack_name, stack_id, stack, operation, *rest, **more)

    def delete_in_cleanup(resource_type: str, physical_id: str, properties: Any, stack_name: str | None = None, logical_id: str | None = None) -> Any:
        stack = cloudformation._stacks.get(stack_name) if stack_name else None
        # CloudFormation deletes resources only after the update.
        if stack and stack["StackStatus"] == "UPDATE_IN_PROGRESS":
            stack["StackStatus"] = CLEANUP
            stacks._add_event(stack["StackId"], stack_name, stack_name, STACK_TYPE, CLEANUP, physical_id=stack["StackId"])
        return delete_resource(resource_type, physical_id, properties, stack_name, logical_id)

    stacks._roll_back_operation = handlers._roll_back_operation = roll_back_with_custom_resources
    stacks._delete_resource = delete_in_cleanup


def _include_failed_creation(stack_name: str, stack_id: str, stack: Stack, operation: dict[str, Any]) -> None:
    logical_id = operation["failed_logical_id"] or ""
    failed = custom_resources.failed_creation(stack_id, logical_id)
    if failed is None:
        return
    physical_id, request = failed
    suffix = "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(12))
    stack.setdefault("_resources", {})[logical_id] = {
        "PhysicalResourceId": physical_id or f"{stack_name}-{logical_id}-{suffix}",
        "ResourceType": request["ResourceType"],
        "ResourceStatus": "CREATE_FAILED",
        "LogicalResourceId": logical_id,
        "Properties": request["ResourceProperties"],
        "Attributes": {},
    }
    operation["created"].append(logical_id)


async def _restore_properties(stack_name: str, stack_id: str, stack: Stack, operation: dict[str, Any]) -> None:
    before = (operation["previous_stack"] or {}).get("_resources", {})
    for logical_id in operation["replaced_ids"]:
        now, record = stack["_resources"][logical_id], before[logical_id]
        if not stacks._sends_back_failed_update(now["ResourceType"]) or now["ResourceType"] == STACK_TYPE:
            continue
        stack["StackStatus"] = "UPDATE_ROLLBACK_IN_PROGRESS"
        await stacks._revert_update(
            stack_id, stack_name, logical_id, now["ResourceType"], now["PhysicalResourceId"], now["Properties"], record["Properties"],
            now["Attributes"], record,
        )
