"""Workbooks made to harm are refused in a sentence, within limits that the machine enforces."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.contest_format.fields import MOST_QUESTIONS
from chalicelib.stores.question_sheet import read_question_sheet
from tests.bad_workbooks import MADE, a_hundred_thousand_questions, damaged

ROOT = Path(__file__).parents[2]
# A quarter of what the function has; a fresh interpreter with the reader's modules takes 30 MB.
MOST_BYTES, MOST_CPU_S = 256 * 2**20, 20
READ = f"""
import json, resource, sys
from chalicelib.domain.contest_format.fields import MOST_QUESTIONS
from chalicelib.stores.question_sheet import read_question_sheet
content = open(sys.argv[1], "rb").read()
resource.setrlimit(resource.RLIMIT_AS, ({MOST_BYTES}, {MOST_BYTES}))
resource.setrlimit(resource.RLIMIT_CPU, ({MOST_CPU_S}, {MOST_CPU_S}))
sheet = read_question_sheet(content, {{}})
used = resource.getrusage(resource.RUSAGE_SELF)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
told = {{"questions": len(sheet.questions), "unreadable": sheet.unreadable}}
told["faults"] = [fault.message for fault in sheet.faults]
print(json.dumps({{**told, "kb": int(peak.split()[1]), "s": used.ru_utime}}))
"""


def read_within_limits(content: bytes, folder: Path) -> dict[str, Any]:
    file = folder / "questions.xlsx"
    file.write_bytes(content)
    ended = subprocess.run(
        [sys.executable, "-c", READ, str(file)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-500:]
    told: dict[str, Any] = json.loads(ended.stdout)
    print(f"{told['kb'] // 1024} MB, {told['s']:.2f} s")
    return told


@pytest.mark.parametrize("name", MADE)
def test_a_bad_workbook_is_refused_within_limits(name: str, tmp_path: Path) -> None:
    make, said = MADE[name]
    told = read_within_limits(make(), tmp_path)
    assert told["unreadable"]
    assert len(told["faults"]) == 1
    assert said in told["faults"][0]


def test_too_many_questions_are_read_no_further(tmp_path: Path) -> None:
    told = read_within_limits(a_hundred_thousand_questions(), tmp_path)
    assert told["questions"] == MOST_QUESTIONS + 1


def test_the_limit_of_memory_would_be_noticed(tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(b"")
    wasteful = READ.replace("sheet = ", f"bytes({MOST_BYTES})\nsheet = ")
    ended = subprocess.run(
        [sys.executable, "-c", wasteful, str(file)], cwd=ROOT, capture_output=True, check=False
    )
    assert b"MemoryError" in ended.stderr


@pytest.mark.parametrize("seed", range(20))
def test_damage_inside_of_parts_never_raises(seed: int) -> None:
    for content in damaged(seed):
        sheet = read_question_sheet(content, {})
        assert sheet.questions or sheet.faults
