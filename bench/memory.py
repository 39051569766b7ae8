"""Memory of this process."""

from pathlib import Path


def peak_mb() -> float:
    """The most it has held, in MiB. (What getrusage tells is that of who forked it, where that is
    more.)"""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    line = next(line for line in lines if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1_024
