"""One address for all of AWS: MiniStack's application, with the services added that it lacks."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import Any

from ministack import app as ministack
from ministack.core import router

from . import cloudformation, custom_resources, event_log, sagemaker, scaling
from .json_api import JsonApi

SERVICES: dict[str, JsonApi] = {"sagemaker": sagemaker.API, "application-autoscaling": scaling.API}
EVENTS_PATH = "/_local-aws/events"
# Whoever is about to stop a server by its process id asks first whether it is this one.
HEADERS = [(b"content-type", b"application/jsonl"), (b"x-local-aws-pid", str(os.getpid()).encode())]

for service, api in SERVICES.items():
    router.SERVICE_PATTERNS[service] = {"target_prefixes": [f"{api.model.metadata['targetPrefix']}."]}
    ministack.SERVICE_HANDLERS[service] = api.handle_request
cloudformation.install()
custom_resources.install()


async def app(scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]) -> None:
    """The ASGI application. `EVENTS_PATH` serves the event log as JSON lines; it also tells that the server is ready."""
    if scope["type"] == "http" and scope["path"] == EVENTS_PATH:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await send({"type": "http.response.body", "body": event_log.as_json_lines().encode()})
    else:
        await ministack.app(scope, receive, send)
