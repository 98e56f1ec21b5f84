"""Serves moto on a free loopback port, and ends when the process that started it does.

The first line on standard output is {"port": <number>}; requests and tracebacks go to standard error.
The parent keeps standard input open and never writes to it: when it ends, even by SIGKILL, this end of the pipe
reads end-of-file and the server goes with it.
"""

import json
import os
import sys
import threading
import traceback
from datetime import timedelta


def end_with_the_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_the_parent, daemon=True).start()

# Imported late: it takes half a second in which the parent may already have gone.
from moto.moto_server.werkzeug_app import (  # noqa: E402
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server  # noqa: E402


class Dispatcher(DomainDispatcherApplication):
    """moto's own, but a service it does not know is said to be missing; its own fails on it with an AttributeError."""

    def get_backend_for_host(self, host):
        backend = super().get_backend_for_host(host)
        if backend is None and host is not None:
            raise NotImplementedError(f"no service at {host}")
        return backend


def create_app(service):
    if service == "logs":
        accept_log_events_of_any_time()
    return create_backend_app(service)


def accept_log_events_of_any_time() -> None:
    """moto drops what is older than 14 days or newer than 2 hours; the embedded AWS has a clock of its own."""
    from moto.logs import models

    models.timedelta = lambda **_: timedelta(days=36500)


class Explained:
    """Answers what moto could not with the exception instead of a page of HTML: the gateway tells the caller."""

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        try:
            return self.app(environ, start_response)
        except Exception as error:  # noqa: BLE001
            traceback.print_exc()
            body = json.dumps({"exception": type(error).__name__, "message": str(error)}).encode()
            start_response(
                "500 Internal Server Error",
                [("Content-Type", "application/vnd.moto.exception+json"), ("Content-Length", str(len(body)))],
            )
            return [body]


server = make_server(
    "127.0.0.1",
    0,
    Explained(Dispatcher(create_app)),
    threaded=True,
    request_handler=MotoRequestHandler,
)
# moto sends some requests to itself, by this variable.
os.environ["MOTO_PORT"] = str(server.port)
print(json.dumps({"port": server.port}), flush=True)
server.serve_forever()
