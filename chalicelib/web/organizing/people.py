"""The people who organize: a job of a function that alone may change them."""

import re

from chalicelib.domain.checks import Check, Matching, OneOf, Text
from chalicelib.domain.people import GROUPS
from chalicelib.usecases.people import DEEDS
from chalicelib.web.organizing.call import ID_OF_CLIENT, Answer, Call, require, started_job

_EMAIL = Matching(
    re.compile(r"[a-zA-Z0-9._%+-]{1,64}@[a-zA-Z0-9.-]{1,180}\.[a-zA-Z]{2,20}", re.ASCII),
    "Xin viết đúng một địa chỉ thư điện tử, ví dụ can.bo@example.gov.vn.",
)
_REASON = Text(500)
_SOMEBODY: dict[str, Check] = {"email": _EMAIL, "why": _REASON}
_ALSO: dict[str, dict[str, Check]] = {
    "list": {},
    "invite": {"email": _EMAIL, "group": OneOf(GROUPS)},
    "set-group": {**_SOMEBODY, "group": OneOf(GROUPS)},
    "switch-on": {"email": _EMAIL},
}


def manage_people(call: Call) -> Answer:
    """Starts what `do` names; what changes somebody's rights needs a reason, `why`."""
    fixed: dict[str, Check] = {"job": ID_OF_CLIENT, "do": OneOf(DEEDS)}
    do = call.body.get("do")
    also = _ALSO.get(do, _SOMEBODY) if isinstance(do, str) else {}
    optional = {} if "why" in also or do == "list" else {"why": Text(500, blank=True)}
    body = require(call.body, {**fixed, **also}, optional)
    asked = {name: value for name, value in body.items() if name != "job"}
    return started_job(call, "people", "", asked)
