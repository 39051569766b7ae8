"""Contests at random that use every field of the format, all of them right.

`random` decides all of it: the same seed gives the same contest.
"""

from datetime import datetime, timedelta, timezone
from random import Random
from typing import Any

from chalicelib.domain.contest import LastResort, Metric, PredictionTarget, RankingKey
from chalicelib.domain.contest_format import check_contest

_Table = dict[str, Any]
_CATEGORIES = ("Cán bộ", "Công chức", "Viên chức", "Nhân dân", "Học sinh khối 9", "Đoàn viên")
_KINDS = ("Khu phố", "Cơ quan", "Trường học", "Chi đoàn")
_ROLES = ("Ban Tổ chức", "Tổ ra đề", "Tổ thư ký", "Ban Giám khảo")
_AWARDS = ("Giấy khen của Chủ tịch UBND phường", "Cờ lưu niệm", "Bằng khen của UBND tỉnh")
_PROMPTS = (
    "Có bao nhiêu người dự thi?",
    "Có bao nhiêu người trả lời đúng tất cả các câu?",
    "Cuộc thi có bao nhiêu lượt thi?",
)
_AMOUNTS = (0, 100_000, 250_500, 300_000, 1_000_000, 12_345_678)
_MINUTE = timedelta(minutes=1)


def random_document(random: Random) -> _Table:
    """A checked document, as `check_contest` gives it and stores keep it."""
    return check_contest(random_contest_file(random)).document


def random_contest_file(random: Random) -> _Table:
    """What the parsed files of a contest hold; what may be left out often is."""
    topics, questions = _bank(random)
    quota = _quota(random, topics, questions)
    contest = {
        **_heads(random),
        **_window(random),
        "identity": _identity(random),
        "paper": {"quota": quota, **_paper(random)},
        "topics": topics,
        "units": _units(random),
        "questions": questions,
    }
    contest.update(_given(random, fairness={"min_seconds_per_question": random.randint(0, 60)}))
    contest.update(_given(random, prediction=_prediction(random)))
    contest["ranking"] = _ranking(random, contest)
    contest.update(_retention(random, contest["ranking"]))
    contest["prizes"] = _prizes(random, contest)
    return contest


def _given(random: Random, **fields: Any) -> _Table:
    """Some of the fields."""
    return {name: value for name, value in fields.items() if random.random() < 0.6}


def _heads(random: Random) -> _Table:
    place = random.choice(["Bồng Sơn", "Hoài Tân", "Tam Quan"])
    return {
        "slug": f"cuoc-thi-{random.randint(1, 99)}",
        "title": random.choice(["Tìm hiểu Cải cách hành chính", "Chuyển đổi số"]),
        "host": f"UBND phường {place}",
        "contact": f"Văn phòng UBND phường {place}",
    }


def _window(random: Random) -> _Table:
    zone = timezone(timedelta(hours=random.choice([7, 7, 0, -5])))
    opens_at = datetime(random.randint(2024, 2027), 1, 1, tzinfo=zone)
    opens_at += random.randrange(525_600) * _MINUTE
    return {
        "opens_at": opens_at,
        "closes_at": opens_at + random.randint(1, 100_000) * _MINUTE + timedelta(seconds=1),
    }


def _identity(random: Random) -> _Table:
    field = random.choice(["phone", "citizen_id"])
    digits = 7 if field == "phone" else 9
    excluded = [
        {"id": f"090{n:0{digits}}", "role": random.choice(_ROLES)}
        for n in random.sample(range(10**digits), random.randint(0, 3))
    ]
    least, most = sorted(random.sample(range(121), 2))
    ages = {"min_age": least, "max_age": random.choice([most, least])}
    categories = random.sample(_CATEGORIES, random.randint(1, len(_CATEGORIES)))
    given = {name: age for name, age in ages.items() if random.random() < 0.5}
    return {"field": field, "categories": categories, "excluded": excluded, **given}


def _paper(random: Random) -> _Table:
    return _given(
        random,
        time_limit_s=random.randint(30, 86_400),
        draft_interval_s=random.choice([0, random.randint(30, 3_600)]),
        shuffle_options=random.random() < 0.5,
        reveal_score=random.choice(["after_close", "on_submit"]),
        attempts=random.choice([0, 1, 2, 3, random.randint(4, 50)]),
        require_all_answers=random.random() < 0.5,
        points_per_question=random.choice([1, 5, 10, random.randint(1, 1_000)]),
    )


def _prediction(random: Random) -> _Table:
    target = random.choice(list(PredictionTarget)).value
    return {"prompt": random.choice(_PROMPTS), "target": target}


