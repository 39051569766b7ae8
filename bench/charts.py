"""Bars as SVG, drawn without a library: a label, a bar and a figure a line."""

from collections.abc import Mapping
from html import escape

_ROW, _LABEL, _BARS, _FIGURE = 28, 240, 360, 100
_INK, _OURS, _OTHERS = "#1b1f24", "#0b6bcb", "#9aa5b1"


def bars(title: str, figures: Mapping[str, float], unit: str, ours: str) -> str:
    """A chart of `figures`, those of `ours` in another colour; `unit` stands behind each."""
    longest = max(figures.values())
    rows = [
        _row(place, name, value, value / longest, unit, name == ours)
        for place, (name, value) in enumerate(figures.items(), start=1)
    ]
    width, height = _LABEL + _BARS + _FIGURE, _ROW * (len(rows) + 1) + 8
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" font-family="sans-serif" font-size="14" fill="{_INK}" role="img">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
        f'<text x="8" y="20" font-weight="bold">{escape(title)}</text>\n'
        f"{''.join(rows)}</svg>\n"
    )


def _row(place: int, name: str, value: float, share: float, unit: str, is_ours: bool) -> str:
    top, length = _ROW * place, max(1, round(share * _BARS))
    colour = _OURS if is_ours else _OTHERS
    return (
        f'<text x="{_LABEL - 8}" y="{top + 19}" text-anchor="end">{escape(name)}</text>\n'
        f'<rect x="{_LABEL}" y="{top + 5}" width="{length}" height="18" fill="{colour}"/>\n'
        f'<text x="{_LABEL + length + 8}" y="{top + 19}">{value:g} {escape(unit)}</text>\n'
    )
