"""Sums of money in words, as Vietnamese papers write them beside the figures."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
_BILLION = 10**9


def vnd_in_words(amount_vnd: int) -> str:
    """`Ba triệu tám trăm nghìn đồng`; `amount_vnd` is not negative."""
    words = f"{_whole(amount_vnd)} đồng"
    return words[0].upper() + words[1:]


def _whole(number: int) -> str:
    if number < _BILLION:
        return _below_a_billion(number)
    billions, rest = divmod(number, _BILLION)
    tail = [_below_a_billion(rest, follows=True)] if rest else []
    return " ".join([_whole(billions), "tỷ", *tail])


def _below_a_billion(number: int, *, follows: bool = False) -> str:
    """`follows`: other words stand before, so that empty hundreds are named (“không trăm”)."""
    if number == 0:
        return _DIGITS[0]
    words: list[str] = []
    for scale in (2, 1, 0):
        group = number // 1_000**scale % 1_000
        if group:
            words += [_group(group, named_in_full=follows or bool(words)), _SCALES[scale]]
    return " ".join(word for word in words if word)


def _group(group: int, *, named_in_full: bool) -> str:
    hundreds, tens_and_units = divmod(group, 100)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or named_in_full else []
    if tens_and_units:
        words.append(_tens(tens_and_units, after_hundreds=bool(words)))
    return " ".join(words)


def _tens(number: int, *, after_hundreds: bool) -> str:
    tens, units = divmod(number, 10)
    if tens == 0:
        return f"lẻ {_DIGITS[units]}" if after_hundreds else _DIGITS[units]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    return f"{head} {_unit_after(tens, units)}" if units else head


def _unit_after(tens: int, units: int) -> str:
    if units == 5:
        return "lăm"
    return "mốt" if units == 1 and tens > 1 else _DIGITS[units]
