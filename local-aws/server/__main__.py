"""Starts the local AWS: `python -m server [--port PORT]` in the folder local-aws. Prints its address and serves until standard input ends."""

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

# Settings of the user for other MiniStack or LocalStack servers must not reach this one.
UNSET_VARIABLES = ("SERVICES", "AUTH", "PERSIST_STATE", "LOCALSTACK_PERSISTENCE", "S3_PERSIST", "USE_SSL", "EDGE_PORT", "AWS_PROFILE")


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m server", description=__doc__)
    arguments.add_argument("--port", type=int, default=0, help="the port on the loopback interface; the default is a free port")
    options = arguments.parse_args()
    folder = lifetime.begin()

    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, options.port))
    except OSError as error:
        print(f"Port {options.port} is in use: {error.strerror}.", file=sys.stderr)
        lifetime.end(PORT_TAKEN)
    listener.listen()
    port = listener.getsockname()[1]
    _configure(port, folder)

    # Imported here because these modules read their settings from the environment.
    from .gateway import app
    from hypercorn.asyncio import serve
    from hypercorn.config import Config

    config = Config()
    config.bind = [f"fd://{listener.fileno()}"]
    config.keep_alive_timeout = 75
    config.loglevel = "WARNING"

    async def run() -> None:
        print(f"http://localhost:{port}", flush=True)
        # The parent process reads only the address. All further output goes to the log.
        os.dup2(2, 1)
        never: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        await serve(app, config, shutdown_trigger=lambda: never)

    try:
        asyncio.run(run())
    finally:
        lifetime.end(1)


def _configure(port: int, folder: str) -> None:
    for name in (*UNSET_VARIABLES, "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        os.environ.pop(name, None)
    os.environ.update({
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(port),
        # "localhost" instead of 127.0.0.1, because some libraries check endpoint addresses for this word.
        "MINISTACK_HOST": "localhost",
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "MOTO_ACCOUNT_ID": ACCOUNT,
        "STATE_DIR": folder,
        "S3_DATA_DIR": folder,
        # AWS waits one minute before the first retry of a failed invocation and two minutes before the second.
        "LAMBDA_ASYNC_RETRY_BASE_SECONDS": os.environ.get("LOCAL_AWS_RETRY_SECONDS", "1"),
        # Functions run on the installed Node.js. Warnings about an old version would fill their logs.
        "NODE_NO_WARNINGS": "1",
        # These two services would listen on all interfaces.
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
    })


main()
