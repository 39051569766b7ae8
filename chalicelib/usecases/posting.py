"""Lines for the organizers to post where nobody can change them afterwards."""

from chalicelib.domain.checkpoints import Checkpoint, read_checkpoint
from chalicelib.domain.contest import Contest
from chalicelib.domain.promotion.binding import checkpoint_text, commitment_text
from chalicelib.usecases.ports import Bundle, Site
from chalicelib.usecases.public_files import checkpoint_path, read_commitment


def postings(bundle: Bundle, origin: str, site: Site) -> dict[str, str | None]:
    """{"commitment", "checkpoint"}: each text as the site's files tell it now, None where the file
    is not published. `origin` is where the site stands."""
    contest = bundle.contest
    committed = read_commitment(contest.slug, site)
    bound = committed is not None and committed["version"] == bundle.version
    found = checkpoint(contest, site)
    return {
        "commitment": commitment_text(contest, committed, origin) if committed and bound else None,
        "checkpoint": None if found is None else checkpoint_text(contest, found, origin),
    }


def checkpoint(contest: Contest, site: Site) -> Checkpoint | None:
    """That of the ledger's newest snapshot, None where there is none yet."""
    stored = site.read(checkpoint_path(contest.slug))
    found = None if stored is None else read_checkpoint(stored[0].decode("ascii", "replace"))
    return found if found is not None and found.slug == contest.slug else None
