"""The public files of a contest (design §7): what everybody may read, without Lambda."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from chalicelib.domain.amended import what_of
from chalicelib.domain.contest import GRACE_MS, Contest, Prediction
from chalicelib.domain.correcting import earlier_results
from chalicelib.domain.ledger import commitment, opening
from chalicelib.domain.rules_text import privacy_sentences, rules_sections
from chalicelib.usecases.ports import Bundle, ContestRecord, Site

if TYPE_CHECKING:
    from chalicelib.domain.amending import Amendment

_MINUTE_S = 60
_DAY_S = 86_400
_LIVE_S = 15


def publish_contest(bundle: Bundle, site: Site, amendments: Sequence["Amendment"] = ()) -> None:
    """Publishes what a contest is, and what it is committed to. `amendments` are those in force."""
    slug = bundle.contest.slug
    site.put_json(_path(slug, "contest.json"), contest_file(bundle, amendments), _MINUTE_S)
    site.put_json(_path(slug, "rules.json"), rules_file(bundle), _MINUTE_S)
    publish_commitment(bundle, site)


def publish_commitment(bundle: Bundle, site: Site) -> None:
    """Publishes what a contest is committed to; before that it can't open."""
    path = _path(bundle.contest.slug, "commitment.json")
    site.put_json(path, commitment_file(bundle), _MINUTE_S)


def read_commitment(slug: str, site: Site) -> dict[str, Any] | None:
    """The commitment as published, None before."""
    committed: dict[str, Any] | None = site.get_json(_path(slug, "commitment.json"))
    return committed


def mend_commitment(bundle: Bundle, site: Site) -> None:
    """Publishes the commitment anew where it is missing, or of a version that is not served:
    whoever loaded one may have died in between."""
    published = read_commitment(bundle.contest.slug, site)
    if published is None or published["version"] != bundle.version:
        publish_commitment(bundle, site)


def publish_index(records: list[ContestRecord], site: Site) -> None:
    """Publishes the list of contests, the one that closes last first."""
    listed = sorted(records, key=lambda record: (-record.closes_at, record.slug))
    fields = ("slug", "title", "host", "opens_at", "closes_at")
    contests = [{name: getattr(record, name) for name in fields} for record in listed]
    site.put_json("contests/index.json", {"contests": contests}, _MINUTE_S)


def publish_stats(stats: dict[str, Any], site: Site) -> None:
    """Publishes live counts, which readers look at again after seconds."""
    site.put_json(_path(stats["slug"], "stats.json"), stats, _LIVE_S)


def read_stats(slug: str, site: Site) -> dict[str, Any] | None:
    """The counts as published, None before."""
    stats: dict[str, Any] | None = site.get_json(_path(slug, "stats.json"))
    return stats


def publish_results(results: dict[str, Any], site: Site, tag: str | None) -> bool:
    """Publishes who won over the results with that tag (None: over none); False if others were
    published since."""
    path = _path(results["slug"], "results.json")
    return site.replace_json(path, results, _MINUTE_S, tag)


def keep_results(results: dict[str, Any], site: Site) -> None:
    """Keeps results that are being corrected, beside those that take their place."""
    site.put_json(_path(results["slug"], earlier_results(results["run"])), results, _DAY_S)


def read_results(slug: str, site: Site) -> tuple[dict[str, Any] | None, str | None]:
    """The results as published with their tag, None and None before."""
    return site.read_json(_path(slug, "results.json")) or (None, None)


def reveal(bundle: Bundle, site: Site, amendments: Sequence["Amendment"] = ()) -> None:
    """Publishes what was secret until close: the opening of the commitment, and the questions with
    keys, explanations and sources, as learning is what the contest is for. `amendments` are those
    in force.

    Only ever called once the contest is frozen.
    """
    publish_practice(bundle, site, amendments)
    secrets = bundle.secrets
    opened = opening(
        bundle.document, secrets.commitment_salt, secrets.paper_key, secrets.excluded_salt
    )
    commitment_path = _path(bundle.contest.slug, "commitment.json")
    site.put_json(commitment_path, {**commitment_file(bundle), "opening": opened}, _MINUTE_S)