def _ranking(random: Random, contest: _Table) -> _Table:
    keys = [
        key.value
        for key in RankingKey
        if (key is not RankingKey.PREDICTION or "prediction" in contest)
        and (key is not RankingKey.ATTEMPTS or contest["paper"].get("attempts", 1) != 1)
    ]
    rules = _given(
        random,
        order=random.sample(keys, random.randint(1, len(keys))),
        last_resort=random.choice(list(LastResort)).value,
        one_collective_prize_per_unit=random.random() < 0.5,
        complaint_days=random.choice([0, random.randint(1, 365)]),
        claim_days=random.choice([0, random.randint(1, 365)]),
    )
    drawn = rules.get("last_resort") == LastResort.DRAW
    return {**rules, "draw_source": "Giải đặc biệt xổ số"} if drawn else rules


def _retention(random: Random, ranking: _Table) -> _Table:
    least = ranking.get("complaint_days", 5) + ranking.get("claim_days", 30) + 14
    kept = {"retention_days": random.choice([least, random.randint(least, 3_650)])}
    return kept if least > 90 else _given(random, **kept)


def _bank(random: Random) -> tuple[list[_Table], list[_Table]]:
    numbers = range(1, random.randint(1, 4) + 1)
    topics = [{"id": f"lv-{n}", "name": f"Lĩnh vực {'ABCD'[n - 1]}"} for n in numbers]
    questions = [
        _question(random, topic["id"], n)
        for topic in topics
        for n in range(1, random.randint(1, 12) + 1)
    ]
    return topics, questions


def _question(random: Random, topic: str, number: int) -> _Table:
    options = [f"Phương án {letter}" for letter in "ABCDEFGH"[: random.randint(2, 8)]]
    right = sorted(random.sample("ABCDEFGH"[: len(options)], random.randint(1, len(options) - 1)))
    more = {"explanation": "Vì thế.", "source": "Nghị quyết", "difficulty": random.randint(1, 3)}
    return {
        "id": f"{topic}-{number}",
        "topic": topic,
        "text": f"Câu hỏi {number}?",
        "options": options,
        "key": right,
        **_given(random, **more),
    }


def _quota(random: Random, topics: list[_Table], questions: list[_Table]) -> dict[str, int]:
    drawn = random.sample(topics, random.randint(1, len(topics)))
    in_bank = [question["topic"] for question in questions]
    return {
        topic["id"]: random.randint(1, in_bank.count(topic["id"]))
        for topic in topics
        if topic in drawn
    }


def _units(random: Random) -> list[_Table]:
    return [
        {
            "id": f"dv-{letter.lower()}",
            "name": f"Đơn vị {letter}",
            "headcount": random.randint(1, random.choice([20, 10**6])),
            **_given(random, kind=random.choice(_KINDS)),
        }
        for letter in "ABCDEFGH"[: random.randint(1, 8)]
    ]


def _prizes(random: Random, contest: _Table) -> _Table:
    """The units that no rate concerns may go without a headcount."""
    individual = [_individual(random, contest) for _ in range(random.randint(0, 4))]
    collective = [_collective(random, contest) for _ in range(random.randint(0, 4))]
    if collective and random.random() < 0.3:
        collective.append({**collective[-1], "title": "Tập thể tiếp theo"})
    by_rate = any("min_rate" in prize or "rate" in prize["metric"] for prize in collective)
    for unit in contest["units"]:
        if not by_rate and random.random() < 0.5:
            del unit["headcount"]
    if not individual and not collective:
        individual = [_individual(random, contest)]
    return {"individual": individual, "collective": collective}


def _a_prize(random: Random, title: str) -> _Table:
    return {
        "title": title,
        "count": random.choice([1, 2, 3, random.randint(4, 1_000)]),
        "amount_vnd": random.choice(_AMOUNTS),
        **_given(random, award=random.choice(_AWARDS)),
    }


def _individual(random: Random, contest: _Table) -> _Table:
    questions = sum(contest["paper"]["quota"].values())
    scores: list[_Table] = [
        {},
        {"full_marks_only": True},
        {"min_score": random.randint(1, questions)},
    ]
    category = random.choice(contest["identity"]["categories"])
    return {
        **_a_prize(random, random.choice(["Giải nhất", "Giải nhì", "Giải khuyến khích"])),
        **_given(random, category=category),
        **random.choice(scores),
    }


def _collective(random: Random, contest: _Table) -> _Table:
    kinds = [unit["kind"] for unit in contest["units"] if "kind" in unit]
    kind = {"unit_kind": random.choice(kinds)} if kinds and random.random() < 0.4 else {}
    floors = {"min_participants": random.randint(1, 10**6), "min_rate": random.randint(1, 100)}
    return {
        **_a_prize(random, random.choice(["Tập thể xuất sắc", "Tập thể tiêu biểu"])),
        "metric": random.choice(list(Metric)).value,
        **kind,
        **{name: floor for name, floor in floors.items() if random.random() < 0.3},
    }
