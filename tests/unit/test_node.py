"""Packages from npm are fetched once, and anew when their versions change."""

from pathlib import Path
from typing import Any

import pytest

from ops import node


class Npm:
    """Notes what is asked for; answers with an exit code."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.code = 0

    def __call__(self, *arguments: str, cwd: Path) -> int:
        self.asked.append(tuple(each for each in arguments if "@" in each))
        (cwd / "node_modules" / str(len(self.asked))).mkdir(parents=True)
        return self.code


@pytest.fixture
def npm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Npm:
    fake = Npm()
    monkeypatch.setattr(node, "_npm", fake)
    monkeypatch.setattr(node, "ROOT", tmp_path)
    pins(monkeypatch, "a@1.0.0", "b@2.0.0")
    return fake


def pins(monkeypatch: pytest.MonkeyPatch, *versions: str) -> None:
    wanted: dict[str, Any] = {"tool": versions}
    monkeypatch.setattr(node, "PACKAGES", wanted)


def test_they_are_fetched_once(npm: Npm) -> None:
    first, second = node.packages("tool"), node.packages("tool")
    assert first == second
    assert npm.asked == [("a@1.0.0", "b@2.0.0")]


def test_another_version_replaces_all(npm: Npm, monkeypatch: pytest.MonkeyPatch) -> None:
    node.packages("tool")
    pins(monkeypatch, "a@1.0.0", "b@2.0.1")
    found = node.packages("tool")
    assert [each.name for each in found.iterdir()] == ["2"]
    assert npm.asked[1] == ("a@1.0.0", "b@2.0.1")


def test_what_failed_is_tried_again(npm: Npm) -> None:
    npm.code = 1
    with pytest.raises(node.NpmError, match=r"a@1\.0\.0"):
        node.packages("tool")
    npm.code = 0
    node.packages("tool")
    assert len(npm.asked) == 2


@pytest.mark.parametrize("purpose", node.PACKAGES)
def test_every_version_is_exact(purpose: str) -> None:
    for package in node.PACKAGES[purpose]:
        assert package.rpartition("@")[2].replace(".", "").isdigit(), package
