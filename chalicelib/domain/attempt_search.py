"""Which attempts an organizer looks for: by number, receipt, attempt or name; unit and state."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.attempt import Attempt
from chalicelib.domain.contest import Contest
from chalicelib.domain.identity import normalise_identity
from chalicelib.domain.phases import Phase, phase

_LEAF = re.compile(r"[0-9a-f]{8,64}", re.ASCII)
_ATTEMPT_ID = re.compile(r"[a-z2-7]{26}", re.ASCII)
_ADDRESS = re.compile(r"([a-z2-7]{26})-([1-9][0-9]{0,4})", re.ASCII)
_GAPS = re.compile(r"[\s.:-]")
_WORD = re.compile(r"[a-z0-9]+")


class State(StrEnum):
    """How an attempt stands for who looks at a list."""

    OPEN = "open"
    EXPIRED = "expired"
    SUBMITTED = "submitted"
    RESET = "reset"
    DISQUALIFIED = "disqualified"


_STATES = {
    Phase.ANSWERING: State.OPEN,
    Phase.EXPIRED: State.EXPIRED,
    Phase.SUBMITTED: State.SUBMITTED,
    Phase.RESET: State.RESET,
}


@dataclass(frozen=True)
class Sought:
    """What is looked for; an empty field asks for nothing. `identity` is normalised, `leaf` the
    beginning of a receipt in hex, `words` folded; all that is asked for must hold."""

    identity: str = ""
    leaf: str = ""
    attempt_id: str = ""
    words: tuple[str, ...] = ()
    unit: str = ""
    state: State | None = None

    @property
    def takes_all(self) -> bool:
        return self == Sought()

    def has(self, attempt: Attempt, state: State) -> bool:
        """Whether an attempt, which stands so, is among them."""
        return (
            self.unit in ("", attempt.unit)
            and self.state in (None, state)
            and self.attempt_id in ("", attempt.id)
            and self._has_receipt(attempt)
            and self._has_name(attempt)
        )

    def _has_receipt(self, attempt: Attempt) -> bool:
        if not self.leaf:
            return True
        sealed = attempt.submission
        return sealed is not None and sealed.leaf.hex().startswith(self.leaf)

    def _has_name(self, attempt: Attempt) -> bool:
        if not self.words:
            return True
        name = folded_words(attempt.name)
        return all(any(word.startswith(typed) for word in name) for typed in self.words)


def sought(typed: str, contest: Contest, unit: str = "", state: State | None = None) -> Sought:
    """What somebody looks for who typed this: a number of a person is one before it is anything
    else; then a receipt (at least its first 8 characters), an attempt's id, else a name."""
    bare = typed.strip()
    identity = normalise_identity(contest.identity.field, bare)
    if identity is not None:
        return Sought(identity=identity, unit=unit, state=state)
    compact = _GAPS.sub("", bare.lower())
    if _LEAF.fullmatch(compact):
        return Sought(leaf=compact, unit=unit, state=state)
    if _ATTEMPT_ID.fullmatch(compact):
        return Sought(attempt_id=compact, unit=unit, state=state)
    return Sought(words=folded_words(bare), unit=unit, state=state)


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text without case and diacritics: “Đỗ Ánh” gives do, anh."""
    bare = unicodedata.normalize("NFD", text).lower().replace("đ", "d")
    return tuple(_WORD.findall("".join(char for char in bare if not unicodedata.combining(char))))


def state_of(attempt: Attempt, contest: Contest, now: int, disqualified: bool) -> State:
    """How an attempt stands at `now`; a reset one is no longer anything else."""
    stands = _STATES[phase(now, contest, attempt)]
    return State.DISQUALIFIED if disqualified and stands is not State.RESET else stands


def address_of(attempt: Attempt) -> str:
    """How organizers' routes name an attempt: by it the attempt is read without a search."""
    return f"{attempt.participant}-{attempt.number}"


def read_address(address: str) -> tuple[str, int] | None:
    """Participant and number of an attempt's address, None where it is none."""
    read = _ADDRESS.fullmatch(address)
    return None if read is None else (read[1], int(read[2]))
