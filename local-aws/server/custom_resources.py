"""The response URL of custom resources and CloudFormation's checks of their responses, which MiniStack lacks."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from typing import Any

from ministack.services.cloudformation import custom_resource

from . import crashes, event_log

MAX_RESPONSE_BYTES = 4096
MAX_PHYSICAL_ID_BYTES = 1024
ECHOED = ("StackId", "RequestId", "LogicalResourceId")
# The operation name with which a rule of the simulation crashes a function before or after its response.
RESPONSE = "CustomResourceResponse"

Message = dict[str, Any]

# The request events, by the token in their ResponseURL.
_requests: dict[str, Message] = {}
# The physical id in the response and the request event of each failed creation, by stack and logical id. The physical id is None without a response.
_failed_creations: dict[tuple[str, str], tuple[str | None, Message]] = {}


def install() -> None:
    address, deliver = custom_resource._response_url, custom_resource.deliver_response

    def presigned_address(token: str) -> str:
        # Like a presigned URL of S3, it contains the time of the request, and anyone who has it can respond.
        now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        return f"{address(token)}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date={now}&X-Amz-Expires=7200&X-Amz-Signature={secrets.token_hex(32)}"

    def deliver_checked(token: str, response: Message) -> bool:
        try:
            with crashes.around(RESPONSE, _requests.get(token, {}).get("LogicalResourceId", "")):
                return validate_and_deliver(token, response)
        except crashes.Crashed:
            return False

    def validate_and_deliver(token: str, response: Message) -> bool:
        request = _requests.get(token, {})
        subject = request.get("LogicalResourceId", "")
        event_log.record(RESPONSE, subject, **_loggable(response, "Status", "Reason", "PhysicalResourceId", "RequestId"))
        invalid = "; ".join(_violations(request, response))
        if invalid:
            event_log.record("CustomResourceResponseRejected", subject, error=invalid)
            response = {**response, "Status": "FAILED", "Reason": f"Invalid response of the custom resource: {invalid}"}
        elif request.get("RequestType") == "Create":
            key = (request["StackId"], subject)
            if response["Status"] == "SUCCESS":
                _failed_creations.pop(key, None)
            else:
                _failed_creations[key] = (response["PhysicalResourceId"], request)
        return deliver(token, response)

    custom_resource._response_url = presigned_address
    custom_resource.deliver_response = deliver_checked


def remember(event: Any) -> bool:
    """Stores an event if it is a new request of CloudFormation. Returns whether it is."""
    address = event.get("ResponseURL") if isinstance(event, dict) else None
    token = str(address).partition("?")[0].rpartition("/cfn-response/")[2] if address else ""
    if not token or token in _requests:
        return False
    _requests[token] = event
    if event["RequestType"] == "Create":
        _failed_creations[event["StackId"], event["LogicalResourceId"]] = (None, event)
    event_log.record("CustomResourceRequest", event["LogicalResourceId"], **_loggable(event, "RequestType", "PhysicalResourceId", "RequestId"))
    return True


def failed_creation(stack_id: str, logical_id: str) -> tuple[str | None, Message] | None:
    """The physical id in the response to a failed creation, if there was a response, and its request. None if the creation did not fail."""
    return _failed_creations.pop((stack_id, logical_id), None)


def _loggable(message: Message, *names: str) -> Message:
    """The members that the event log may contain. The others are secret or long."""
    return {name: message[name] for name in names if name in message}


def _violations(request: Message, response: Message) -> Iterator[str]:
    if len(json.dumps(response, separators=(",", ":")).encode()) > MAX_RESPONSE_BYTES:
        yield "Response object is too long."
    for key in ("Status", "PhysicalResourceId", *ECHOED):
        if not (isinstance(response.get(key), str) and response[key]):
            yield f"{key} must be a non-empty string"
    for key in ECHOED:
        if request and response.get(key) != request.get(key):
            yield f"{key} differs from the request"
    if response.get("Status") not in ("SUCCESS", "FAILED"):
        yield "Status must be SUCCESS or FAILED"
    if response.get("Status") == "FAILED" and not response.get("Reason"):
        yield "Reason is required if Status is FAILED"
    if len(str(response.get("PhysicalResourceId")).encode()) > MAX_PHYSICAL_ID_BYTES:
        yield "PhysicalResourceId is longer than 1 KB"
    if request.get("RequestType") == "Delete" and response.get("PhysicalResourceId") != request.get("PhysicalResourceId"):
        yield "PhysicalResourceId changed on Delete"
    if not isinstance(response.get("Data", {}), dict):
        yield "Data must be a map"
    if not isinstance(response.get("NoEcho", False), bool):
        yield "NoEcho must be a boolean"
