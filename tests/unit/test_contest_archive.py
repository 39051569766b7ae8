"""The folder of a contest as a .zip: nothing lost, nothing else taken."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.contest_format.writing import raw_as_json, raw_of_document
from chalicelib.stores.contest_archive import ZipArchives
from chalicelib.stores.contest_folder import read_contest
from chalicelib.usecases.ports import BadArchive, ReadFiles
from tests.builders import a_contest_file, a_document
from tests.folders import toml_file

BUNDLED = sorted(path.parent for path in Path("contests").glob("*/contest.toml"))
RAW = a_contest_file()
QUESTIONS = RAW.pop("questions")
CONTEST_TOML, QUESTIONS_TOML = toml_file(RAW), toml_file({"questions": QUESTIONS})


def zipped(files: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def whole(**more: str | bytes) -> dict[str, str | bytes]:
    return {"contest.toml": CONTEST_TOML, "questions.toml": QUESTIONS_TOML, **more}


def read(content: bytes) -> ReadFiles:
    return ZipArchives().read(content)


def refused(content: bytes) -> str:
    with pytest.raises(BadArchive) as bad:
        read(content)
    return str(bad.value)


@pytest.mark.parametrize("folder", BUNDLED, ids=lambda folder: folder.name)
def test_the_bundled_contests_go_out_and_come_in_the_same(folder: Path) -> None:
    document = read_contest(folder)
    raw = raw_of_document(document)
    content = ZipArchives().write(raw_as_json(raw), raw["questions"])
    came = read(content)
    assert came.document == document
    assert ZipArchives().write(raw_as_json(came.contest), came.questions) == content


def test_texts_of_every_kind_come_through() -> None:
    title = 'Tên "lạ" \\ \t ổn 🎉 \u00a0x'
    raw = raw_of_document(a_document(title=title, contact="[x]\n= 'y' # z"))
    came = read(ZipArchives().write(raw_as_json(raw), raw["questions"]))
    assert (came.contest["title"], came.contest["contact"]) == (title, "[x]\n= 'y' # z")


def test_a_faulty_draft_goes_out_and_comes_in_with_its_faults() -> None:
    draft: dict[str, Any] = {"slug": "moi", "opens_at": "mai", "units": [7, {"id": "a"}]}
    came = read(ZipArchives().write(draft, []))
    assert came.contest == draft
    assert came.questions == []
    assert came.document is None
    assert came.readable
    assert "contest.toml:2 opens_at" in {
        str(fault).split(":", 2)[0] + ":" + str(fault).split(":", 2)[1] for fault in came.faults
    }


def test_a_folder_in_the_archive_and_what_macos_adds_are_no_fault() -> None:
    files = {f"cchc/{name}": text for name, text in whole().items()}
    assert read(
        zipped({**files, "__MACOSX/cchc/._contest.toml": b"\0", "cchc/.DS_Store": b"\0"})
    ).document


def test_all_faults_come_at_once_with_file_and_line() -> None:
    contest = CONTEST_TOML.replace('host = "UBND phường"', "host = 7")
    bank = QUESTIONS_TOML.replace('key = ["A"]', 'key = ["Z"]', 1)
    came = read(zipped({"contest.toml": contest, "questions.toml": bank}))
    assert {(fault.file, fault.place is not None) for fault in came.faults} == {
        ("contest.toml", True),
        ("questions.toml", True),
    }


def test_what_is_no_toml_is_not_readable() -> None:
    came = read(zipped(whole(**{"contest.toml": "slug = "})))
    assert not came.readable
    assert came.document is None


def test_a_missing_file_is_named() -> None:
    came = read(zipped({"contest.toml": CONTEST_TOML}))
    assert not came.readable
    assert "questions.toml" in str(came.faults[0])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 100, zipped(whole())[:-30]])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    assert "không đọc được" in refused(content).lower()


@pytest.mark.parametrize(
    "name", ["../contest.toml", "/contest.toml", "a/../contest.toml", "virus.exe", "logo.svg.exe"]
)
def test_other_files_and_paths_are_refused(name: str) -> None:
    assert refused(zipped({name: "x"}))


def test_two_folders_are_two_contests() -> None:
    assert "nhiều thư mục" in refused(zipped({"a/contest.toml": "x", "b/contest.toml": "x"}))


def test_a_workbook_is_led_to_the_screen_of_questions() -> None:
    assert "màn hình Câu hỏi" in refused(zipped({"contest.toml": "x", "questions.xlsx": "x"}))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped({"contest.toml": b"#" * (11 * 2**20)})
    assert len(bomb) < 100_000
    assert "quá lớn" in refused(bomb)


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    bomb = bytearray(zipped({"contest.toml": b"#" * (11 * 2**20)}))
    said = (11 * 2**20).to_bytes(4, "little")
    while (place := bomb.find(said)) >= 0:
        bomb[place : place + 4] = (10).to_bytes(4, "little")
    assert refused(bytes(bomb))


def test_other_compressions_many_files_and_passwords_are_refused() -> None:
    assert "nén kiểu lạ" in refused(zipped(whole(), zipfile.ZIP_LZMA))
    assert "quá nhiều" in refused(zipped({f"{n}.txt": "x" for n in range(21)}))
    locked = bytearray(zipped(whole()))
    place = locked.find(b"PK\x01\x02")
    locked[place + 8] |= 1
    locked[6] |= 1
    assert "mật khẩu" in refused(bytes(locked))
