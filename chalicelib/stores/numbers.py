"""Numbers as stored."""


def whole(number: float | None) -> int | None:
    """A number as stored, which pynamodb may give as a float, as the integer that it is."""
    return None if number is None else int(number)
