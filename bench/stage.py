"""What of the packaged template decides about cost and capacity."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from ops.packaging import build

FULL_CPU_MB = 1_769
"""Memory with which a function has one processor (Lambda developer guide, "Configure memory")."""


@dataclass(frozen=True)
class Stage:
    """A template, read."""

    template: dict[str, Any]

    def memory_mb(self, function: str) -> int:
        """By the name of the resource."""
        found: int = self._properties(function)["MemorySize"]
        return found

    def slower(self, function: str) -> float:
        """How many times longer work takes there than on a whole processor."""
        return max(1.0, FULL_CPU_MB / self.memory_mb(function))

    def default(self, parameter: str) -> float:
        """The value that a parameter has where nobody sets it."""
        return float(self.template["Parameters"][parameter]["Default"])

    def old_versions_days(self, bucket: str, folder: str) -> int | None:
        """For how many days a version that was replaced is kept; None: for ever."""
        for rule in self._properties(bucket)["LifecycleConfiguration"]["Rules"]:
            gone = rule.get("NoncurrentVersionExpiration")
            if gone and f"{folder}/".startswith(rule.get("Prefix", "")):
                days: int = gone["NoncurrentDays"]
                return days
        return None

    @property
    def tells_methods_apart(self) -> bool:
        """Whether the API has metrics for each method, which are charged."""
        settings = self._properties("RestAPI")["MethodSettings"]
        return any(each.get("MetricsEnabled") for each in settings)

    def _properties(self, resource: str) -> dict[str, Any]:
        found: dict[str, Any] = self.template["Resources"][resource]["Properties"]
        return found


@cache
def packaged_stage() -> Stage:
    """That of the present sources."""
    return Stage(json.loads(build().template.read_text("utf-8")))
