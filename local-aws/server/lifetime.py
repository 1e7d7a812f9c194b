"""Ends the server with the process that started it, and deletes the files and ends the child processes of the server."""

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
    """Must be called first, because it tracks all processes that start later. Returns a folder that is deleted when the server ends."""
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
        # Waiting prevents a zombie process.
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(1)
    shutil.rmtree(_folder, ignore_errors=True)
    sys.stderr.flush()
    os._exit(code)


def _end_with_standard_input() -> None:
    """Ends the server when standard input ends, unless the parent process wrote the word "keep" to let the server run on."""
    text = b""
    while more := os.read(0, 4096):
        text += more
    if text.strip() != b"keep":
        end(0)
