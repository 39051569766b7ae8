"""Runs MiniStack, and ends it when the parent is gone.

Started as a script by emulator.py with a pipe from the parent as standard input: the pipe closes
with the parent, however that ends, on every system.
"""

import os
import runpy
import signal
import sys
import threading


def _end_with_the_parent() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    runpy.run_module("ministack", run_name="__main__")
