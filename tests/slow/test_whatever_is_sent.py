"""Whatever is sent to any documented route, made up by schemathesis from the documents of the API:
nothing ends in 5xx, and what is answered is what the documents say."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from tests.integration.api import Api, address
from tests.integration.gateway import Answer

DOCS = Path(__file__).parents[2] / "docs"
DOCUMENTS = ("openapi.yaml", "openapi-organizers.yaml")
EXAMPLES = 40
MODES = tuple(GenerationMode)
ANYBODY = {
    "token_use": "id",
    "sub": "1",
    "email": "an@example.vn",
    "cognito:groups": "quan-tri,to-chuc",
}
# What a body may be besides what a schema says, or leaves open.
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def operations() -> Iterator[Any]:
    for name in DOCUMENTS:
        document = yaml.safe_load((DOCS / name).read_text("utf-8"))
        for found in schemathesis.openapi.from_dict(document).get_all_operations():
            operation = found.ok()
            yield pytest.param(operation, id=f"{operation.method} {operation.path}")


@pytest.mark.parametrize("mode", MODES, ids=[mode.value for mode in MODES])
@pytest.mark.parametrize("operation", list(operations()))
def test_nothing_sent_breaks_anything(api: Api, operation: Any, mode: GenerationMode) -> None:
    started = api.start()

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=operation.as_strategy(generation_mode=mode),
        is_there=st.booleans(),
        other=st.none() | ANYTHING,
    )
    def sent(case: Any, is_there: bool, other: Any) -> None:
        answer = send(api, case, started if is_there else None, other)
        assert answer.status < 500, answer.text

    try:
        sent()
    except Unsatisfiable:
        pytest.skip("there is nothing to get wrong in this route")


def send(api: Api, case: Any, started: Answer | None, other: Any) -> Answer:
    """A made-up request; to what is there where `started` says so, with `other` as its body where
    the document has none."""
    parameters = {name: str(value) for name, value in (case.path_parameters or {}).items()}
    token = None
    if started is not None:
        token = started.body["token"]
        here = {"slug": "nho", "attempt_id": address(started).rpartition("/")[2]}
        parameters = {name: here.get(name, value) for name, value in parameters.items()}
    path = case.path
    for name, value in parameters.items():
        path = path.replace(f"{{{name}}}", quote(value, safe="") or "%20")
    query = "&".join(
        f"{quote(str(name))}={quote(str(value))}" for name, value in (case.query or {}).items()
    )
    headers = {str(name): str(value) for name, value in (case.headers or {}).items()}
    headers.pop("Authorization", None)
    body = case.body if _is_json(case.body) else other
    raw = case.body if isinstance(case.body, bytes) else None
    return api.send(
        case.method.upper(),
        f"{path}?{query}" if query else path,
        None if raw else body,
        raw=raw,
        token=token,
        claims=ANYBODY if "/organizer/" in path else None,
        headers=headers,
    )


def _is_json(body: Any) -> bool:
    try:
        json.dumps(body)
    except TypeError:
        return False
    return True
