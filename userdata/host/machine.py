"""What kind of machine this is, and what it refuses."""
import os

from aws import ARCHITECTURES, Failure


def architecture() -> str:
    """Of the processor, in the words of those who pin files for it."""
    machine = os.uname().machine
    if machine not in ARCHITECTURES:
        raise Failure("this machine", " or ".join(ARCHITECTURES), machine, "Choose another type of instance")
    return ARCHITECTURES[machine]


def refused(problem: OSError) -> Failure:
    """An OSError, in words."""
    got = problem.strerror or str(problem)
    return Failure(problem.filename or "this machine", "to read and to write", got, "Look at its room: df -h")
