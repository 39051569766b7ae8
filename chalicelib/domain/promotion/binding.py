"""Texts that bind the organizers where they can't change them any more: on the portal, on Facebook
and Zalo. The commitment before the opening, the ledger's checkpoint afterwards (docs/ledger.md)."""

from typing import Any

from chalicelib.domain.checkpoints import Checkpoint
from chalicelib.domain.contest import Contest
from chalicelib.domain.wording import moment


def commitment_text(contest: Contest, committed: dict[str, Any], origin: str) -> str:
    """What to post once a contest is committed to: `committed` is its commitment.json, `origin`
    where the site stands, without a slash at its end."""
    return "\n".join(
        (
            f"BẢN CAM KẾT TRƯỚC KHI MỞ CUỘC THI: {contest.title} (mã {contest.slug})",
            (
                f"{contest.host} niêm phong thể lệ, câu hỏi và đáp án lúc "
                f"{moment(committed['committed_at'])}, cuộc thi mở lúc {moment(contest.opens_at)} "
                "(giờ Việt Nam). Hai mã SHA-256 dưới đây không suy ngược ra được đề; sau khi đóng, "
                "ai cũng đối chiếu được là không có gì bị sửa."
            ),
            f"Thể lệ, câu hỏi, đáp án: {committed['contest']}",
            f"Khóa rút đề: {committed['paper_key']}",
            f"Bản gốc: {origin}/contests/{contest.slug}/commitment.json",
            f"Kiểm chứng: {_verifying(contest, origin)}",
        )
    )


def checkpoint_text(contest: Contest, checkpoint: Checkpoint, origin: str) -> str:
    """What to post of the ledger's checkpoint."""
    return "\n".join(
        (
            f"MỐC SỔ CÁI CUỘC THI: {contest.title}",
            (
                f"Đến {moment(checkpoint.at)} (giờ Việt Nam) đã niêm phong {checkpoint.size} bài. "
                "Ai giữ dòng dưới đây thì biết được nếu về sau có bài bị thêm, bớt hay sửa:"
            ),
            str(checkpoint),
            f"Kiểm chứng: {_verifying(contest, origin)}",
        )
    )


def _verifying(contest: Contest, origin: str) -> str:
    return f"{origin}/kiem-chung.html?cuoc-thi={contest.slug}"
