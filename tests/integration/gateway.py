"""The app as API Gateway calls it: one proxy event a request, each answer checked against
docs/openapi.yaml."""

import base64
import json
import re
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from app import app
from tests.integration.contract import check_answer, check_request

VIEWER, CLOUDFRONT = "203.0.113.7", "130.176.1.1"


@dataclass(frozen=True)
class Answer:
    """What came back: `text` as sent, `body` as read. `asked`: method and route of the request."""

    asked: tuple[str, str]
    path: str
    status: int
    headers: dict[str, str]
    text: str

    @property
    def body(self) -> Any:
        return json.loads(self.text) if self.text else None

    @property
    def error(self) -> dict[str, Any]:
        found: dict[str, Any] = self.body["error"]
        return found

    @property
    def said(self) -> tuple[int, str | None]:
        """Status, and the code of an error."""
        return self.status, self.error["code"] if self.status >= 400 else None


@dataclass
class Gateway:
    """Sends requests to the app, and keeps the answers."""

    sent: list[Answer] = field(default_factory=list)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        at: int,
        raw: str | bytes | None = None,
        encoded: str | None = None,
        token: str | None = None,
        headers: dict[str, str] | None = None,
        claims: dict[str, str] | None = None,
    ) -> Answer:
        """The answer to a request that API Gateway took at `at` (ms).

        In place of `body`, `raw` is sent as it stands (bytes in base64), and `encoded` as what is
        said to be base64.
        """
        resource, parameters = _route(method, path)
        shown = {"Content-Type": "application/json", **(headers or {})}
        if token is not None:
            shown["Authorization"] = f"Bearer {token}"
        if isinstance(raw, bytes):
            encoded = base64.b64encode(raw).decode()
        elif raw is None and body is not None:
            raw = json.dumps(body, ensure_ascii=False)
        event = {
            "requestContext": _context(method, resource, at, claims),
            "headers": {"X-Forwarded-For": f"{VIEWER}, {CLOUDFRONT}", **shown},
            "pathParameters": parameters,
            "multiValueQueryStringParameters": parse_qs(urlsplit(path).query) or None,
            "stageVariables": None,
            "body": raw if encoded is None else encoded,
            "isBase64Encoded": encoded is not None,
        }
        told = app(event, None)
        # A header that comes several times stands here once, line by line.
        several = {name: "\n".join(them) for name, them in told["multiValueHeaders"].items()}
        headers_told = {**told["headers"], **several}
        answer = Answer((method, resource), path, told["statusCode"], headers_told, told["body"])
        self.sent.append(answer)
        check_answer(method, resource, answer.status, answer.headers, answer.text)
        if answer.status < 400:
            check_request(method, resource, body)
        return answer


def _context(method: str, resource: str, at: int, claims: dict[str, str] | None) -> dict[str, Any]:
    """What API Gateway adds to a request; `claims` where an authorizer let it through."""
    return {
        "httpMethod": method,
        "resourcePath": resource,
        "requestId": str(uuid.uuid4()),
        "requestTimeEpoch": at,
        **({} if claims is None else {"authorizer": {"claims": claims}}),
    }


def _route(method: str, path: str) -> tuple[str, dict[str, str]]:
    """The app's route that an address belongs to, and the parameters in it."""
    for resource, methods in app.routes.items():
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", resource)
        found = re.fullmatch(pattern, urlsplit(path).path)
        if found and method in methods:
            return resource, found.groupdict()
    raise AssertionError(f"no route: {method} {path}")
