"""Check `files`: every file as the index has it (docs/ledger.md §9)."""

from collections.abc import Iterator

from chalicelib.domain.canonical import sha256_hex
from ops.verifying.ledger import Ledger, Row, misshapen
from ops.verifying.reporting import Check
from ops.verifying.shapes import Shape, is_count, is_hash, is_object, is_text, list_of, matching

_INDEX: Shape = {"slug": is_text, "run": is_text, "files": list_of(is_object)}
# No way out of the folder, and nothing that an address would read otherwise.
_PATH = matching(
    r"[A-Za-z0-9_-]+(\.[A-Za-z0-9]+)+|ledger/([A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.(json|txt)"
)
_LISTED: Shape = {"path": _PATH, "bytes": is_count, "sha256": is_hash}
_DUE = (
    "contest.json",
    "rules.json",
    "commitment.json",
    "practice.json",
    "stats.json",
    "results.json",
    "ledger/checkpoint.txt",
    "ledger/rulings.json",
)
_MOST_FILES = 30_000


def check_files(check: Check, ledger: Ledger) -> None:
    """Holds each file to its size and hash, and the index to what must be in it."""
    if not ledger.is_published and ledger.index.content is None:
        check.skip()
        return
    ledger.results.read(check)
    if not ledger.index.shaped(check, _INDEX):
        return
    index: Row = ledger.index.value
    results = ledger.results.value
    if index["slug"] != ledger.slug:
        check.fail("Danh mục tệp thuộc một cuộc thi khác.")
    if not isinstance(results, dict) or results.get("run") != index["run"]:
        check.fail("Danh mục tệp không thuộc cùng lần công bố với results.json.")
    if len(index["files"]) > _MOST_FILES:
        check.fail("Danh mục tệp dài bất thường.")
        return
    _check_listed(check, ledger, index["files"])


def _check_listed(check: Check, ledger: Ledger, rows: list[Row]) -> None:
    listed = [
        row
        for number, row in enumerate(rows, 1)
        if not misshapen(check, f"Danh mục, tệp thứ {number}", row, _LISTED)
    ]
    check.count(len(listed))
    paths = {row["path"] for row in listed}
    if len(paths) != len(listed):
        check.fail("Danh mục tệp nêu một tệp hai lần.")
    for path in sorted(set(_due(ledger)) - paths):
        check.fail(f"Danh mục tệp không có {path}.")
    for row in listed:
        _check_file(check, ledger, row)


def _due(ledger: Ledger) -> Iterator[str]:
    yield from _DUE
    yield from (file.path for file in (*ledger.snapshots, *ledger.parts))
    earlier = (row.get("path") for row in ledger.result_rows("amendments"))
    yield from (path for path in earlier if isinstance(path, str))


def _check_file(check: Check, ledger: Ledger, row: Row) -> None:
    content = ledger.folder(row["path"])
    if content is None:
        check.fail(f"Thiếu tệp {row['path']}.")
    elif (len(content), sha256_hex(content)) != (row["bytes"], row["sha256"]):
        check.fail(f"{row['path']}: nội dung khác với lúc công bố.")
