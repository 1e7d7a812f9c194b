"""Custom resources as CloudFormation treats them, where MiniStack is milder: the address of the answer, and the checks that are made of it."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from typing import Any

from ministack.services.cloudformation import custom_resource

from . import crashes, event_log

LONGEST_RESPONSE = 4096
LONGEST_PHYSICAL_ID = 1024
ECHOED = ("StackId", "RequestId", "LogicalResourceId")
# As an operation that a function may die before or after.
RESPONSE = "CustomResourceResponse"

Message = dict[str, Any]

# The request of every response that is still expected, by the token in its ResponseURL.
_requests: dict[str, Message] = {}
# The physical ids of resources whose creation failed, by stack and logical id, with the request; None if there was no answer.
_failed_creations: dict[tuple[str, str], tuple[str | None, Message]] = {}


def install() -> None:
    address, deliver = custom_resource._response_url, custom_resource.deliver_response

    def signed_address(token: str) -> str:
        # Like a pre-signed URL of S3: it tells when the request was made, and who holds it can answer.
        now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        return f"{address(token)}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date={now}&X-Amz-Expires=7200&X-Amz-Signature={secrets.token_hex(32)}"

    def deliver_checked(token: str, response: Message) -> bool:
        try:
            with crashes.around(RESPONSE, _requests.get(token, {}).get("LogicalResourceId", "")):
                return deliver_known(token, response)
        except crashes.Crashed:
            return False

    def deliver_known(token: str, response: Message) -> bool:
        request = _requests.get(token, {})
        subject = request.get("LogicalResourceId", "")
        event_log.record(RESPONSE, subject, **_told(response, "Status", "Reason", "PhysicalResourceId", "RequestId"))
        refused = "; ".join(_violations(request, response))
        if refused:
            event_log.record("CustomResourceResponseRefused", subject, error=refused)
            response = {**response, "Status": "FAILED", "Reason": f"Invalid response of the custom resource: {refused}"}
        elif request.get("RequestType") == "Create":
            key = (request["StackId"], subject)
            if response["Status"] == "SUCCESS":
                _failed_creations.pop(key, None)
            else:
                _failed_creations[key] = (response["PhysicalResourceId"], request)
        return deliver(token, response)

    custom_resource._response_url = signed_address
    custom_resource.deliver_response = deliver_checked


def remember(event: Any) -> bool:
    """Whether this is a request of CloudFormation that was not seen before."""
    address = event.get("ResponseURL") if isinstance(event, dict) else None
    token = str(address).partition("?")[0].rpartition("/cfn-response/")[2] if address else ""
    if not token or token in _requests:
        return False
    _requests[token] = event
    if event["RequestType"] == "Create":
        _failed_creations[event["StackId"], event["LogicalResourceId"]] = (None, event)
    event_log.record("CustomResourceRequest", event["LogicalResourceId"], **_told(event, "RequestType", "PhysicalResourceId", "RequestId"))
    return True


def failed_creation(stack_id: str, logical_id: str) -> tuple[str | None, Message] | None:
    """The physical id that a failed creation was answered with, if any, and the request; nothing if none was sent or it did not fail."""
    return _failed_creations.pop((stack_id, logical_id), None)


def _told(message: Message, *names: str) -> Message:
    """What the event log may show: the rest is secret or long."""
    return {name: message[name] for name in names if name in message}


def _violations(request: Message, response: Message) -> Iterator[str]:
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
