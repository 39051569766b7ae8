"""How the parts of the template become one."""

from pathlib import Path

import pytest

from ops.template import TemplateError, load_parts


def write(folder: Path, **parts: str) -> Path:
    for name, text in parts.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder


def test_parts_become_one_tree(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        a="Resources: {Table: {Type: T, Properties: {Name: !Sub 'x-${Stage}'}}}",
        b="Resources: {Table: {Properties: {Arn: !GetAtt Queue.Arn}}, Queue: {Type: Q}}",
    )
    assert load_parts(folder) == {
        "Resources": {
            "Table": {
                "Type": "T",
                "Properties": {
                    "Name": {"Fn::Sub": "x-${Stage}"},
                    "Arn": {"Fn::GetAtt": ["Queue", "Arn"]},
                },
            },
            "Queue": {"Type": "Q"},
        }
    }


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("!Ref Stage", {"Ref": "Stage"}),
        ("!GetAtt [Table, StreamArn]", {"Fn::GetAtt": ["Table", "StreamArn"]}),
        ("!If [Production, true, !Ref B]", {"Fn::If": ["Production", True, {"Ref": "B"}]}),
        ("!Split [',', !Ref A]", {"Fn::Split": [",", {"Ref": "A"}]}),
        ("!Select [0, !Split [',', a]]", {"Fn::Select": [0, {"Fn::Split": [",", "a"]}]}),
    ],
)
def test_short_tags_are_written_out(tmp_path: Path, short: str, long: object) -> None:
    assert load_parts(write(tmp_path, a=f"value: {short}")) == {"value": long}


def test_parts_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, a="Memory: 128", b="Memory: 256")
    with pytest.raises(TemplateError, match=r"b\.yaml: Memory"):
        load_parts(folder)
