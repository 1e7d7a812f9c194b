"""An AWS service with the JSON 1.1 protocol whose operations are functions from a request to a response."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any

import botocore.session
from botocore.model import OperationModel

from . import crashes, event_log
from .request_validation import violations

Operation = Callable[[dict[str, Any]], dict[str, Any]]
Fallback = Callable[[str, dict[str, Any]], dict[str, Any]]
HttpResponse = tuple[int, dict[str, str], bytes]
READ_ONLY_PREFIXES = ("Describe", "List", "Get", "Search")


class ApiError(Exception):
    """An error response of the service."""

    def __init__(self, message: str, code: str = "ValidationException", status: int = 400) -> None:
        super().__init__(message)
        self.code, self.status = code, status


class JsonApi:
    """A service whose operations are in `operations`. `fallback` is optional and handles the other operations of the service."""

    # One lock for all services, so that changes of CloudFormation and of callers on other threads do not interleave.
    _lock = threading.RLock()

    def __init__(self, service: str, operations: dict[str, Operation], fallback: Fallback | None = None) -> None:
        self.model = botocore.session.get_session().get_service_model(service)
        self._operations, self._fallback = operations, fallback

    def operation_model(self, operation: str) -> OperationModel:
        return self.model.operation_model(operation)

    def call(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        """Calls an operation. Both HTTP requests and CloudFormation use this method."""
        with self._lock:
            try:
                with crashes.around(operation, self._subject(operation, request)):
                    response = self._perform(operation, request)
            except crashes.Crashed as crashed:
                raise ApiError(str(crashed), "Crashed", 500) from None
            except ApiError as error:
                self._record(operation, request, error=str(error))
                raise
            self._record(operation, request)
            return response

    async def handle_request(self, _method: str, _path: str, headers: dict[str, str], body: bytes, _query: dict[str, Any]) -> HttpResponse:
        """Handles an HTTP request, with the signature that MiniStack expects."""
        operation = headers.get("x-amz-target", "").rpartition(".")[2]
        status, response = 200, {}
        try:
            response = self.call(operation, json.loads(body or b"{}"))
        except ApiError as error:
            status, response = error.status, {"__type": error.code, "message": str(error)}
        return status, {"Content-Type": "application/x-amz-json-1.1"}, json.dumps(response).encode()

    def _perform(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        if operation not in self.model.operation_names:
            raise ApiError(f"{operation} is not an operation of {self.model.service_name}", "UnknownOperationException")
        shape = self.operation_model(operation).input_shape
        found = violations(shape, request) if shape else []
        if found:
            raise ApiError(f"{len(found)} validation error{'s' if len(found) > 1 else ''} detected: {'; '.join(found)}")
        if operation in self._operations:
            return self._operations[operation](request)
        if self._fallback:
            return self._fallback(operation, request)
        raise ApiError(f"The local AWS does not simulate {operation}", "NotSimulated")

    def _record(self, operation: str, request: dict[str, Any], **details: Any) -> None:
        if not operation.startswith(READ_ONLY_PREFIXES):
            event_log.record(operation, self._subject(operation, request), request=request, **details)

    def _subject(self, operation: str, request: dict[str, Any]) -> str:
        """The resource of a request: its first name or identifier, in the order of the model."""
        shape = self.operation_model(operation).input_shape if operation in self.model.operation_names else None
        members = shape.members if shape else ()
        return next((request[key] for key in members if isinstance(request.get(key), str) and key.endswith(("Name", "Id", "Arn"))), "")
