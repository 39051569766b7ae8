"""From the close of a contest to its published results: rank, flags, review, decide, publish."""

from pathlib import Path
from typing import Any

import click

from chalicelib.domain.prizes import PassingCause
from chalicelib.domain.ranking import Verdict
from chalicelib.usecases import drawing, judging, settling
from chalicelib.usecases.ranking import latest_run
from ops.commands.options import (
    EXIT_REFUSED,
    Reason,
    on_stage,
    refusing,
    state_of,
    tell,
    waiting,
)
from ops.stacks import Stack
from ops.stores import call, stores_of, who

_SHOWN = 20


@click.command()
@click.argument("slug")
@on_stage
@refusing
def rank(stack: Stack, slug: str) -> None:
    """Xếp hạng tạm thời một cuộc thi đã đóng."""
    with waiting("Đang xếp hạng"):
        answer = call(stack, "rank", {"slug": slug, "by": who()})
    outcome = _answer(answer)
    totals = outcome["totals"]
    click.echo(f"Lần xếp hạng {outcome['inputs_hash']}")
    click.echo(
        f"Đăng ký {totals['registered']}, được tính {totals['counted']}, "
        f"bị loại {totals['disqualified']}, đặt lại {totals['reset']}"
    )
    _print_standing(outcome)
    _print_prizes(outcome)
    _print_flags(outcome["flags"])
    _print_ties(outcome["undecided"])
    _print_lots(outcome)


@click.command()
@click.argument("slug")
@on_stage
@refusing
def flags(stack: Stack, slug: str) -> None:
    """Các bài bị gắn cờ nghi vấn trong lần xếp hạng mới nhất."""
    _, outcome = latest_run(slug, stores_of(stack))
    _print_flags(outcome["flags"])
    if not outcome["flags"]:
        click.echo("Không có cờ nghi vấn nào.")


@click.command()
@click.argument("slug")
@click.argument("attempt")
@click.option("--ok", "verdict", flag_value=Verdict.OK.value, help="Đã xem, không có vấn đề.")
@click.option("--disqualify", "reason", type=Reason(), help="Loại bài này, kèm lý do.")
@click.option("--call-in", "why", type=Reason(), help="Gọi người dự thi kiểm tra, kèm lý do.")
@on_stage
@refusing
def review(
    stack: Stack,
    slug: str,
    attempt: str,
    verdict: str | None,
    reason: str | None,
    why: str | None,
) -> None:
    """Ghi kết quả xem xét một bài bị gắn cờ (hoặc loại một bài)."""
    given = {Verdict.OK: verdict, Verdict.DISQUALIFIED: reason, Verdict.CALLED_IN: why}
    chosen = [found for found, text in given.items() if text is not None]
    if len(chosen) != 1:
        raise click.UsageError("Xin chọn một: --ok, --disqualify hoặc --call-in kèm lý do.")
    judging.review(slug, attempt, chosen[0], reason or why or "", who(), stores_of(stack))
    click.echo("Đã ghi. Xin chạy lại lệnh rank để xem kết quả mới.")


@click.command()
@click.argument("slug")
@click.argument("prize")
@click.argument("winner")
@click.option("--refused", "cause", flag_value=PassingCause.REFUSED.value, help="Từ chối giải.")
@click.option("--unclaimed", "cause", flag_value=PassingCause.UNCLAIMED.value, help="Không nhận.")
@click.option("--reason", required=True, type=Reason(), help="Lý do, được công bố cùng kết quả.")
@on_stage
@refusing
def decide(
    stack: Stack, slug: str, prize: str, winner: str, cause: str | None, reason: str
) -> None:
    """Quyết định ai (lượt thi hoặc đơn vị) nhận giải khi đồng hạng; hoặc ghi rằng người đoạt giải
    từ chối, không đến nhận, để giải chuyển cho người kế tiếp."""
    if cause is not None:
        found = PassingCause(cause)
        judging.pass_on(slug, prize, winner, found, reason, who(), stores_of(stack))
        click.echo(f"Đã ghi: giải {prize} chuyển cho người kế tiếp. Xin chạy lại rank và publish.")
        return
    decision = judging.decide(slug, prize, winner, reason, who(), stores_of(stack))
    click.echo(f"Đã ghi cho giải {prize}: {', '.join(decision.winners)}")


@click.command()
@click.argument("slug")
@click.option("--seed", required=True, help="Số công khai mà thể lệ đã báo trước.")
@click.option("--reason", default="", help="Vì sao đổi số đã ghi.")
@on_stage
@refusing
def draw(stack: Stack, slug: str, seed: str, reason: str) -> None:
    """Ghi kết quả bốc thăm (số công khai) để phân định đồng hạng."""
    made = drawing.record_draw(slug, seed, who(), "", stores_of(stack), reason)
    click.echo(f"{made.source}: {made.seed}")
    click.echo("Đã ghi. Xin chạy lại lệnh rank để xem thứ tự bốc thăm.")


@click.command()
@click.argument("slug")
@click.argument("number")
@on_stage
@refusing
def find(stack: Stack, slug: str, number: str) -> None:
    """Tìm các lượt thi theo số điện thoại (hoặc số căn cước) đã đăng ký."""
    found = judging.find_person(slug, number, stores_of(stack))
    for attempt in found:
        click.echo(f"{attempt.id}  lượt {attempt.number}  {attempt.unit}  {state_of(attempt)}")
    if not found:
        click.echo("Số này chưa dự thi.")


