"""One cold start, in a process of its own: `python -I -S one_start.py PACKAGE RUNTIME HANDLER`.

Reads the event from standard input; prints what its first answer took. Imports nothing before the
handler but what counts time.
"""

import importlib
import json
import resource
import sys
import time


def _peak_mb() -> float:
    """Of this process alone: what getrusage tells is that of who forked it, where that is more."""
    from pathlib import Path

    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    line = next(line for line in lines if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1_024


package, runtime, handler = sys.argv[1:]
event = json.load(sys.stdin)
sys.path[:0] = [package, runtime]
module, _, name = handler.partition(":")
answer = getattr(importlib.import_module(module), name)(event, None)
used = resource.getrusage(resource.RUSAGE_SELF)
print(
    json.dumps(
        {
            "status": answer["statusCode"],
            "cpu_ms": (used.ru_utime + used.ru_stime) * 1_000,
            "ended": time.time(),
            "peak_mb": _peak_mb(),
            "body": answer["body"] if answer["statusCode"] >= 300 else "",
        }
    )
)