def publish_practice(bundle: Bundle, site: Site, amendments: Sequence["Amendment"]) -> None:
    """Publishes the questions with their keys. One that was amended says so: `amended` is the kind,
    `key_before` the committed key; only ever called once the contest is frozen."""
    questions = [
        {**question, "multiple": len(question["key"]) > 1, **_amended(question, amendments)}
        for question in bundle.document["questions"]
    ]
    practice = {"slug": bundle.contest.slug, "questions": questions}
    site.put_json(_path(bundle.contest.slug, "practice.json"), practice, _MINUTE_S)


def _amended(question: dict[str, Any], amendments: Sequence["Amendment"]) -> dict[str, Any]:
    """What amendments in force change of a question as it is shown."""
    of_it = [each for each in amendments if each.question == question["id"]]
    if not of_it:
        return {}
    corrected = [list(each.key) for each in of_it if each.key]
    voided = [each.kind.value for each in of_it if not each.key]
    keys = {"key": corrected[-1], "key_before": question["key"]} if corrected else {}
    return {**keys, "amended": (voided or [each.kind.value for each in of_it])[-1]}


def commitment_file(bundle: Bundle) -> dict[str, Any]:
    """`commitment.json`: hashes that bind rules, questions, key and papers before opening."""
    secrets = bundle.secrets
    hashes = commitment(
        bundle.document, secrets.commitment_salt, secrets.paper_key, secrets.excluded_salt
    )
    return {
        "slug": bundle.contest.slug,
        "version": bundle.version,
        "committed_at": bundle.committed_at,
        **hashes,
    }


def contest_file(bundle: Bundle, amendments: Sequence["Amendment"] = ()) -> dict[str, Any]:
    """`contest.json`: all that the pages say of a contest; no question, no key, nobody's number.
    Of `amendments` those that moved the close: the others change what is published later."""
    contest = bundle.contest
    moves = [each for each in amendments if each.closes_at is not None]
    return {
        "slug": contest.slug,
        "title": contest.title,
        "host": contest.host,
        "contact": contest.contact,
        "version": bundle.version,
        "committed_at": bundle.committed_at,
        "opens_at": contest.opens_at,
        "closes_at": contest.closes_at,
        "frozen_at": contest.frozen_at,
        "amendments": [what_of(each, [], contest) for each in moves],
        "grace_ms": GRACE_MS,
        "identity_field": contest.identity.field.value,
        "identity": {"min_age": contest.identity.min_age, "max_age": contest.identity.max_age},
        "categories": list(contest.identity.categories),
        "units": [{"id": unit.id, "name": unit.name, "kind": unit.kind} for unit in contest.units],
        "topics": [{"id": topic.id, "name": topic.name} for topic in contest.topics],
        "paper": _paper(contest),
        "prediction": _prediction(contest.prediction),
        "prizes": _prizes(contest, bundle.document["prizes"]),
        "privacy": privacy_sentences(contest),
    }


def rules_file(bundle: Bundle) -> dict[str, Any]:
    """`rules.json`: the rules as residents read them. Apart, because phones that only take part
    need not load them."""
    contest = bundle.contest
    return {"slug": contest.slug, "version": bundle.version, "sections": rules_sections(contest)}


def _paper(contest: Contest) -> dict[str, Any]:
    return {
        "questions": contest.paper.questions,
        "time_limit_s": contest.paper.time_limit_s,
        "draft_interval_s": contest.paper.draft_interval_s,
        "reveal_score": contest.paper.reveal_score.value,
        "attempts": contest.paper.attempts,
        "require_all_answers": contest.paper.require_all_answers,
        "points_per_question": contest.paper.points_per_question,
    }


def _prediction(prediction: Prediction | None) -> dict[str, str] | None:
    if prediction is None:
        return None
    return {"prompt": prediction.prompt, "target": prediction.target.value}


def _prizes(contest: Contest, written: dict[str, Any]) -> dict[str, Any]:
    return {
        "individual": written["individual"],
        "collective": written["collective"],
        "manual": written.get("manual", []),
        "total_vnd": contest.total_vnd,
    }


def checkpoint_path(slug: str) -> str:
    """Where the ledger's checkpoint is published."""
    return _path(slug, "ledger/checkpoint.txt")


def _path(slug: str, name: str) -> str:
    return f"contests/{slug}/{name}"
