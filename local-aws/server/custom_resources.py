"""The checks that CloudFormation makes of a custom resource's response, and MiniStack does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ministack.services import lambda_svc
from ministack.services.cloudformation import custom_resource

from . import event_log

LONGEST_RESPONSE = 4096
LONGEST_PHYSICAL_ID = 1024
ECHOED = ("StackId", "RequestId", "LogicalResourceId")

# The request of every response that is still expected, by the last part of its ResponseURL.
_requests: dict[str, dict[str, Any]] = {}


def install() -> None:
    execute, deliver = lambda_svc._execute_function_with_config_scope, custom_resource.deliver_response

    def remember_request(record: Any, event: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(event, dict) and "/cfn-response/" in str(event.get("ResponseURL")):
            _requests[event["ResponseURL"].rpartition("/")[2]] = event
        return execute(record, event, *args, **kwargs)

    def deliver_checked(token: str, response: dict[str, Any]) -> bool:
        request = _requests.get(token, {})
        refused = "; ".join(_violations(request, response))
        if refused:
            event_log.record("CustomResourceResponseRefused", request.get("LogicalResourceId", ""), error=refused)
            response = {**response, "Status": "FAILED", "Reason": f"Invalid response of the custom resource: {refused}"}
        return deliver(token, response)

    lambda_svc._execute_function_with_config_scope = remember_request
    custom_resource.deliver_response = deliver_checked


def _violations(request: dict[str, Any], response: dict[str, Any]) -> Iterator[str]:
    if len(json.dumps(response, separators=(",", ":")).encode()) > LONGEST_RESPONSE:
        yield "Response object is too long."
    for key in ("Status", "PhysicalResourceId", *ECHOED):
        if not (isinstance(response.get(key), str) and response[key]):
            yield f"{key} must be a string that is not empty"
    for key in ECHOED:
        if request and response.get(key) != request.get(key):
            yield f"{key} does not echo the request"
    if response.get("Status") not in ("SUCCESS", "FAILED"):
        yield "Status must be SUCCESS or FAILED"
    if response.get("Status") == "FAILED" and not response.get("Reason"):
        yield "FAILED needs a Reason"
    if len(str(response.get("PhysicalResourceId")).encode()) > LONGEST_PHYSICAL_ID:
        yield "PhysicalResourceId is longer than 1 KB"
    if request.get("RequestType") == "Delete" and response.get("PhysicalResourceId") != request.get("PhysicalResourceId"):
        yield "PhysicalResourceId changed on Delete"
    if not isinstance(response.get("Data", {}), dict):
        yield "Data must be a map"
    if not isinstance(response.get("NoEcho", False), bool):
        yield "NoEcho must be a boolean"
