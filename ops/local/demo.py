"""What `make run` fills an empty stack with: the bundled contest, and somebody to organize it."""

import json
import secrets
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from ops.commands.contests import load_contest
from ops.packaging import ROOT
from ops.stacks import Stack

BUNDLED_CONTEST = ROOT / "contests" / "cchc-2024"
_EMAIL = "bantochuc@example.com"
# Whoever tries a contest alone needs somebody to approve what they ask for.
_SECOND_EMAIL = "nguoiduyet@example.com"
_GROUPS = {_EMAIL: ("quan-tri", "to-chuc"), _SECOND_EMAIL: ("to-chuc",)}
# The window opened a moment ago: whoever looks finds the contest open.
_OPEN_SINCE_MS = 60_000


@dataclass(frozen=True)
class LogIn:
    """What the demo organizer types to sign in."""

    email: str
    password: str


def ensure_demo_organizers(stack: Stack, noted: Path) -> tuple[LogIn, LogIn]:
    """The demo organizer and the one who approves, made at the first call; their password is kept
    in the file `noted`."""
    first = _read_or_draw(noted)
    second = LogIn(_SECOND_EMAIL, first.password)
    for log_in in (first, second):
        _ensure(stack, log_in)
    return first, second


def _ensure(stack: Stack, log_in: LogIn) -> None:
    cognito = stack.cognito()
    try:
        cognito.admin_create_user(
            UserPoolId=stack.user_pool_id,
            Username=log_in.email,
            UserAttributes=[
                {"Name": "email", "Value": log_in.email},
                {"Name": "email_verified", "Value": "true"},
            ],
            MessageAction="SUPPRESS",
        )
    except cognito.exceptions.UsernameExistsException:
        return
    cognito.admin_set_user_password(
        UserPoolId=stack.user_pool_id,
        Username=log_in.email,
        Password=log_in.password,
        Permanent=True,
    )
    for group in _GROUPS[log_in.email]:
        cognito.admin_add_user_to_group(
            UserPoolId=stack.user_pool_id, Username=log_in.email, GroupName=group
        )


def load_bundled_contest(stack: Stack, open_for_s: int) -> None:
    """Loads the bundled contest with its window moved to now."""
    now = time.time_ns() // 1_000_000
    opens_at, closes_at = now - _OPEN_SINCE_MS, now + open_for_s * 1_000
    load_contest(stack, BUNDLED_CONTEST, opens_at=opens_at, closes_at=closes_at)


def _read_or_draw(noted: Path) -> LogIn:
    if noted.exists():
        return LogIn(**json.loads(noted.read_text(encoding="utf-8")))
    # The policy wants capitals, small letters, digits and signs; the random part has the strength.
    drawn = LogIn(_EMAIL, f"Hoi-Thi-{secrets.token_hex(5)}")
    noted.write_text(json.dumps(asdict(drawn)), encoding="utf-8")
    noted.chmod(0o600)
    return drawn
