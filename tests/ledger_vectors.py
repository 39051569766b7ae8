"""Writes the ledger's test vectors, `docs/ledger-vectors/`: `python -m tests.ledger_vectors`."""

import json
import shutil
from pathlib import Path
from typing import Any

from chalicelib.domain.canonical import canonical
from ops.packaging import ROOT
from tests.forging import forgeries
from tests.published import Published, published

VECTORS = ROOT / "docs/ledger-vectors"
_MADE = ("good", "receipts", "forged", "forged.json", "checkpoints.txt")


def vector_contest() -> Published:
    """The contest of the vectors."""
    return published(people=10, hours=4)


def vectors() -> dict[str, bytes]:
    """All files that are made, by their paths below the folder."""
    honest = vector_contest()
    files = {f"good/{name}": content for name, content in honest.files.items()}
    receipts = {each["leaf"]: f"receipts/{each['leaf'][:12]}.json" for each in honest.receipts}
    files |= {receipts[each["leaf"]]: canonical(each) for each in honest.receipts}
    files["checkpoints.txt"] = "".join(honest.checkpoints).encode()
    told: dict[str, Any] = {}
    for forgery in forgeries(honest):
        folder = f"forged/{forgery.name}"
        files |= {f"{folder}/{name}": content for name, content in forgery.files.items()}
        receipt = forgery.receipt and receipts[forgery.receipt["leaf"]]
        told[forgery.name] = {
            "forged": forgery.forged,
            "check": forgery.check,
            "receipt": receipt,
            "checkpoint": forgery.checkpoint,
        }
    files["forged.json"] = (json.dumps(told, indent=2) + "\n").encode()
    return files


def made_files(folder: Path = VECTORS) -> dict[str, bytes]:
    """What lies there now."""
    found = [path for name in _MADE for path in [folder / name, *(folder / name).rglob("*")]]
    return {str(it.relative_to(folder)): it.read_bytes() for it in found if it.is_file()}


def main() -> None:
    """Writes the vectors in place of those that are there."""
    made = vectors()
    for name in _MADE:
        path = VECTORS / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
    for name, content in made.items():
        path = VECTORS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
