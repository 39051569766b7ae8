"""Templates that the ward uploads: what is taken, what is refused, what comes of it."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as WordDocument

from chalicelib.domain.errors import Code, Refusal
from chalicelib.domain.papers.content import Content, decision_content
from chalicelib.domain.papers.kinds import WITH_TEMPLATE, Paper
from chalicelib.stores.documents.builtin import builtin_template
from chalicelib.stores.documents.checking import check_template
from chalicelib.stores.documents.filling import filled, written
from chalicelib.stores.documents.making import make_paper
from tests.papers import a_basis
from tests.unit.test_documents import text_of

Change = Callable[[dict[str, bytes]], object]


def a_template(*lines: str) -> bytes:
    document: WordDocument = Document()
    for line in lines:
        document.add_paragraph(line)
    return written(document)


def with_parts(change: Change) -> bytes:
    """A template, its parts changed behind Word's back."""
    with zipfile.ZipFile(io.BytesIO(a_template("{{cuoc_thi}}"))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def replaced(name: str, old: bytes, new: bytes) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return change


DOCTYPE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
DDE = b"<w:instrText>DDEA</w:instrText><w:instrText>UTO c:\\cmd</w:instrText>"
RELATIONS, BODY = "word/_rels/document.xml.rels", "word/document.xml"
OUTSIDE = (
    b'<Relationship Id="x9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/%s" Target="http://example.com/x" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize("paper", WITH_TEMPLATE)
def test_the_built_in_template_can_be_handed_in_again(paper: Paper) -> None:
    template = builtin_template(paper)
    check_template(paper, template)
    assert text_of(make_paper(paper, a_basis(), template)) == text_of(
        make_paper(paper, a_basis(), None)
    )


@pytest.mark.parametrize(
    ("template", "says"),
    [
        (b"", "không mở được"),
        (b"PK\x03\x04 and no more", "không mở được"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "không mở được"),
        (with_parts(lambda parts: parts.pop(BODY)), "không mở được"),
        (with_parts(replaced(BODY, b"<w:body>", b"<w:body><w:p>")), "không mở được"),
        (with_parts(replaced(BODY, b"<w:document", DOCTYPE + b"<w:document")), "không mở được"),
        (with_parts(lambda parts: parts.update({"word/vbaProject.bin": b"x"})), "macro"),
        (with_parts(lambda parts: parts.update({"word/embeddings/a.xlsx": b"x"})), "macro"),
        (
            with_parts(replaced("[Content_Types].xml", b"document.main", b"x.macroEnabled.main")),
            "macro",
        ),
        (with_parts(replaced(RELATIONS, b"</Relationships>", OUTSIDE % b"image")), "nơi khác"),
        (
            with_parts(replaced(RELATIONS, b"</Relationships>", OUTSIDE % b"attachedTemplate")),
            "nơi khác",
        ),
        (with_parts(replaced(BODY, b"<w:t>", DDE + b"<w:t>")), "lấy dữ liệu"),
        (
            with_parts(lambda parts: parts.update({"word/big.xml": b" " * (31 * 2**20)})),
            "quá nhiều",
        ),
        (
            with_parts(lambda parts: parts.update({f"word/{n}.xml": b"" for n in range(600)})),
            "quá nhiều",
        ),
        (a_template("{{cuoc_thi}}") + b"\x00" * 2**20, "1 MB"),
        (a_template("Không có trường nào"), "chưa có trường nào"),
        (a_template("{{cuoc_thi}} {{mat_khau}}"), "{{mat_khau}}"),
        (a_template("{{ 7*7 }}"), "{{7*7}}"),
        (a_template("{{cuoc_thi.__class__}}"), "{{cuoc_thi.__class__}}"),
    ],
)
def test_what_can_be_no_template_is_refused(template: bytes, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_template(Paper.DECISION, template)
    assert refused.value.code is Code.BAD_TEMPLATE
    assert says in refused.value.message


def test_a_link_that_people_may_follow_is_no_fault() -> None:
    linked = with_parts(replaced(RELATIONS, b"</Relationships>", OUTSIDE % b"hyperlink"))
    check_template(Paper.DECISION, linked)


def test_a_field_that_word_has_cut_into_pieces_is_filled() -> None:
    document: WordDocument = Document()
    paragraph = document.add_paragraph("Cuộc thi ")
    for piece in ("{", "{cuoc", "_thi", "}} năm ", "{{so_ca_nhan}}"):
        paragraph.add_run(piece)
    made = filled(written(document), decision_content(a_basis()))
    assert "Cuộc thi Cuộc thi nhỏ năm 05" in text_of(made)


def test_what_was_filled_in_is_not_read_again() -> None:
    content = Content({"cuoc_thi": "{{nguoi_ky}} {{giai.ten}}", "nguoi_ky": "không"})
    assert "{{nguoi_ky}} {{giai.ten}}!" in text_of(filled(a_template("{{cuoc_thi}}!"), content))


def test_letters_that_xml_can_not_hold_are_left_out() -> None:
    content = Content({"cuoc_thi": "a\x00b\x0bc\ufffed"})
    assert "abcd" in text_of(filled(a_template("{{cuoc_thi}}"), content))


def test_rows_and_paragraphs_of_lists_are_repeated() -> None:
    document: WordDocument = Document()
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "{{giai.ten}}", "{{giai.ten_giai}}"
    document.add_paragraph("• {{giai.ten}} của {{cuoc_thi}}")
    rows = [{"ten": "A", "ten_giai": "Nhất"}, {"ten": "B", "ten_giai": "Nhì"}]
    made = filled(written(document), Content({"cuoc_thi": "C"}, {"giai": rows}))
    again = Document(io.BytesIO(made))
    assert [[cell.text for cell in row.cells] for row in again.tables[0].rows] == [
        ["A", "Nhất"], ["B", "Nhì"],
    ]  # fmt: skip
    assert [each.text for each in again.paragraphs] == ["• A của C", "• B của C"]


def test_a_list_of_nobody_leaves_nothing() -> None:
    made = filled(a_template("đầu", "• {{giai.ten}}", "cuối"), Content({}, {"giai": []}))
    assert [each.text for each in Document(io.BytesIO(made)).paragraphs] == ["đầu", "cuối"]


def test_a_draft_by_a_template_without_the_mark_is_marked_all_the_same() -> None:
    made = make_paper(Paper.DECISION, a_basis(draft=True), a_template("{{cuoc_thi}}"))
    assert "DỰ THẢO" in text_of(made)
