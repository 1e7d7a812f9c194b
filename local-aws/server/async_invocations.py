"""The queue of asynchronous Lambda invocations, as AWS documents it.

CloudFormation invokes the functions of custom resources asynchronously: Lambda retries a failed invocation twice, then sends a record to the
on-failure destination. MiniStack has this queue, but it invokes custom resources and destinations directly and only once. Lambda may also
deliver an event more than once although nothing fails. A rule of the simulation makes that happen.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
"""

from __future__ import annotations

from typing import Any

from ministack.services import lambda_svc

from . import custom_resources, event_log, simulation


def install() -> None:
    execute, execute_and_count, enqueue = lambda_svc._execute_function_with_config_scope, lambda_svc._execute_function, lambda_svc.invoke_async_with_retry

    def enqueue_all_deliveries(function: dict[str, Any], event: Any) -> None:
        for _ in range(simulation.delivery_count(_name_of(function))):
            enqueue(function, event)

    def execute_or_enqueue(function: dict[str, Any], event: Any) -> Any:
        if custom_resources.remember(event) or _is_failure_record(event):
            lambda_svc.invoke_async_with_retry(function, event)
            return {}
        return execute(function, event)

    def execute_and_record(function: dict[str, Any], event: Any) -> Any:
        result = execute_and_count(function, event)
        if isinstance(result, dict) and result.get("error"):
            event_log.record("InvocationFailed", _name_of(function), error=str((result.get("body") or {}).get("errorMessage")))
        return result

    lambda_svc.invoke_async_with_retry = enqueue_all_deliveries
    lambda_svc._execute_function_with_config_scope = execute_or_enqueue
    lambda_svc._execute_function = execute_and_record


def _name_of(function: dict[str, Any]) -> str:
    return (function.get("config") or function).get("FunctionName", "")


def _is_failure_record(event: Any) -> bool:
    """Whether this is the event of an on-failure destination."""
    return isinstance(event, dict) and "requestPayload" in event and "requestContext" in event
