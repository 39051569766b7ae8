"""Device tickets: what lets a tablet at the ward office begin attempts for one person after
another. Signed like attempt tokens; they stand in the part of an address that no server sees."""

from itsdangerous import BadData

from chalicelib.domain.errors import Code, Refusal, invalid
from chalicelib.usecases.ports import Bundle
from chalicelib.web.tokens import read_signed, signer

_SALT = "device-ticket"


def device_ticket(slug: str, ticket_id: str, expires_at: int, token_keys: tuple[bytes, ...]) -> str:
    """A ticket for one contest, good before `expires_at` (ms)."""
    said = {"c": slug, "i": ticket_id, "e": expires_at}
    return str(signer(token_keys, _SALT).dumps(said))


def check_ticket(ticket: str, bundle: Bundle, received_at: int) -> None:
    """Nothing where a ticket is good. Raises invalid where it is none of this contest,
    ticket_expired where it is over or was called back."""
    try:
        said = read_signed(ticket, bundle.secrets.token_keys, _SALT)
    except BadData as error:
        raise _no_ticket() from error
    if said["c"] != bundle.contest.slug:
        raise _no_ticket()
    if said["i"] in bundle.recalled_tickets:
        raise Refusal(
            Code.TICKET_EXPIRED,
            "Ban Tổ chức đã thu hồi đường dẫn của máy dùng chung này. Xin hỏi Ban Tổ chức.",
        )
    if received_at >= said["e"]:
        raise Refusal(
            Code.TICKET_EXPIRED,
            "Máy dùng chung này đã hết giờ được phép. Xin Ban Tổ chức mở lại bằng đường dẫn mới.",
        )


def _no_ticket() -> Refusal:
    says = "Đường dẫn của máy dùng chung không đúng. Xin Ban Tổ chức mở lại bằng đường dẫn mới."
    return invalid({"device_ticket": says})
