"""Nothing outlives the server: neither its children nor its files; and the server does not outlive whoever started it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from typing import Any, NoReturn

_children: list[subprocess.Popen[Any]] = []
_folder = ""


class _Child(subprocess.Popen):  # type: ignore[type-arg]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _children.append(self)


def begin() -> str:
    """Call this first: it sees every process that is started later. Returns a folder that goes with the server."""
    global _folder
    subprocess.Popen = _Child  # type: ignore[misc]
    _folder = tempfile.mkdtemp(prefix="local-aws-")
    os.environ["TMPDIR"] = tempfile.tempdir = _folder
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: end(0))
    threading.Thread(target=_end_with_standard_input, daemon=True).start()
    return _folder


def end(code: int) -> NoReturn:
    running = [child for child in _children if child.poll() is None]
    for child in running:
        child.kill()
    for child in running:
        # Waited for, it is not left to init as a zombie.
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(1)
    shutil.rmtree(_folder, ignore_errors=True)
    sys.stderr.flush()
    os._exit(code)


def _end_with_standard_input() -> None:
    """Whoever started the server holds the other end, and lets it go with the word "keep" if the server is to live on."""
    said = b""
    while more := os.read(0, 4096):
        said += more
    if said.strip() != b"keep":
        end(0)
