"""Runs the Python tests of a folder and prints JSON: first a line with all their names, then a line for each result.

Usage: report.py FOLDER [PATTERN ...]. A pattern is a part of a test's name, or a whole name with * in it. A result has
the fields test, outcome (passed, failed or skipped) and detail. The exit code is 1 when a test has failed, and 2 when
there is none that matches.
"""
import faulthandler
import json
import os
import sys
import unittest
from collections.abc import Iterator
from typing import Any, TextIO

LONGEST_SECONDS = 900


def tests(suite: unittest.TestSuite) -> Iterator[unittest.TestCase]:
    """The suite's tests, in the order in which they run."""
    for entry in suite:
        if isinstance(entry, unittest.TestSuite):
            yield from tests(entry)
        else:
            yield entry


class Report(unittest.TestResult):
    """Prints each result as soon as it is known."""

    def __init__(self, names: list[str], out: TextIO) -> None:
        super().__init__()
        self.missing = dict.fromkeys(names)
        self.out = out
        self.before = (0, 0)

    def startTest(self, test: unittest.TestCase) -> None:
        super().startTest(test)
        self.before = (len(self.problems()), len(self.skipped))

    def stopTest(self, test: unittest.TestCase) -> None:
        super().stopTest(test)
        problems, skips = self.problems()[self.before[0]:], self.skipped[self.before[1]:]
        if problems:
            self.tell(test.id(), "failed", "\n".join(problems))
        elif skips:
            self.tell(test.id(), "skipped", skips[0][1])
        else:
            self.tell(test.id(), "passed", "")

    def problems(self) -> list[str]:
        """The traces of all tests so far; a test with several parts can have several."""
        unexpected = [f"{test}: expected to fail, and passed" for test in self.unexpectedSuccesses]
        return [trace for _, trace in [*self.failures, *self.errors]] + unexpected

    def tell(self, test: str, outcome: str, detail: str) -> None:
        """Prints one result."""
        self.missing.pop(test, None)
        print(json.dumps({"test": test, "outcome": outcome, "detail": detail}), file=self.out, flush=True)

    def tell_missing(self) -> None:
        """A class whose set-up fails or skips runs none of its tests: they get its outcome."""
        outcome, reasons = ("failed", self.problems()) if self.problems() else ("skipped", [why for _, why in self.skipped])
        for test in list(self.missing):
            self.tell(test, outcome, "\n".join(reasons))


def main(folder: str, patterns: list[str]) -> int:
    """Runs them; the exit code."""
    faulthandler.dump_traceback_later(LONGEST_SECONDS, exit=True)
    # Standard output is for results alone, also where a test starts another program.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    loader: Any = unittest.TestLoader()
    if patterns:
        loader.testNamePatterns = [text if "*" in text else f"*{text}*" for text in patterns]
    suite = loader.discover(folder, top_level_dir=folder)
    names = [test.id() for test in tests(suite)]
    print(json.dumps(names), file=out, flush=True)
    result = Report(names, out)
    suite.run(result)
    result.tell_missing()
    if not names:
        return 2
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
