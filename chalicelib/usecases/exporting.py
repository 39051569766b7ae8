"""The workbook for the organizers and the finance officer, from a ranking run alone."""

from collections.abc import Callable
from typing import Any

from chalicelib.usecases.ports import Exportable, Run, Stores
from chalicelib.usecases.public_files import read_results
from chalicelib.usecases.ranking import current_bundle, latest_run, refuse_once_erased


def exportable_run(slug: str, stores: Stores) -> Exportable:
    """What the workbook of a contest is made of. Raises Refusal: no_such_contest,
    data_erased, not_ranked."""
    contest = current_bundle(slug, stores).contest
    refuse_once_erased(contest, stores.clock())
    run, outcome = latest_run(slug, stores)
    published, _ = read_results(slug, stores.site)
    provisional = published is None or published["run"] != run.inputs_hash
    return Exportable(contest, outcome, run, provisional)


def export(slug: str, write: Callable[[Exportable], bytes], stores: Stores) -> dict[str, Any]:
    """Writes the workbook of the latest run into the private bucket.

    Gives {"key", "run", "provisional"}. Raises Refusal: no_such_contest, data_erased, not_ranked.
    """
    exportable = exportable_run(slug, stores)
    key = _key(slug, exportable.run, exportable.provisional)
    stores.vault.put(key, write(exportable))
    return {
        "key": key,
        "run": exportable.run.inputs_hash,
        "provisional": exportable.provisional,
    }


def workbook_key(slug: str, stores: Stores) -> str | None:
    """Where the workbook of the latest run lies once it was written, None before."""
    run = stores.judgements.latest_run(slug)
    if run is None:
        return None
    published, _ = read_results(slug, stores.site)
    key = _key(slug, run, published is None or published["run"] != run.inputs_hash)
    return key if key in stores.vault.keys(key) else None


def _key(slug: str, run: Run, provisional: bool) -> str:
    state = "provisional" if provisional else "published"
    return f"exports/{slug}/{run.inputs_hash}-{state}.xlsx"
