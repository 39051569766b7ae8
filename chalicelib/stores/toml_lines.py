"""Where each field of a TOML text stands: tomllib gives values without positions.

The text must have been parsed by tomllib before: here nothing is checked.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""
    (?P<string> \"\"\"(?:\\.|[^\\])*?\"{3,5} | '''.*?'{3,5}
              | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
  | (?P<comment> \#[^\n]* )
  | (?P<newline> \n )
  | (?P<mark> [\[\]{},=] )
  | (?P<space> [^\S\n]+ )
  | (?P<bare> [^\s\[\]{},=\#"']+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_DEPTH = {"[": 1, "{": 1, "]": -1, "}": -1}


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    line: int


def lines_of_fields(text: str) -> dict[Path, int]:
    """The line, from 1, of each table, field and list item; items of inline tables have none."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for statement in _statements(text):
        if statement[0].text == "[":
            table = _table(statement, counts)
            lines[table] = statement[0].line
        else:
            lines.update(_field(statement, table))
    return lines


def line_of(path: Path, lines: dict[Path, int]) -> int | None:
    """The line of the field, or of the nearest table or list that holds it."""
    if not path:
        return None
    return lines.get(path) or line_of(path[:-1], lines)


def _statements(text: str) -> Iterator[list[_Token]]:
    """The tokens of each header and each `field = value`, which may span lines."""
    statement: list[_Token] = []
    depth = 0
    for token in _tokens(text):
        if token.kind == "newline" and depth == 0:
            if statement:
                yield statement
            statement = []
        elif token.kind in ("string", "mark", "bare"):
            statement.append(token)
            depth += _DEPTH.get(token.text, 0) if token.kind == "mark" else 0
    if statement:
        yield statement


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        yield _Token(match.lastgroup or "", match.group(), line)
        line += match.group().count("\n")


def _table(header: list[_Token], counts: dict[Path, int]) -> Path:
    """The path of `[a.b]` or `[[a.b]]`; `counts` holds how often each list was opened."""
    *outer, last = _names(header)
    path: Path = ()
    for name in outer:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, last)
    if header[1].text != "[":
        return path
    counts[path] = counts.get(path, 0) + 1
    return (*path, counts[path] - 1)


def _field(statement: list[_Token], table: Path) -> Iterator[tuple[Path, int]]:
    equals = next(place for place, token in enumerate(statement) if token.text == "=")
    path = (*table, *_names(statement[:equals]))
    yield path, statement[0].line
    for index, line in enumerate(_item_lines(statement[equals + 1 :])):
        yield (*path, index), line


def _item_lines(value: list[_Token]) -> Iterator[int]:
    """The line on which each item of a list begins; none for other values."""
    if value[0].text != "[":
        return
    depth, fresh = 0, True
    for token in value:
        if depth == 1 and fresh and token.text != "]":
            yield token.line
            fresh = False
        if token.kind == "mark":
            depth += _DEPTH.get(token.text, 0)
            fresh = fresh or (depth == 1 and token.text == ",")


def _names(tokens: list[_Token]) -> list[str]:
    """The parts of a dotted key, quoted or bare."""
    dotted = "".join(token.text for token in tokens if token.kind != "mark")
    names: list[str] = []
    level = tomllib.loads(f"{dotted} = 0")
    while True:
        name, inner = next(iter(level.items()))
        names.append(name)
        if not isinstance(inner, dict):
            return names
        level = inner
