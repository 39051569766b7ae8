"""Names as common as they are in Viet Nam: a few family names, a few middle names, many others."""

from random import Random

_FAMILY = (
    ("Nguyễn", 31), ("Trần", 11), ("Lê", 10), ("Phạm", 7), ("Huỳnh", 5), ("Hoàng", 4), ("Võ", 5),
    ("Phan", 5), ("Vũ", 2), ("Đặng", 2), ("Bùi", 2), ("Đỗ", 2), ("Hồ", 2), ("Ngô", 2), ("Dương", 1),
    ("Lý", 1), ("Trương", 2), ("Đinh", 1), ("Lâm", 1), ("Mai", 1), ("Đoàn", 1), ("Châu", 1),
)  # fmt: skip
_MIDDLE_OF_WOMEN = (
    ("Thị", 50), ("Thị Thu", 4), ("Thị Kim", 4), ("Thị Thanh", 4), ("Ngọc", 6), ("Thị Mỹ", 3),
    ("Thị Bích", 3), ("Thanh", 4), ("Thị Hồng", 4), ("Thị Ngọc", 4), ("Minh", 2), ("Thùy", 3),
    ("Thị Tuyết", 2), ("Hoài", 2), ("Khánh", 1), ("Bảo", 1), ("Phương", 2), ("Quỳnh", 1),
)  # fmt: skip
_MIDDLE_OF_MEN = (
    ("Văn", 36), ("Đình", 4), ("Quốc", 6), ("Hữu", 4), ("Minh", 8), ("Thanh", 6), ("Ngọc", 5),
    ("Công", 3), ("Xuân", 3), ("Đức", 5), ("Anh", 2), ("Hoàng", 4), ("Tấn", 3), ("Trọng", 2),
    ("Duy", 2), ("Gia", 2), ("Bá", 1), ("Quang", 3), ("Thành", 3), ("Trung", 1),
)  # fmt: skip
_OF_WOMEN = [
    "Lan",
    "Hoa",
    "Hương",
    "Hồng",
    "Mai",
    "Thảo",
    "Linh",
    "Trang",
    "Hà",
    "Hằng",
    "Nga",
    "Thủy",
    "Yến",
    "Loan",
    "Phượng",
    "Tuyết",
    "Vân",
    "Oanh",
    "Hạnh",
    "Dung",
    "Nhung",
    "Ngân",
    "Trinh",
    "Thu",
    "Xuân",
    "Nhi",
    "My",
    "Vy",
    "Trâm",
    "Duyên",
    "Diễm",
    "Liên",
    "Lệ",
    "Nguyệt",
    "Bích",
    "Châu",
    "Ánh",
    "Hiền",
]
_OF_MEN = [
    "Hùng",
    "Dũng",
    "Tuấn",
    "Hải",
    "Sơn",
    "Bình",
    "Cường",
    "Long",
    "Thắng",
    "Nam",
    "Phúc",
    "Tâm",
    "Hòa",
    "Lộc",
    "Khánh",
    "Toàn",
    "Tiến",
    "Đạt",
    "Huy",
    "Khoa",
    "Quân",
    "Vinh",
    "Phong",
    "Trung",
    "Thành",
    "Nghĩa",
    "Hiếu",
    "Tài",
    "Lâm",
    "Thịnh",
    "Minh",
    "Đức",
    "Quang",
    "Tín",
    "Trí",
    "Vũ",
    "An",
    "Kiên",
]


def a_name(random: Random) -> str:
    """Family name, middle name, given name; given names by Zipf's law."""
    of_woman = random.random() < 0.52
    middle = _MIDDLE_OF_WOMEN if of_woman else _MIDDLE_OF_MEN
    given = _OF_WOMEN if of_woman else _OF_MEN
    weights = [1 / (place + 3) for place in range(len(given))]
    return " ".join(
        [_one_of(random, _FAMILY), _one_of(random, middle), *random.choices(given, weights)]
    )


def _one_of(random: Random, shares: tuple[tuple[str, int], ...]) -> str:
    return random.choices([name for name, _ in shares], [share for _, share in shares])[0]
