"""The rules for print say what the rules say, in Word and in HTML."""

import io
from html.parser import HTMLParser
from pathlib import Path
from random import Random

import docx
import pytest
from click.testing import CliRunner, Result
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from chalicelib.domain.contest import Contest
from chalicelib.domain.contest_document import contest_from_document
from chalicelib.domain.rules_text import rules_sections
from ops.__main__ import main
from ops.commands import rules as command
from ops.rules_paper import rules_docx, rules_html
from tests.builders import a_bundle, a_contest
from tests.fakes import FakeStores
from tests.folders import a_folder
from tests.random_contests import random_document

HOSTILE = "UBND <b>phường</b> & “xã” {title} </style>"
CONTESTS = [
    a_contest(),
    a_contest(title="Thi <script>alert(1)</script> & {body}", host=HOSTILE),
    *(contest_from_document(random_document(Random(seed))) for seed in range(5)),
]


class Texts(HTMLParser):
    """What stands in the body, element by element."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        self.tags.add(tag)
        if tag in {"p", "h1", "h2"}:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside in {"p", "h1", "h2"}:
            self.found[-1] += data


def in_html(contest: Contest) -> Texts:
    texts = Texts()
    texts.feed(rules_html(contest).decode())
    return texts


def in_docx(contest: Contest) -> docx.document.Document:
    return docx.Document(io.BytesIO(rules_docx(contest)))


def expected(contest: Contest) -> list[str]:
    texts = [contest.host, "Thể lệ", f"Cuộc thi “{contest.title}”"]
    for number, section in enumerate(rules_sections(contest), start=1):
        texts += [f"{number}. {section['heading']}", *section["sentences"]]
    return texts


@pytest.mark.parametrize("contest", CONTESTS)
def test_the_page_says_what_the_rules_say(contest: Contest) -> None:
    assert in_html(contest).found == expected(contest)


@pytest.mark.parametrize("contest", CONTESTS)
def test_the_word_file_says_what_the_rules_say(contest: Contest) -> None:
    assert [paragraph.text for paragraph in in_docx(contest).paragraphs] == expected(contest)


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    texts = in_html(CONTESTS[1])
    assert not texts.tags & {"script", "link", "img", "b"}
    page = rules_html(CONTESTS[1]).decode()
    assert '<html lang="vi">' in page
    assert "@media print" in page
    assert "http" not in page


def test_the_word_file_is_set_as_official_papers_are() -> None:
    paper = in_docx(a_contest())
    page = paper.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert page.different_first_page_header_footer
    assert "PAGE" in page.header._element.xml
    for name in ("Normal", "Title", "Subtitle", "Heading 1"):
        style = paper.styles[name]
        fonts = style.element.rPr.rFonts
        assert style.font.size == Pt(14)
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs")} == {
            "Times New Roman"
        }
    assert paper.core_properties.title == "Thể lệ: Cuộc thi “Cuộc thi nhỏ”"
    assert paper.core_properties.author == "UBND phường"


def test_headings_are_headings_and_sentences_are_justified() -> None:
    paragraphs = in_docx(a_contest()).paragraphs
    headings = [each.text for each in paragraphs if each.style.name == "Heading 1"]
    assert headings[0] == "1. Đối tượng dự thi"
    assert len(headings) == len(rules_sections(a_contest()))
    sentences = [each for each in paragraphs if each.style.name == "Normal"]
    assert {each.alignment for each in sentences} == {WD_ALIGN_PARAGRAPH.JUSTIFY}


def ops_rules(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["rules", *map(str, arguments)])


@pytest.mark.parametrize("name", ["rules.docx", "RULES.HTML"])
def test_a_folders_rules_are_written(tmp_path: Path, name: str) -> None:
    folder = a_folder(tmp_path / "contest")
    result = ops_rules(folder, "--to", tmp_path / name)
    assert (result.exit_code, result.output) == (0, f"{tmp_path / name}\n")
    assert (tmp_path / name).stat().st_size > 5_000


def test_the_rules_of_a_loaded_contest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stores = FakeStores()
    stores.bundles.put(a_bundle())
    monkeypatch.setattr(command, "find_stack", lambda stage, region: None)
    monkeypatch.setattr(command, "stores_of", lambda stack: stores)
    path = tmp_path / "rules.html"
    assert ops_rules("nho", "--to", path).exit_code == 0
    assert path.read_bytes() == rules_html(a_contest())
    other = ops_rules("khac", "--to", path)
    assert other.exit_code == 3
    assert "khac" in other.output


def test_a_faulty_folder_names_its_faults(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "contest", slug="KHÔNG")
    result = ops_rules(folder, "--to", tmp_path / "rules.html")
    assert result.exit_code == 2
    assert "contest.toml:1 slug: phải là mã" in result.output
    assert not (tmp_path / "rules.html").exists()


@pytest.mark.parametrize(("slug", "name"), [("./absent", "x.html"), (".", "x.pdf")])
def test_what_cannot_be_asked_for(tmp_path: Path, slug: str, name: str) -> None:
    assert ops_rules(slug, "--to", tmp_path / name).exit_code == 2
