"""How far long work has come."""

from typing import Any

from chalicelib.usecases.jobs import tell_job
from chalicelib.web.organizing.call import Call, no_such


def show_job(call: Call) -> dict[str, Any]:
    told = tell_job(call.path["id"], call.by, call.stores)
    if told is None:
        raise no_such("việc")
    return told
