"""How long the files at the site's root may be kept."""

from pathlib import Path

import pytest

from ops.site import root_files


@pytest.mark.parametrize(
    ("name", "kept", "content_type"),
    [
        # A browser that kept an old service worker would show old pages.
        ("sw.js", "no-cache", "text/javascript; charset=utf-8"),
        ("favicon.svg", "public, max-age=3600", "image/svg+xml"),
    ],
)
def test_scripts_at_the_root_are_asked_for_each_time(
    tmp_path: Path, name: str, kept: str, content_type: str
) -> None:
    (tmp_path / name).write_text("")
    [upload] = root_files(tmp_path)
    assert (upload.key, upload.cache_control, upload.content_type) == (name, kept, content_type)
