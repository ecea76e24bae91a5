"""The architecture of this machine, and its errors in words."""
import os

from aws import ARCHITECTURES, Failure, Problem


def architecture() -> str:
    """The architecture of the processor, by the name that the manifest uses."""
    machine = os.uname().machine
    if machine not in ARCHITECTURES:
        raise Failure("this machine", " or ".join(ARCHITECTURES), machine, "Choose another type of instance")
    return ARCHITECTURES[machine]


def refused(problem: OSError) -> Failure:
    """The failure for an OSError."""
    got = problem.strerror or str(problem)
    return Problem(problem.filename or "this machine", got, "Check the free space: df -h")
