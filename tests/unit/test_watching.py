"""The watcher: keeps what comes, cries over each way to rewrite it, and never loses what it has."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from chalicelib.domain.canonical import canonical, sha256_hex
from ops.__main__ import main
from ops.public_folder import Unreadable, open_folder
from ops.watching import Watched, watch
from tests.published import published

LAST = "ledger/snapshots/0008.json"


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    return published().files


@pytest.fixture
def files(whole: dict[str, bytes]) -> dict[str, bytes]:
    return dict(whole)


def until(files: dict[str, bytes], number: int) -> dict[str, bytes]:
    """The folder as it was when so many snapshots were made."""
    kept = {name: it for name, it in files.items() if not name.startswith("ledger/")}
    names = [f"ledger/snapshots/{each:04}.json" for each in range(1, number + 1)]
    last = json.loads(files[names[-1]])
    told = [last[name] for name in ("slug", "number", "size", "at")]
    line = " ".join(["hoithi-checkpoint-1", *map(str, told), sha256_hex(files[names[-1]])]) + "\n"
    return {**kept, **{name: files[name] for name in names}, "ledger/checkpoint.txt": line.encode()}


def looked(files: dict[str, bytes], keep: Path) -> Watched:
    return watch(files.get, keep)


def changed(files: dict[str, bytes], name: str, **over: Any) -> None:
    files[name] = canonical({**json.loads(files[name]), **over})


def test_snapshots_are_kept_as_they_come(files: dict[str, bytes], tmp_path: Path) -> None:
    for number in (1, 2, 5, 8):
        found = looked(until(files, number), tmp_path)
        assert (found.kept, found.alarms) == (number, ())
    assert looked(files, tmp_path).new == 0
    assert found.checkpoint == files["ledger/checkpoint.txt"].decode()
    assert (tmp_path / LAST).read_bytes() == files[LAST]


def rewritings(files: dict[str, bytes]) -> Iterator[tuple[str, dict[str, bytes]]]:
    """What somebody might do to the history, each with what the alarm says."""
    first, second = "ledger/snapshots/0001.json", "ledger/snapshots/0002.json"
    replaced = dict(files)
    changed(replaced, second, at=1)
    yield "số 2 đã bị thay", replaced
    yield "số 1 đã bị gỡ", {name: it for name, it in files.items() if name != first}
    bound = dict(files)
    changed(bound, "commitment.json", contest="ab" * 32)
    yield "cam kết đã bị thay đổi", bound
    line = dict(files)
    line["ledger/checkpoint.txt"] = line["ledger/checkpoint.txt"].replace(b" 8 ", b" 7 ")
    yield "Dòng chốt không khớp", line
    yield "đã bị gỡ", {name: it for name, it in files.items() if "checkpoint" not in name}
    more = dict(files)
    more["ledger/snapshots/0009.json"] = canonical(
        {**json.loads(files[LAST]), "number": 9, "previous": sha256_hex(files[LAST])}
    )
    yield "sau bản chốt cuối cùng", more


def test_each_way_to_rewrite_history_is_cried_over(files: dict[str, bytes], tmp_path: Path) -> None:
    for number, (alarm, rewritten) in enumerate(rewritings(files)):
        keep = tmp_path / str(number)
        assert looked(files, keep).alarms == ()
        before = {path: path.read_bytes() for path in keep.rglob("*.json")}
        for _ in range(2):
            assert any(alarm in each for each in looked(rewritten, keep).alarms), alarm
        assert all(path.read_bytes() == content for path, content in before.items())
        assert looked(files, keep).alarms == ()


@pytest.mark.parametrize("over", [{"previous": "ab" * 32}, {"contest": "ab" * 32}, {"number": 7}])
def test_what_does_not_follow_is_not_kept(
    files: dict[str, bytes], tmp_path: Path, over: dict[str, Any]
) -> None:
    looked(until(files, 4), tmp_path)
    changed(files, "ledger/snapshots/0005.json", **over)
    found = looked(files, tmp_path)
    assert (found.kept, len(found.alarms)) == (4, 2)
    assert len(list((tmp_path / "evidence").iterdir())) == 2


def test_hostile_files_are_cried_over_and_end_nothing(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    looked(until(files, 4), tmp_path)
    for content in (b"\xff", b"[" * 100_000, b"[]", b"", b"{}", b'{"number":5}'):
        files["ledger/snapshots/0005.json"] = content
        assert looked(files, tmp_path).kept == 4


def test_until_a_contest_opens_it_may_be_loaded_anew(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    early = {"commitment.json": files["commitment.json"]}
    changed(early, "commitment.json", contest="ab" * 32)
    assert looked(early, tmp_path) == Watched(0, 0, None, ())
    assert looked(files, tmp_path).alarms == ()


def test_where_no_contest_is_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="commitment"):
        looked({"commitment.json": b"<html>"}, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_command_tells_by_its_exit(files: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in files.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(content)
    asked = ["watch", str(tmp_path / "site"), "--keep", str(tmp_path / "kept")]
    fine = CliRunner().invoke(main, asked)
    assert (fine.exit_code, "8 bản chốt, 8 bản mới" in fine.output) == (0, True)
    (tmp_path / "site" / LAST).unlink()
    bad = CliRunner().invoke(main, [*asked, "--json"])
    assert (bad.exit_code, len(json.loads(bad.output)["alarms"])) == (1, 1)
    none = CliRunner().invoke(main, ["watch", str(tmp_path / "none"), "--keep", str(tmp_path)])
    assert none.exit_code == 2


def test_an_address_that_answers_not_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="không tải được"):
        open_folder("http://127.0.0.1:9/contests/nho")("commitment.json")
