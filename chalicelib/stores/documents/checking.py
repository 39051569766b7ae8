"""Whether a file that somebody uploads can be a template: Word opens it, and it does nothing else.

What a template may not have: macros, embedded or linked objects, references to files elsewhere,
fields that fetch something, document type declarations; and fields that the paper does not know.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError

from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.papers.kinds import Paper
from chalicelib.stores.documents.builtin import builtin_template
from chalicelib.stores.documents.fields import ANY_FIELD, FIELD, own_text, paragraphs
from chalicelib.stores.documents.filling import opened, roots_of

_MOST_BYTES, _MOST_UNPACKED, _MOST_ENTRIES = 2**20, 30 * 2**20, 500
_REFUSED_PARTS = re.compile(r"vba|activex|embeddings|oleobject|\.bin$|afchunk", re.IGNORECASE)
_MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject|ms-word\.attachedToolbars", re.IGNORECASE)
_ELSEWHERE = re.compile(rb'TargetMode\s*=\s*["\']External["\']', re.IGNORECASE)
_FETCHING = re.compile(r"\b(DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON|"
                       r"DATABASE|RD)\b", re.IGNORECASE)  # fmt: skip
_INSTRUCTION = re.compile(r"<w:instrText[^>]*>(.*?)</w:instrText>|w:instr=\"([^\"]*)\"", re.DOTALL)
_OPENS = "Tệp này không mở được bằng Word: xin lưu lại dưới dạng .docx rồi gửi lại."


def check_template(paper: Paper, template: bytes) -> None:
    """Raises Refusal bad_template with what is wrong, and how to mend it."""
    if len(template) > _MOST_BYTES:
        raise _bad("Tệp lớn hơn 1 MB: xin bỏ bớt ảnh hoặc nén ảnh nhỏ lại.")
    for name, content in _parts(template):
        _check_part(name, content)
    try:
        roots = roots_of(opened(template))
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError) as error:
        raise _bad(_OPENS) from error
    texts = [own_text(each) for root in roots for each in paragraphs(root)]
    _check_fields(paper, texts)


def known_fields(paper: Paper) -> set[str]:
    """The fields that the built-in template has, and those that every paper knows."""
    roots = roots_of(opened(builtin_template(paper)))
    found = {name for root in roots for each in paragraphs(root) for name in _names(own_text(each))}
    return found | _COMMON | (_OF_ONE if paper is Paper.CERTIFICATES else _OF_ROWS)


_COMMON = {"co_quan_cap_tren", "co_quan", "ten_co_quan", "chu_tich", "so_quyet_dinh", "so_bao_cao",
           "ngay_quyet_dinh", "dia_danh_ngay", "quyen_han", "chuc_vu", "nguoi_ky", "nguoi_lap",
           "ke_toan", "ke_hoach", "cuoc_thi", "don_vi_to_chuc", "mo_luc", "dong_luc", "so_ca_nhan",
           "so_tap_the", "tong_tien", "tong_tien_chu", "du_thao", "lan_xep_hang"}  # fmt: skip
_OF_ONE = {"stt", "ten", "don_vi", "lien_he", "ten_giai", "ket_qua", "so_tien", "kem_theo",
           "danh_xung", "dat_giai"}  # fmt: skip
_OF_ROWS = {"can_cu.noi_dung", "noi_nhan.noi_dung", *(f"giai.{name}" for name in _OF_ONE)}


def _names(text: str) -> Iterable[str]:
    return FIELD.findall(text)


def _parts(template: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each part, never unpacking more than a document can be."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as packed:
            entries = packed.infolist()
            if len(entries) > _MOST_ENTRIES or sum(e.file_size for e in entries) > _MOST_UNPACKED:
                raise _bad("Tệp chứa quá nhiều nội dung so với một mẫu văn bản.")
            for entry in entries:
                with packed.open(entry) as part:
                    yield entry.filename, part.read(_MOST_UNPACKED)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _bad(_OPENS) from error


def _check_part(name: str, content: bytes) -> None:
    if _REFUSED_PARTS.search(name) or (
        name == "[Content_Types].xml" and _MACRO_TYPES.search(content)
    ):
        raise _bad("Tệp có macro hoặc đối tượng nhúng: xin lưu thành .docx không có macro.")
    if not name.endswith((".xml", ".rels")):
        return
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _bad(_OPENS)
    if name.endswith(".rels"):
        _check_relations(content)
    else:
        _check_instructions(content.decode("utf-8", "replace"))


def _check_relations(content: bytes) -> None:
    """A document may lead people to a page, but must fetch nothing by itself."""
    for relation in re.findall(rb"<[^<>]*Relationship\s[^<>]*>", content):
        if _ELSEWHERE.search(relation) and b"/hyperlink" not in relation:
            raise _bad(
                "Mẫu trỏ đến tệp ở nơi khác (ảnh hoặc mẫu liên kết): xin chèn thẳng vào tệp."
            )


def _check_instructions(content: str) -> None:
    # Word cuts instructions into pieces; together they are read here.
    said = "".join(first or second for first, second in _INSTRUCTION.findall(content))
    if _FETCHING.search(said):
        raise _bad("Mẫu có trường lấy dữ liệu từ nơi khác (INCLUDE, LINK, DDE …): xin bỏ đi.")


def _check_fields(paper: Paper, texts: list[str]) -> None:
    known = known_fields(paper)
    found = {match.strip() for text in texts for match in ANY_FIELD.findall(text)}
    unknown = sorted(found - known)
    if unknown:
        named = ", ".join("{{" + name + "}}" for name in unknown[:10])
        raise _bad(f"Mẫu có trường không dùng được ở văn bản này: {named}. Xin sửa hoặc bỏ đi.")
    if not found:
        raise _bad("Mẫu chưa có trường nào, ví dụ {{cuoc_thi}}: xin bắt đầu từ mẫu đang dùng.")


def _bad(says: str) -> Refusal:
    return Refusal(Code.BAD_TEMPLATE, says)
