"""What two people must do together."""

from chalicelib.domain.errors import Code, Refusal


def refuse_own(first: str, second: str) -> None:
    """Raises second_person where both are the same person."""
    if first.lower() == second.lower():
        raise Refusal(
            Code.SECOND_PERSON,
            "Việc này cần một người thứ hai trong Ban Tổ chức xem và đồng ý. "
            "Xin nhờ một người khác đăng nhập bằng tài khoản của mình.",
        )
