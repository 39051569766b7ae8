"""The browser of the tests: found, or installed where there is none."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MACOS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
# Chromium draws Vietnamese with these; a bare server has none.
_DEBIAN = ("chromium", "fonts-dejavu-core")


class NoChromiumError(Exception):
    """There is no Chromium, and it could not be installed."""


def find_chromium() -> str | None:
    """The path of a Chromium: $CHROMIUM, the system's, or Playwright's own; else None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    found = [path for path in map(shutil.which, _NAMES) if path is not None]
    found += [str(path) for path in (*_MACOS, _of_playwright()) if path.exists()]
    return found[0] if found else None


def ensure_chromium() -> str:
    """The path of a Chromium, installed now if need be. Raises NoChromiumError."""
    found = find_chromium()
    if found is None:
        for command in _ways():
            subprocess.run(command, check=False)
            found = find_chromium()
            if found is not None:
                break
    if found is None or not Path(found).exists():
        raise NoChromiumError("không có Chromium: xin cài đặt, hoặc ghi CHROMIUM=/đường/dẫn")
    return found


@cache
def _of_playwright() -> Path:
    # Late, because Playwright takes a moment to load and starts a process to tell its path.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _ways() -> list[list[str]]:
    own = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") is None:
        return own
    if os.geteuid() == 0:
        return [*_apt([]), *own]
    # -n: nobody is there to type a password.
    return [*_apt(["sudo", "-n"]), *own] if shutil.which("sudo") else own


def _apt(before: list[str]) -> list[list[str]]:
    install = ["apt-get", "install", "-y", "--no-install-recommends", *_DEBIAN]
    return [[*before, "apt-get", "update"], [*before, *install]]
