"""What of the site is uploaded where, and how long it may be kept."""

from pathlib import Path

import pytest

from ops import site
from ops.site import SITE, SiteError, Upload, root_files, site_version, versioned
from ops.stacks import Stack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "sw.js": "",
        "kiem-chung.html": "<!doctype html>",
        "pages/home.html": "{{ contest.title }}",
        "lang/vi.json": "{}",
        "js/boot.js": "import './core/text.js';",
        "js/core/text.js": "export {};",
        "js/package.json": "{}",
        "css/site.css": "body {}",
        "picture.svg": "<svg/>",
        ".DS_Store": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def by_key(uploads: list[Upload]) -> dict[str, Upload]:
    return {upload.key: upload for upload in uploads}


def test_what_belongs_together_stands_below_their_version_for_good(folder: Path) -> None:
    found = by_key(versioned(folder, "v-1"))
    assert set(found) == {
        "v-1/js/boot.js",
        "v-1/js/core/text.js",
        "v-1/css/site.css",
        "v-1/pages/home.html",
        "v-1/lang/vi.json",
    }
    assert found["v-1/js/boot.js"].content_type == "text/javascript; charset=utf-8"
    assert found["v-1/js/boot.js"].cache_control == "public, max-age=31536000, immutable"


def test_phones_get_scripts_without_comments_line_for_line(folder: Path) -> None:
    source = """// What it is.
/**
 * Of many lines.
 * @param {string} a
 */
export function f(a) {
  // Why.
  const url = "https://x"; // beside code
  /** @type {any} */ (window).x = `${url}/*`;
  /** @type {number} */
  let n = 1; /* stays */
  return a + n; /* and
  here */ f(a);
}
"""
    (folder / "js" / "boot.js").write_text(source)
    served = by_key(versioned(folder, "v-1"))["v-1/js/boot.js"].body.decode()
    assert served.count("\n") == source.count("\n")
    assert [line for line in served.splitlines() if line] == [
        "export function f(a) {",
        '  const url = "https://x"; // beside code',
        "  /** @type {any} */ (window).x = `${url}/*`;",
        "  let n = 1; /* stays */",
        "  return a + n; /* and",
        "  here */ f(a);",
        "}",
    ]


def test_no_text_of_ours_spans_lines_and_could_be_taken_for_a_comment() -> None:
    for path in (SITE / "js").rglob("*.js"):
        for line in path.read_text("utf-8").splitlines():
            assert line.count("`") % 2 == 0, (path.name, line)


def test_other_files_stand_at_the_root_as_they_are(folder: Path) -> None:
    found = by_key(root_files(folder))
    assert set(found) == {"picture.svg", "sw.js", "kiem-chung.html"}
    assert found["picture.svg"].cache_control == "public, max-age=3600"


@pytest.mark.parametrize("name", ["sw.js", "kiem-chung.html"])
def test_what_runs_from_the_root_is_asked_for_each_time(folder: Path, name: str) -> None:
    assert by_key(root_files(folder))[name].cache_control == "no-cache"


def test_version_follows_what_stands_below_it_only(folder: Path) -> None:
    before = site_version(folder)
    (folder / "sw.js").write_text("other")
    assert site_version(folder) == before
    (folder / "js" / "boot.js").write_text("other")
    assert site_version(folder) != before


def test_a_renamed_script_is_another_version(folder: Path) -> None:
    before = site_version(folder)
    (folder / "js" / "boot.js").rename(folder / "js" / "start.js")
    assert site_version(folder) != before


def test_unknown_types_are_refused(folder: Path) -> None:
    (folder / "poster.xyz").write_text("")
    with pytest.raises(SiteError, match=r"poster\.xyz"):
        root_files(folder)


def test_every_file_of_our_site_has_a_type() -> None:
    version = site_version(SITE)
    assert versioned(SITE, version) + root_files(SITE)


def test_pages_learn_where_to_sign_in() -> None:
    on_aws = site.settings(Stack(region="ap-southeast-1", client_id="c"))
    assert b'"https://cognito-idp.ap-southeast-1.amazonaws.com"' in on_aws.body
    here = site.settings(Stack(endpoint_url="http://127.0.0.1:1", client_id="c"))
    assert b'"http://127.0.0.1:1"' in here.body
