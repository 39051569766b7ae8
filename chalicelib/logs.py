"""Structured logs: one JSON object a line, never with personal data."""

import json
import logging
import sys
import time
from collections.abc import Callable
from typing import Any

from chalice.app import Request, Response

_LOGGER = "hoithi"


class JsonLines(logging.Formatter):
    """A record as one line of JSON; `extra={"facts": {…}}` adds to it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {"level": record.levelname, "message": record.getMessage()}
        line.update(getattr(record, "facts", {}))
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def configure_logs(level: str = "INFO") -> logging.Logger:
    """The logger of the functions, set up once a process."""
    logger = logging.getLogger(_LOGGER)
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(JsonLines())
        logger.addHandler(handler)
        logger.propagate = False
    logger.setLevel(level)
    return logger


def log_request(request: Request, get_response: Callable[[Request], Response]) -> Response:
    """Chalice middleware: a line for each request, by route and never by address, as attempt ids
    stand in addresses."""
    begun = time.perf_counter()
    response = get_response(request)
    facts = {
        "request_id": request.context.get("requestId"),
        "method": request.method,
        "route": request.path,
        "status": response.status_code,
        "took_ms": round((time.perf_counter() - begun) * 1_000),
    }
    logging.getLogger(_LOGGER).info("request", extra={"facts": facts})
    return response
