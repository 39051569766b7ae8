"""What a paper's template is filled with: single fields, lists of rows, charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chalicelib.domain.contest import Contest
from chalicelib.domain.money import vnd_in_words
from chalicelib.domain.papers.kinds import Details, completed, spelled_out
from chalicelib.domain.papers.recipients import Row, recipients
from chalicelib.domain.wording import grouped, moment

DRAFT = "DỰ THẢO – chưa công bố kết quả"


@dataclass(frozen=True)
class Chart:
    """Bars with their labels, the first on top; or columns side by side, the first on the left."""

    title: str
    bars: tuple[tuple[str, int | float], ...]
    upright: bool = False


@dataclass(frozen=True)
class Content:
    """Texts by field, rows by list (each with texts of its own), charts by name. Whatever people
    typed stands in values only, and values are never read as fields."""

    fields: Mapping[str, str]
    lists: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)


@dataclass(frozen=True)
class Basis:
    """What all papers of a contest are made of: a run's `outcome`, whether it is a draft yet, what
    officials gave, and where there are any the live counts and the analysis."""

    contest: Contest
    outcome: dict[str, Any]
    run: str
    draft: bool
    details: Details
    stats: dict[str, Any] | None = None
    analysis: dict[str, Any] | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """Who gets a prize."""
        return recipients(self.outcome, self.contest)

    @property
    def total_vnd(self) -> int:
        """The sum of all prizes that are given."""
        return sum(row.amount_vnd for row in self.rows)


def common_fields(basis: Basis) -> dict[str, str]:
    """The fields that every template knows."""
    contest, rows = basis.contest, basis.rows
    details = completed(basis.details, contest)
    body = spelled_out(details.body)
    # Who gets two prizes is one recipient.
    people = {row.contact for row in rows if row.is_person}
    units = {row.name for row in rows if not row.is_person}
    return {
        "co_quan_cap_tren": details.parent_body.upper(),
        "co_quan": _in_two_lines(body.upper()),
        "ten_co_quan": body,
        "chu_tich": _head(body, details.title),
        "so_quyet_dinh": details.decision_number or f"{' ' * 8}/QĐ-{_symbol(body)}",
        "so_bao_cao": details.report_number or f"{' ' * 8}/BC-{_symbol(body)}",
        "ngay_quyet_dinh": day_in_words(details.date),
        "dia_danh_ngay": f"{details.place or '…………'}, {day_in_words(details.date)}",
        "quyen_han": details.authority.upper(),
        "chuc_vu": details.title.upper(),
        "nguoi_ky": details.signer,
        "nguoi_lap": details.maker,
        "ke_toan": details.accountant,
        "ke_hoach": details.plan,
        "cuoc_thi": contest.title,
        "don_vi_to_chuc": contest.host,
        "mo_luc": moment(contest.opens_at),
        "dong_luc": moment(contest.closes_at),
        "so_ca_nhan": f"{len(people):02}",
        "so_tap_the": f"{len(units):02}",
        "tong_tien": grouped(basis.total_vnd),
        "tong_tien_chu": vnd_in_words(basis.total_vnd),
        "du_thao": DRAFT if basis.draft else "",
        "lan_xep_hang": basis.run[:12],
    }


def decision_content(basis: Basis) -> Content:
    """The decision on prizes, and the list of receipts: the same fields and rows."""
    details = completed(basis.details, basis.contest)
    lists = {
        "can_cu": [{"noi_dung": f"{line};"} for line in lines_of(details.grounds)],
        "noi_nhan": receivers(lines_of(details.receivers)),
        "giai": [winner_fields(number, row) for number, row in enumerate(basis.rows, start=1)],
    }
    return Content(common_fields(basis), lists)


def certificate_contents(basis: Basis) -> list[Content]:
    """One for each recipient, in the order of the prizes; a blank one where there is nobody."""
    common = common_fields(basis)
    rows = enumerate(basis.rows or (_NOBODY,), start=1)
    return [Content({**common, **winner_fields(number, row)}) for number, row in rows]


_NOBODY = Row("………", "………", "", "", "", 0, "", is_person=True)


def certificate_pages(basis: Basis) -> list[dict[str, Any]]:
    """The certificates line by line, for a page that prints them."""
    if not basis.rows:
        return []
    return [_certificate_page(content.fields) for content in certificate_contents(basis)]


def _certificate_page(said: Mapping[str, str]) -> dict[str, Any]:
    return {
        "nation": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "motto": "Độc lập - Tự do - Hạnh phúc",
        "giver": said["chu_tich"],
        "gives": "TẶNG",
        "what": "GIẤY KHEN",
        "title": f"{said['danh_xung']}: ",
        "name": said["ten"],
        "of": said["don_vi"],
        "why": f"Đã đạt {said['dat_giai']} Cuộc thi “{said['cuoc_thi']}”",
        "draft": said["du_thao"],
        "record": [
            f"Quyết định số: {said['so_quyet_dinh']}",
            said["ngay_quyet_dinh"],
            "Số sổ khen thưởng: …………",
        ],
        "day": said["dia_danh_ngay"],
        "office": said["chuc_vu"],
        "signer": said["nguoi_ky"],
    }


def winner_fields(number: int, row: Row) -> dict[str, str]:
    """The fields of one recipient, in lists and on a certificate."""
    return {
        "stt": str(number),
        "ten": row.name,
        "don_vi": row.unit,
        "lien_he": row.contact,
        "ten_giai": row.prize,
        "dat_giai": _as_won(row.prize),
        "ket_qua": row.result,
        "so_tien": grouped(row.amount_vnd),
        "kem_theo": row.award,
        "danh_xung": "Ông (bà)" if row.is_person else "Tập thể",
        "noi_cong_tac": row.unit,
    }


def _as_won(title: str) -> str:
    """A prize after `Đã đạt`: titles that do not say so themselves are called a prize."""
    return title if title.lower().startswith("giải") else f"giải “{title}”"


def receivers(lines: Sequence[str]) -> list[dict[str, str]]:
    """The lines below `Nơi nhận`, the last one ended by a full stop."""
    ends = [";"] * (len(lines) - 1) + ["."]
    return [{"noi_dung": f"- {line}{end}"} for line, end in zip(lines, ends, strict=True)]


def lines_of(text: str) -> list[str]:
    """The lines that hold something, without the mark that ends them."""
    return [line.strip().rstrip(";.").strip() for line in text.split("\n") if line.strip(" ;.")]


def day_in_words(iso: str) -> str:
    """`2024-08-01` → `ngày 01 tháng 8 năm 2024` (Decree 30/2020, annex I, part I.II.4: days under
    10 and months 1 and 2 take a 0); room to fill in where it is empty."""
    if not iso:
        return f"ngày{' ' * 6}tháng{' ' * 6}năm{' ' * 8}"
    year, month, day = (int(part) for part in iso.split("-"))
    return (
        f"ngày {day:02} tháng {month:02} năm {year}"
        if month <= 2
        else (f"ngày {day:02} tháng {month} năm {year}")
    )


def _head(body: str, title: str) -> str:
    """`CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG A`: in whose name prizes are given."""
    office = title.upper().removeprefix("PHÓ ")
    return f"{office} {body.upper()}"


def _in_two_lines(body: str) -> str:
    """As letterheads break it: the kind of body above, whose it is below."""
    return body.replace("ỦY BAN NHÂN DÂN ", "ỦY BAN NHÂN DÂN\n", 1)


def _symbol(body: str) -> str:
    """What stands behind the number: `UBND` for a people's committee, else initials."""
    if body.casefold().startswith("ủy ban nhân dân"):
        return "UBND"
    return "".join(word[0] for word in body.upper().split() if word[0].isalpha())[:8]
