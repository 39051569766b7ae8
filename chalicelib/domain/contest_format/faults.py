"""What is wrong with the files of a contest, named all at once."""

from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """One wrong field: `path` leads to it by names and list indexes (from 0), such as
    ("prizes", "individual", 0, "count"); `message` is a Vietnamese sentence with the mend."""

    path: Path
    message: str

    @property
    def field(self) -> str:
        """The path as people read it, list items counted from 1: `prizes.individual[1].count`."""
        parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in self.path)
        return "".join(parts).removeprefix(".")


class ContestFaults(Exception):
    """Raised with every fault of a contest."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(f"{fault.field}: {fault.message}" for fault in faults))
        self.faults = faults
