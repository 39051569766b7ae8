"""What a new contest begins with."""

import copy
from datetime import datetime
from typing import Any

from chalicelib.domain.contest import MS_PER_DAY
from chalicelib.domain.contest_format.writing import raw_from_json

_Table = dict[str, Any]

_AWARD = "Giấy khen của Chủ tịch UBND phường"
_START: _Table = {
    "identity": {"field": "phone", "categories": ["Cán bộ", "Công chức", "Viên chức", "Nhân dân"]},
    "paper": {"time_limit_s": 900, "quota": {}},
    "prizes": {"individual": [], "collective": []},
    "topics": [],
    "units": [],
}
# The six areas of Nghị quyết số 76/NQ-CP ngày 15/7/2021, Đề án 06, and the indices that measure a
# ward's work; how many questions of each is what the contest of Bồng Sơn 2024 drew.
_TOPICS = (
    ("the-che", "Cải cách thể chế", 3),
    ("thu-tuc", "Cải cách thủ tục hành chính", 3),
    ("bo-may", "Cải cách tổ chức bộ máy hành chính nhà nước", 2),
    ("cong-vu", "Cải cách chế độ công vụ", 2),
    ("tai-chinh-cong", "Cải cách tài chính công", 2),
    ("chinh-phu-so", "Xây dựng, phát triển Chính phủ điện tử, Chính phủ số", 3),
    ("de-an-06", "Đề án 06 phục vụ chuyển đổi số quốc gia", 3),
    ("chi-so", "Các chỉ số PAR INDEX, PCI, PAPI, SIPAS, DTI", 2),
)
_INDIVIDUAL = (
    ("Giải nhất", 1, 600_000),
    ("Giải nhì", 1, 500_000),
    ("Giải ba", 1, 400_000),
    ("Giải khuyến khích", 3, 300_000),
)
_COLLECTIVE = (
    ("Tập thể có nhiều người dự thi nhất", "participants"),
    ("Tập thể có nhiều người trả lời đúng nhất", "full_marks"),
)
_COLLECTIVE_VND = 700_000
_UNITS = (
    ("ubnd-phuong", "UBND phường", "Cơ quan, đơn vị"),
    ("cong-an-phuong", "Công an phường", "Cơ quan, đơn vị"),
    ("tram-y-te", "Trạm Y tế phường", "Cơ quan, đơn vị"),
    ("mttq-phuong", "Ủy ban MTTQ Việt Nam phường", "Mặt trận, hội, đoàn thể"),
    ("hoi-phu-nu", "Hội Liên hiệp Phụ nữ phường", "Mặt trận, hội, đoàn thể"),
    ("doan-thanh-nien", "Đoàn Thanh niên phường", "Mặt trận, hội, đoàn thể"),
    ("hoi-nong-dan", "Hội Nông dân phường", "Mặt trận, hội, đoàn thể"),
    ("hoi-cuu-chien-binh", "Hội Cựu chiến binh phường", "Mặt trận, hội, đoàn thể"),
    ("co-quan-khac", "Cơ quan, đơn vị khác trên địa bàn", "Cơ quan, đơn vị"),
)


def start_from_nothing() -> _Table:
    """The defaults of which few wards change any, as JSON of contest.toml."""
    return copy.deepcopy(_START)


def start_from_template() -> _Table:
    """A ward's contest about administrative reform: topics, prizes, and the units that every ward
    has. Its neighbourhoods and schools are added, and its questions imported."""
    return {
        **start_from_nothing(),
        "paper": {"time_limit_s": 900, "quota": {id_: drawn for id_, _, drawn in _TOPICS}},
        "prizes": {
            "individual": [
                {"title": title, "count": count, "amount_vnd": amount, "award": _AWARD}
                for title, count, amount in _INDIVIDUAL
            ],
            "collective": [
                {
                    "title": title,
                    "count": 1,
                    "amount_vnd": _COLLECTIVE_VND,
                    "award": _AWARD,
                    "metric": metric,
                }
                for title, metric in _COLLECTIVE
            ],
        },
        "topics": [{"id": id_, "name": name} for id_, name, _ in _TOPICS],
        "units": [{"id": id_, "name": name, "kind": kind} for id_, name, kind in _UNITS],
    }


def a_year_on(raw: _Table) -> dict[str, str]:
    """The window of last year's contest, at the same weekday and hour 52 weeks later; texts that
    are no instants are left out."""
    read = raw_from_json({name: raw[name] for name in ("opens_at", "closes_at") if name in raw})
    moved = {
        name: moment.fromtimestamp(moment.timestamp() + _YEAR_S, moment.tzinfo)
        for name, moment in read.items()
        if isinstance(moment, datetime) and moment.tzinfo is not None
    }
    return {name: moment.isoformat() for name, moment in moved.items()}


_YEAR_S = 364 * MS_PER_DAY // 1_000
