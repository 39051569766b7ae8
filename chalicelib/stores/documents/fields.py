"""Finding and filling `{{fields}}` in the paragraphs of a Word document.

Deliberately no template language: a field is a name and nothing else, each paragraph is read for
fields once, and what was filled in is never read again. So whatever people typed stands as typed.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml.etree import _Element as Element

FIELD = re.compile(r"\{\{\s*([a-z_]+(?:\.[a-z_]+)?)\s*\}\}")
ANY_FIELD = re.compile(r"\{\{(.*?)\}\}")
# XML 1.0 has no way to write these.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
P, R, T, TR, TC, BR = (qn(f"w:{name}") for name in ("p", "r", "t", "tr", "tc", "br"))


def text_of(element: Element) -> str:
    """All text of an element."""
    return "".join(each.text or "" for each in element.iter(T))


def own_texts(paragraph: Element) -> list[Element]:
    """The pieces of text of a paragraph; those of a text box within it are of another one."""
    return [each for each in paragraph.iter(T) if next(each.iterancestors(P)) is paragraph]


def own_text(paragraph: Element) -> str:
    """The text of a paragraph, however Word has cut it into pieces."""
    return "".join(each.text or "" for each in own_texts(paragraph))


def paragraphs(root: Element) -> Iterator[Element]:
    """Every paragraph below an element, itself included, text boxes and tables too."""
    yield from root.iter(P)


def list_of(element: Element) -> str | None:
    """The list that the first `{{list.field}}` of an element names."""
    found = (match for match in FIELD.findall(text_of(element)) if "." in match)
    name = next(found, None)
    return None if name is None else name.partition(".")[0]


def repeated(element: Element, count: int) -> list[Element]:
    """`count` copies in the place of an element."""
    copies = [deepcopy(element) for _ in range(count)]
    for copy in copies:
        element.addprevious(copy)
    remove(element)
    return copies


def remove(element: Element) -> None:
    """Takes an element away; a table cell keeps one paragraph, or Word can't open it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tag == P and parent.tag == TC and len(parent.findall(P)) == 1:
        for piece in own_texts(element):
            piece.text = ""
        return
    parent.remove(element)


def fill(paragraph: Element, values: Mapping[str, str]) -> None:
    """Puts values in the place of a paragraph's fields; names without a value stay as they are.

    A paragraph that is nothing but one field goes away where that is empty.
    """
    pieces = own_texts(paragraph)
    whole = "".join(piece.text or "" for piece in pieces)
    found = [match for match in FIELD.finditer(whole) if match[1] in values]
    if not found:
        return
    if len(found) == 1 and whole.strip() == found[0][0] and not values[found[0][1]]:
        remove(paragraph)
        return
    # From the last to the first: places before a match stay where they are.
    for match in reversed(found):
        _replace(pieces, match.start(), match.end(), clean(values[match[1]]))
    for piece in pieces:
        _break_lines(piece)


def clean(value: str) -> str:
    """A text without what XML can't hold."""
    return _NOT_IN_XML.sub("", value)


def _replace(pieces: list[Element], start: int, end: int, value: str) -> None:
    """The value takes the place of characters `start` to `end`, in the look of the first piece."""
    at, put = 0, value
    for piece in pieces:
        text = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first < last:
            piece.text = text[:first] + put + text[last:]
            put = ""


def _break_lines(piece: Element) -> None:
    lines = (piece.text or "").split("\n")
    _set(piece, lines[0])
    after = piece
    for line in lines[1:]:
        broken, further = OxmlElement("w:br"), OxmlElement("w:t")
        _set(further, line)
        after.addnext(broken)
        broken.addnext(further)
        after = further


def _set(piece: Element, text: str) -> None:
    piece.text = text
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
