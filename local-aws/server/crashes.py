"""Crashes a Lambda function before or after an operation that it calls.

A request does not show which function sent it, so a rule of the simulation names the function. Its process is killed, as Lambda does when a
function runs out of memory. The function does not receive the response.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ministack.core import lambda_runtime

from . import event_log, simulation


class Crashed(Exception):
    """The calling function has crashed, and the operation is not performed."""


@contextmanager
def around(operation: str, resource: str) -> Iterator[None]:
    """Surrounds an operation on a resource, and crashes the calling function before or after it if a rule says so."""
    if _kill(operation, resource, "before"):
        raise Crashed(f"The function crashed before {operation}.")
    try:
        yield
    finally:
        _kill(operation, resource, "after")


def _kill(operation: str, resource: str, moment: str) -> bool:
    running = [worker for pool in list(lambda_runtime._workers.values()) for worker in list(pool) if worker.in_use and worker._proc]
    function = simulation.function_to_crash([worker.func_name for worker in running], operation, resource, moment)
    for worker in running:
        if worker.func_name == function:
            worker._proc.kill()
    if function:
        event_log.record("FunctionCrashed", function, operation=operation, moment=moment)
    return function is not None
