"""The ordered log of all events, with which tests verify the order of a deployment."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

_events: list[dict[str, Any]] = []
_lock = threading.Lock()


def record(event: str, resource: str, **details: Any) -> None:
    """Appends an event. The detail `error` is the reason why a request was rejected; other details are free."""
    with _lock:
        _events.append({"sequence": len(_events) + 1, "time": time.time(), "event": event, "resource": resource, **details})


def as_json_lines() -> str:
    with _lock:
        return "".join(json.dumps(event) + "\n" for event in _events)
