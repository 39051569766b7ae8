"""Requests that schemathesis makes up from the documents of the API."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from ops.packaging import ROOT

MODES = tuple(GenerationMode)
_DOCUMENTS = ("openapi.yaml", "openapi-organizers.yaml")
# What a body may be besides what a schema says, or leaves open.
_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@dataclass(frozen=True)
class Asked:
    """A request; `raw` is its body where that is no JSON."""

    method: str
    path: str
    body: Any
    raw: bytes | None
    headers: dict[str, str]

    @property
    def is_organizers(self) -> bool:
        return self.path.startswith("/organizer/")


def operations() -> Iterator[Any]:
    """All that the documents tell of, as schemathesis reads it."""
    for name in _DOCUMENTS:
        document = yaml.safe_load((ROOT / "docs" / name).read_text("utf-8"))
        for found in schemathesis.openapi.from_dict(document).get_all_operations():
            yield found.ok()


def each_made_up(
    operation: Any,
    mode: GenerationMode,
    count: int,
    here: dict[str, str],
    send: Callable[[Asked, bool], None],
) -> None:
    """Sends `count` requests, always the same ones. About half name in their path what is `here`,
    and `send` is told so. Raises hypothesis' Unsatisfiable where an operation has nothing to get
    wrong."""

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=operation.as_strategy(generation_mode=mode),
        is_here=st.booleans(),
        other=st.none() | _ANYTHING,
    )
    def made_up(case: Any, is_here: bool, other: Any) -> None:
        send(_asked(case, here if is_here else {}, other), is_here)

    made_up()


def _asked(case: Any, here: dict[str, str], other: Any) -> Asked:
    path = case.path
    for name, value in (case.path_parameters or {}).items():
        placed = quote(here.get(name, str(value)), safe="") or "%20"
        path = path.replace(f"{{{name}}}", placed)
    told = (case.query or {}).items()
    query = "&".join(f"{quote(str(name))}={quote(str(value))}" for name, value in told)
    headers = {str(name): str(value) for name, value in (case.headers or {}).items()}
    headers.pop("Authorization", None)
    raw = case.body if isinstance(case.body, bytes) else None
    body = None if raw else case.body if _is_json(case.body) else other
    method = case.method.upper()
    return Asked(method, f"{path}?{query}" if query else path, body, raw, headers)


def _is_json(body: Any) -> bool:
    try:
        json.dumps(body)
    except TypeError:
        return False
    return True
