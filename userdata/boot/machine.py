"""What kind of machine this is, and what it refuses."""
import os

from aws import Failure

NAMES = {"aarch64": "arm64", "x86_64": "amd64"}


def architecture():
    """Of the processor, or of what the kernel says that it is."""
    machine = os.uname().machine
    if machine not in NAMES:
        raise Failure("this machine", " or ".join(NAMES), machine, "Choose another type of instance")
    return NAMES[machine]


def refused(problem):
    """An OSError, in words."""
    got = problem.strerror or str(problem)
    return Failure(problem.filename or "this machine", "to read and to write", got, "Look at its room: df -h")
