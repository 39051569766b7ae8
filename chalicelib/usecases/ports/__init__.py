"""What the use cases need of the stores."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.attempt import Attempt
    from chalicelib.usecases.ports.archives import Archives, BadArchive, LocatedFault, ReadFiles
    from chalicelib.usecases.ports.attempts import AttemptPage, Attempts, Claims, ResidentAttempts
    from chalicelib.usecases.ports.contests import (
        Bundle,
        Bundles,
        ContestRecord,
        ContestRecords,
        Milestone,
        RootSecrets,
        Secrets,
    )
    from chalicelib.usecases.ports.files import Pages, Site, Vault
    from chalicelib.usecases.ports.jobs import Functions, Job, Jobs, JobState
    from chalicelib.usecases.ports.judgements import Exportable, Judgements, Ruling, Rulings, Run
    from chalicelib.usecases.ports.people import People, Unknown
    from chalicelib.usecases.ports.sessions import Sessions, SignInOver, Tokens
    from chalicelib.usecases.ports.versions import Versions

__all__ = [
    "Archives", "AttemptPage", "Attempts", "BadArchive", "Bundle", "Bundles", "Claims", "Clock",
    "Conflict", "ContestRecord", "ContestRecords", "Exportable", "Functions", "Job", "JobState",
    "Jobs", "Judgements", "LocatedFault", "Milestone", "Pages", "People", "ReadFiles",
    "ResidentAttempts", "RootSecrets", "Ruling", "Rulings", "Run", "Secrets", "Sessions",
    "SignInOver", "Site", "Stores", "Tokens", "Unavailable", "Unknown", "Vault", "Versions",
]  # fmt: skip

Clock = Callable[[], int]
"""Now, in milliseconds since the epoch."""

# A resident's request starts without what organizers need: each is loaded when it is first named.
_MODULES = {
    "archives": "Archives BadArchive LocatedFault ReadFiles",
    "attempts": "AttemptPage Attempts Claims ResidentAttempts",
    "contests": "Bundle Bundles ContestRecord ContestRecords Milestone RootSecrets Secrets",
    "files": "Pages Site Vault",
    "jobs": "Functions Job Jobs JobState",
    "judgements": "Exportable Judgements Ruling Rulings Run",
    "people": "People Unknown",
    "sessions": "Sessions SignInOver Tokens",
    "versions": "Versions",
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names.split()}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _MODULE_OF:
            raise AttributeError(f"no port {name}")
        return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)


class Conflict(Exception):
    """A conditional write was refused; `stored` is what stands there instead, None if nothing."""

    def __init__(self, stored: Attempt | None = None) -> None:
        super().__init__("the condition of a write did not hold")
        self.stored = stored


class Unavailable(Exception):
    """A store failed or was too slow; the same request may succeed later."""


class Stores(Protocol):
    """All stores of a deployment, and its clock: for what needs most of them."""

    @property
    def attempts(self) -> Attempts: ...

    @property
    def claims(self) -> Claims: ...

    @property
    def bundles(self) -> Bundles: ...

    @property
    def records(self) -> ContestRecords: ...

    @property
    def judgements(self) -> Judgements: ...

    @property
    def rulings(self) -> Rulings: ...

    @property
    def jobs(self) -> Jobs: ...

    @property
    def functions(self) -> Functions: ...

    @property
    def sessions(self) -> Sessions: ...

    @property
    def people(self) -> People: ...

    @property
    def versions(self) -> Versions: ...

    @property
    def vault(self) -> Vault: ...

    @property
    def site(self) -> Site: ...

    @property
    def pages(self) -> Pages: ...

    @property
    def archives(self) -> Archives: ...

    def clock(self) -> int: ...
