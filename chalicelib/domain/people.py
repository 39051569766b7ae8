"""The people who organize: who may change whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.domain.second_factor import needs_totp

ADMINISTRATORS = "quan-tri"
GROUPS = (ADMINISTRATORS, "to-chuc", "theo-doi")
"""The groups of the user pool: all; contests, questions and ranking; read only."""


@dataclass(frozen=True)
class Person:
    """An account: `email` in lower case, `groups` the ones of GROUPS it is in, `on` whether it may
    sign in, `signed_in` whether it ever did (and chose a password), `factors` the second factors
    that are set up, in Cognito's words. Times in milliseconds."""

    email: str
    groups: tuple[str, ...]
    on: bool
    signed_in: bool
    factors: frozenset[str]
    created_at: int

    @property
    def administers(self) -> bool:
        """Whether this is an administrator who may sign in."""
        return self.on and ADMINISTRATORS in self.groups


def refuse_who_may_not(caller: Person | None, demanded: bool) -> None:
    """Raises forbidden where the caller is no administrator (any more), totp_required where one
    has no one-time codes although the stage demands them."""
    if caller is None or not caller.administers:
        raise Refusal(Code.FORBIDDEN, "Tài khoản này không có quyền quản lý người dùng.")
    if needs_totp(caller.administers, demanded, lambda: caller.factors):
        raise Refusal(
            Code.TOTP_REQUIRED,
            "Xin bật mã một lần cho tài khoản quản trị của mình (trang Tài khoản) rồi làm lại.",
        )


def refuse_against_oneself(person: Person, by: str) -> None:
    """Raises invalid where people would switch themselves off or leave the administrators: one
    mistake would lock them out."""
    if person.email == by.lower():
        says = "Không tự làm việc này với tài khoản của mình; xin nhờ một người quản trị khác."
        raise invalid({"email": says})


def refuse_the_last_administrator(person: Person, everybody: Iterable[Person]) -> None:
    """Raises invalid where nobody could manage people any more without this one."""
    others = (each for each in everybody if each.email != person.email)
    if person.administers and not any(each.administers for each in others):
        says = "Đây là người quản trị cuối cùng; xin thêm một người quản trị khác trước."
        raise invalid({"email": says})
