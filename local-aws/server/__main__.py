"""Starts the local AWS: `python -m server [--port PORT]`, in the folder local-aws. It prints its address and serves until its input ends."""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import sys
from typing import Any

from . import lifetime

ACCOUNT = "123456789012"
HOST = "127.0.0.1"
PORT_TAKEN = 3

# The caller's own settings for MiniStack and LocalStack are for another server.
FOREIGN = ("SERVICES", "AUTH", "PERSIST_STATE", "LOCALSTACK_PERSISTENCE", "S3_PERSIST", "USE_SSL", "EDGE_PORT", "AWS_PROFILE")


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m server", description=__doc__)
    arguments.add_argument("--port", type=int, default=0, help="a port of loopback; without it, one that is free")
    options = arguments.parse_args()
    folder = lifetime.begin()

    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, options.port))
    except OSError as error:
        print(f"Port {options.port} is not free: {error.strerror}.", file=sys.stderr)
        lifetime.end(PORT_TAKEN)
    listener.listen()
    port = listener.getsockname()[1]
    _configure(port, folder)

    # Only now: what is imported here reads its settings from the environment.
    from .gateway import app
    from hypercorn.asyncio import serve
    from hypercorn.config import Config

    config = Config()
    config.bind = [f"fd://{listener.fileno()}"]
    config.keep_alive_timeout = 75
    config.loglevel = "WARNING"

    async def run() -> None:
        print(f"http://localhost:{port}", flush=True)
        # Nobody reads on after the address: what else is printed goes where the log goes.
        os.dup2(2, 1)
        never: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        await serve(app, config, shutdown_trigger=lambda: never)

    try:
        asyncio.run(run())
    finally:
        lifetime.end(1)


def _configure(port: int, folder: str) -> None:
    for name in (*FOREIGN, "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        os.environ.pop(name, None)
    os.environ.update({
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(port),
        # "localhost", not 127.0.0.1: some checks of endpoint addresses look for the word.
        "MINISTACK_HOST": "localhost",
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "MOTO_ACCOUNT_ID": ACCOUNT,
        "STATE_DIR": folder,
        "S3_DATA_DIR": folder,
        # AWS waits one minute before it repeats an invocation that failed, and two before the next time.
        "LAMBDA_ASYNC_RETRY_BASE_SECONDS": os.environ.get("LOCAL_AWS_RETRY_SECONDS", "1"),
        # Functions run on the Node.js that there is: whoever runs an old one knows it.
        "NODE_NO_WARNINGS": "1",
        # These two would listen on all interfaces.
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
    })


main()
