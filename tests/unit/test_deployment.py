"""Which parameters of a stack stay at an update."""

import json
from pathlib import Path
from typing import Any

from ops.deployment import set_parameters
from ops.packaging import Package


class CloudFormation:
    """One stack, of a template with these defaults and with these values."""

    def __init__(self, defaults: dict[str, str | None], values: dict[str, str]) -> None:
        self.defaults, self.values = defaults, values

    def get_template_summary(self, **_: str) -> dict[str, Any]:
        return {
            "Parameters": [
                {"ParameterKey": key, **({} if value is None else {"DefaultValue": value})}
                for key, value in self.defaults.items()
            ]
        }

    def describe_stacks(self, **_: str) -> dict[str, Any]:
        values = self.values.items()
        return {
            "Stacks": [
                {"Parameters": [{"ParameterKey": k, "ParameterValue": v} for k, v in values]}
            ]
        }


def declaring(folder: Path, *names: str) -> Package:
    template = folder / "sam.json"
    template.write_text(json.dumps({"Parameters": {name: {"Type": "String"} for name in names}}))
    return Package(template, folder / "deployment.zip")


def test_what_was_set_stays_where_the_package_still_has_it(tmp_path: Path) -> None:
    there: Any = CloudFormation(
        {"Stage": None, "Days": "90", "Secret": "", "Former": "a", "Same": "1"},
        {"Stage": "thu", "Days": "30", "Secret": "****", "Former": "b", "Same": "1"},
    )
    package = declaring(tmp_path, "Stage", "Days", "Secret", "Same", "New")
    assert set_parameters(there, "hoithi-thu", package) == {"Stage", "Days", "Secret"}
