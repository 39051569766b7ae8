"""Lines for the organizers to post where nobody can change them afterwards."""

from chalicelib.domain.contest import Contest
from chalicelib.domain.promotion.binding import checkpoint_text, commitment_text, is_checkpoint
from chalicelib.usecases.ports import Bundle, Site
from chalicelib.usecases.public_files import read_commitment


def postings(bundle: Bundle, origin: str, site: Site) -> dict[str, str | None]:
    """{"commitment", "checkpoint"}: each text as the site's files tell it now, None where the file
    is not published. `origin` is where the site stands."""
    contest = bundle.contest
    committed = read_commitment(contest.slug, site)
    bound = committed is not None and committed["version"] == bundle.version
    line = checkpoint(contest, site)
    return {
        "commitment": commitment_text(contest, committed, origin) if committed and bound else None,
        "checkpoint": None if line is None else checkpoint_text(contest, line, origin),
    }


def checkpoint(contest: Contest, site: Site) -> str | None:
    """The line that the ledger's newest snapshot is held to, None where there is none yet."""
    found = site.read(f"contests/{contest.slug}/ledger/checkpoint.txt")
    line = "" if found is None else found[0].decode("ascii", "replace")
    return line.strip() if is_checkpoint(contest, line) else None
