"""The workbook for the organizers and the finance officer, from a ranking run alone."""

from collections.abc import Callable
from typing import Any

from chalicelib.usecases.ports import Exportable, Stores
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
    state = "provisional" if exportable.provisional else "published"
    key = f"exports/{slug}/{exportable.run.inputs_hash}-{state}.xlsx"
    stores.vault.put(key, write(exportable))
    return {
        "key": key,
        "run": exportable.run.inputs_hash,
        "provisional": exportable.provisional,
    }
