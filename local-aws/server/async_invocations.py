"""Lambda's asynchronous queue as AWS describes it, where MiniStack is milder.

CloudFormation invokes custom resources asynchronously: an invocation that fails is repeated twice, then its record goes to the on-failure
destination. MiniStack has the queue, but invokes custom resources and destinations directly, once. And an event may be delivered more than once
even when nothing fails, which a rule of the simulation makes happen.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
"""

from __future__ import annotations

from typing import Any

from ministack.services import lambda_svc

from . import custom_resources, event_log, simulation


def install() -> None:
    execute, execute_and_count, enqueue = lambda_svc._execute_function_with_config_scope, lambda_svc._execute_function, lambda_svc.invoke_async_with_retry

    def enqueue_as_often(function: dict[str, Any], event: Any) -> None:
        for _ in range(simulation.deliveries_to(_name_of(function))):
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

    lambda_svc.invoke_async_with_retry = enqueue_as_often
    lambda_svc._execute_function_with_config_scope = execute_or_enqueue
    lambda_svc._execute_function = execute_and_record


def _name_of(function: dict[str, Any]) -> str:
    return (function.get("config") or function).get("FunctionName", "")


def _is_failure_record(event: Any) -> bool:
    """Whether this is what an on-failure destination gets."""
    return isinstance(event, dict) and "requestPayload" in event and "requestContext" in event
