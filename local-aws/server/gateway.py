"""The ASGI application: MiniStack's application with the additional services on the same address."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import Any

from ministack import app as ministack
from ministack.core import router

from . import async_invocations, cloudformation, custom_resources, event_log, rollbacks, sagemaker, scaling, simulation
from .json_api import JsonApi
from .training import jobs

SERVICES: dict[str, JsonApi] = {"sagemaker": sagemaker.API, "application-autoscaling": scaling.API}
EVENTS_PATH = "/_local-aws/events"
# Before a client stops a server by its process id, it compares the id with this header.
HEADERS = [(b"content-type", b"application/jsonl"), (b"x-local-aws-pid", str(os.getpid()).encode())]

for service, api in SERVICES.items():
    router.SERVICE_PATTERNS[service] = {"target_prefixes": [f"{api.model.metadata['targetPrefix']}."]}
    ministack.SERVICE_HANDLERS[service] = api.handle_request
cloudformation.install()
custom_resources.install()
async_invocations.install()
rollbacks.install()


Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


async def app(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """The ASGI application. `EVENTS_PATH` serves the event log as JSON lines; a response means that the server is ready."""
    path = scope["path"] if scope["type"] == "http" else ""
    if path == EVENTS_PATH:
        jobs.settle()
        await _respond(send, 200, event_log.as_json_lines())
    elif path == simulation.SIMULATION_PATH:
        try:
            simulation.replace(await _body(receive))
            await _respond(send, 204, "")
        except ValueError as error:
            await _respond(send, 400, str(error))
    else:
        await ministack.app(scope, receive, send)


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return body


async def _respond(send: Send, status: int, text: str) -> None:
    await send({"type": "http.response.start", "status": status, "headers": HEADERS})
    await send({"type": "http.response.body", "body": text.encode()})