@click.command()
@click.argument("slug")
@click.argument("attempt")
@click.option("--claim", type=int, help="Cấp lại cho máy của yêu cầu thứ mấy (ops claims).")
@click.option("--reason", required=True, type=Reason(), help="Lý do đặt lại.")
@on_stage
@refusing
def reset(stack: Stack, slug: str, attempt: str, claim: int | None, reason: str) -> None:
    """Đặt lại một lượt thi; in mã một lần để người đó thi lại, hoặc cấp lại cho máy đã yêu cầu."""
    if claim is not None:
        settling.grant(slug, attempt, claim, reason, who(), stores_of(stack))
        click.echo("Đã đặt lại. Máy đã gửi yêu cầu bấm bắt đầu là được thi lại, không cần mã.")
        return
    done = judging.reset(slug, attempt, reason, who(), stores_of(stack))
    if done.one_time_code is None:
        click.echo("Đã đặt lại. Người này đã có lượt thi sau đó, nên không cấp thêm mã.")
        return
    click.echo("Đã đặt lại. Mã một lần (đọc cho người dự thi, nhập vào ô mã tiếp tục):")
    click.echo(done.one_time_code)


@click.command()
@click.argument("slug")
@click.option(
    "--accept-flags", type=Reason(), help="Chấp nhận mọi cờ của người đoạt giải, kèm lý do."
)
@click.option(
    "--accept-late",
    type=Reason(),
    help="Vì sao bài đoạt giải vào sổ cái muộn hơn 2 giờ; lý do được công bố.",
)
@click.option("--reason", type=Reason(), help="Vì sao kết quả đã công bố được đính chính.")
@on_stage
@refusing
def publish(stack: Stack, slug: str, **reasons: str | None) -> None:
    """Công bố kết quả."""
    given = {name: reason for name, reason in reasons.items() if reason is not None}
    event = {"slug": slug, "by": who(), **given}
    with waiting("Đang xếp hạng và công bố"):
        answer = call(stack, "publish", event)
    results = _answer(answer)
    click.echo(f"Đã công bố: {stack.site_url}c/{slug}/ket-qua/")
    for prize in results["prizes"]:
        click.echo(f"  {prize['title']}: {prize.get('name') or prize['unit']}")


@click.command()
@click.argument("slug")
@click.option("--to", "path", required=True, type=click.Path(dir_okay=False, path_type=Path))
@on_stage
@refusing
def export(stack: Stack, slug: str, path: Path) -> None:
    """Xuất bảng Excel của lần xếp hạng mới nhất."""
    with waiting("Đang lập bảng"):
        called = call(stack, "export", {"slug": slug})
    answer = _answer(called)
    found = stack.s3().get_object(Bucket=stack.private_bucket, Key=answer["key"])
    path.write_bytes(found["Body"].read())
    click.echo(f"{path}{' (TẠM THỜI)' if answer['provisional'] else ''}")


def _answer(answer: dict[str, Any]) -> dict[str, Any]:
    """What a pure Lambda answered; a refusal is told in its own words (exit 3)."""
    error = answer.get("error")
    if error is None:
        return answer
    tell(error["message"], error.get("fields", {}))
    _print_ties(error.get("ties", []))
    raise SystemExit(EXIT_REFUSED)


def _print_standing(outcome: dict[str, Any]) -> None:
    for entry in outcome["standing"][:_SHOWN]:
        if entry["rank"] is not None:
            click.echo(
                f"{entry['rank']:>5}  {entry['score']:>3} câu đúng  "
                f"{entry['elapsed_ms'] / 1000:>9.3f} s  {entry['unit']:<20} {entry['attempt']}"
            )


def _print_prizes(outcome: dict[str, Any]) -> None:
    for award in (*outcome["individual"], *outcome["collective"], *outcome["manual"]):
        person = outcome["people"].get(award["winner"])
        winner = award["winner"] if person is None else f"{person['name']} ({award['winner']})"
        click.echo(f"{award['prize']:<14}{award['title']}: {winner}")


def _print_flags(flagged: list[dict[str, Any]]) -> None:
    for flag in flagged:
        state = flag["verdict"] or "chưa xem xét"
        click.echo(f"Cờ {flag['code']} {flag['attempt']} [{state}]: {flag['evidence']}")


def _print_ties(ties: list[dict[str, Any]]) -> None:
    for tie in ties:
        click.echo(
            f"Đồng hạng chưa quyết định: {tie['prize']} {tie['title']}, {tie['places']} giải giữa: "
            f"{', '.join(tie['candidates'])}"
        )
        if tie["waits_for"] is not None:
            click.echo(f"  chờ quyết định giải {tie['waits_for']} trước")


def _print_lots(outcome: dict[str, Any]) -> None:
    for tie in outcome.get("drawn", []):
        seed = outcome["draw"]["seed"]
        click.echo(f"Bốc thăm {tie['prize']} {tie['title']}, {tie['places']} giải, số {seed}:")
        for lot in tie["lots"]:
            click.echo(f"  {lot['hash']}  {lot['candidate']}  {lot['winner']}")
