"""One cold start, in a process of its own: `python -I -S one_start.py PACKAGE RUNTIME HANDLER`.

Reads the event from standard input; prints what its first answer took. Imports nothing before the
handler but what counts time.
"""

import importlib
import json
import resource
import sys
import time

package, runtime, handler = sys.argv[1:]
event = json.load(sys.stdin)
sys.path[:0] = [package, runtime]
module, _, name = handler.partition(":")
answer = getattr(importlib.import_module(module), name)(event, None)
used = resource.getrusage(resource.RUSAGE_SELF)
ended = time.time()

sys.path.insert(0, __file__.rpartition("/")[0])
memory = importlib.import_module("memory")
print(
    json.dumps(
        {
            "status": answer["statusCode"],
            "cpu_ms": (used.ru_utime + used.ru_stime) * 1_000,
            "ended": ended,
            "peak_mb": memory.peak_mb(),
            "body": answer["body"] if answer["statusCode"] >= 300 else "",
        }
    )
)
