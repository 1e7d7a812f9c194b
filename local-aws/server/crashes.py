"""The sudden death of a Lambda function at a chosen moment: before or after an operation that it asked for.

Who asked cannot be told from a request, so the rule of the simulation names the function. What it runs in is killed, as by Lambda when memory
runs out; nobody reads the answer to what it asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ministack.core import lambda_runtime

from . import event_log, simulation


class Crashed(Exception):
    """The caller is dead, and what it asked for is not done."""


@contextmanager
def around(operation: str, resource: str) -> Iterator[None]:
    """Surrounds an operation on a resource that a function may die before, or after."""
    if _kill(operation, resource, "before"):
        raise Crashed(f"{operation} was asked for by a function that crashed.")
    try:
        yield
    finally:
        _kill(operation, resource, "after")


def _kill(operation: str, resource: str, moment: str) -> bool:
    running = [worker for pool in list(lambda_runtime._workers.values()) for worker in list(pool) if worker.in_use and worker._proc]
    function = simulation.crash_of([worker.func_name for worker in running], operation, resource, moment)
    for worker in running:
        if worker.func_name == function:
            worker._proc.kill()
    if function:
        event_log.record("FunctionCrashed", function, operation=operation, moment=moment)
    return function is not None
