"""An organizer at the shell, on the running stack: load, refuse, reset."""

import shutil
from pathlib import Path

import pytest

from ops.stacks import Stack
from tests.client import BUNDLED, MINUTE_MS, Api, Ops, a_contest_on, first_options

SLUG = "to-chuc"


@pytest.fixture(scope="module")
def api(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Api:
    a_contest_on(stack, tmp_path_factory.mktemp("organizing"), SLUG, closes_in_ms=60 * MINUTE_MS)
    return Api(stack, SLUG)


def test_a_bad_folder_is_told_every_fault_and_stores_nothing(
    stack: Stack, tmp_path: Path, ops: Ops
) -> None:
    folder = tmp_path / "xau"
    shutil.copytree(BUNDLED, folder)
    contest = folder / "contest.toml"
    written = contest.read_text(encoding="utf-8").replace('slug = "cchc-2024"', 'slug = "xau"', 1)
    faulty = written.replace("time_limit_s = 900", "time_limit_s = 1\nsurprise = true", 1)
    contest.write_text(faulty, encoding="utf-8")
    told = ops("load-contest", str(folder))
    assert told.returncode == 2
    assert "time_limit_s" in told.stderr
    assert "surprise" in told.stderr
    assert "contest.toml:" in told.stderr
    assert Api(stack, "xau").public("contest.json") is None


def test_rules_are_frozen_once_a_contest_is_open(api: Api, tmp_path: Path, ops: Ops) -> None:
    before = api.public("contest.json")
    folder = tmp_path / SLUG
    shutil.copytree(BUNDLED, folder)
    contest = folder / "contest.toml"
    written = contest.read_text(encoding="utf-8").replace("cchc-2024", SLUG, 1)
    contest.write_text(written, encoding="utf-8")
    told = ops("load-contest", str(folder), "--closes-at", "2099-01-01T00:00")
    assert told.returncode == 3
    assert "đã mở" in told.stderr
    assert api.public("contest.json") == before


def test_a_copied_folder_with_a_forgotten_slug_replaces_nothing(
    api: Api, tmp_path: Path, ops: Ops
) -> None:
    folder = tmp_path / "ban-sao"
    shutil.copytree(BUNDLED, folder)
    told = ops("load-contest", str(folder), "--closes-at", "2099-01-01T00:00")
    assert told.returncode == 2
    assert "ban-sao" in told.stderr


def test_ranking_before_the_close_is_refused(api: Api, ops: Ops) -> None:
    for command in ("rank", "publish"):
        told = ops(command, SLUG)
        assert told.returncode == 3
        assert told.stderr.strip()


def test_nothing_is_known_of_a_contest_that_is_not_there(stack: Stack, ops: Ops) -> None:
    told = ops("rank", "khong-co")
    assert told.returncode == 3
    assert "khong-co" in told.stderr


def test_a_reset_ends_the_token_and_grants_one_new_attempt(api: Api, ops: Ops) -> None:
    first = api.start(40_000_000).body
    assert first["attempt_id"] in ops("find", SLUG, "0940 000 000").stdout
    assert ops("reset", SLUG, first["attempt_id"], "--reason", " ").returncode == 2
    told = ops("reset", SLUG, first["attempt_id"], "--reason", "Người khác dùng số này")
    assert told.returncode == 0, told.stderr
    code = told.stdout.split()[-1]
    again = ops("reset", SLUG, first["attempt_id"], "--reason", "Gọi lại lần nữa")
    assert again.stdout.split()[-1] == code
    assert api.submit(first, first_options(first)).code == "bad_token"
    assert api.look_up(first).code == "bad_token"
    assert api.start(40_000_000).code == "other_device"
    second = api.start(40_000_000, device_key="the-right-persons-one", resume_code=code)
    assert second.status == 201
    assert second.body["attempt_id"] != first["attempt_id"]
    assert second.body["paper"] != first["paper"]
    assert api.submit(second.body, first_options(second.body)).status == 201
    assert code not in ops("reset", SLUG, first["attempt_id"], "--reason", "Gọi nữa").stdout
