"""`python -m ops audit`: what it prints, writes and finds."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from chalicelib.usecases.auditing import Act, key_of, record_act
from ops.commands import audit as command
from ops.commands import options
from tests.builders import OPENS_AT
from tests.fakes import FakeStores


@pytest.fixture
def stores(monkeypatch: pytest.MonkeyPatch) -> FakeStores:
    """A stack whose log of the contest `nho` has three entries."""
    stores = FakeStores(OPENS_AT)
    for number in range(1, 4):
        act = Act("an@example.vn", "review", f"bai-{number}", OPENS_AT, "vì", None, "ok", "::1")
        record_act("nho", act, stores.vault)
    monkeypatch.setattr(options, "find_stack", lambda stage, region: None)
    monkeypatch.setattr(command, "stores_of", lambda stack: stores)
    return stores


def run(*arguments: Any) -> Result:
    return CliRunner().invoke(command.audit, [str(each) for each in arguments])


def test_it_prints_the_oldest_entry_first(stores: FakeStores) -> None:
    lines = run("nho").output.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2", "3"]
    for said in ("+07:00", "an@example.vn", "::1", "review", "bai-1", "→", "ok", "“vì”"):
        assert said in lines[0]


def test_an_empty_log_prints_nothing(stores: FakeStores) -> None:
    result = run("_")
    assert (result.exit_code, result.output) == (0, "")


def test_a_whole_log_is_found_so(stores: FakeStores) -> None:
    result = run("nho", "--verify")
    assert result.exit_code == 0
    assert "nguyên vẹn: 3 mục" in result.output


def test_what_is_wrong_is_named_with_exit_3(stores: FakeStores) -> None:
    del stores.vault.objects[key_of("nho", 2)]
    result = run("nho", "--verify")
    assert result.exit_code == 3
    assert "Thiếu các mục từ số 2 đến số 2." in result.output


@pytest.mark.parametrize("name", ["log.xlsx", "log.csv"])
def test_it_is_written_to_a_file(stores: FakeStores, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    result = run("nho", "--to", path, "--verify")
    assert result.exit_code == 0
    assert "3 mục" in result.output
    if name.endswith("csv"):
        assert len(path.read_text("utf-8-sig").splitlines()) == 4
    else:
        assert load_workbook(path).worksheets[0].max_row == 4


def test_a_file_of_another_kind_is_refused(stores: FakeStores, tmp_path: Path) -> None:
    assert run("nho", "--to", tmp_path / "log.pdf").exit_code == 2
    assert list(tmp_path.iterdir()) == []
