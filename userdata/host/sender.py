"""Sends the journal of the gateway's units to CloudWatch Logs.

A batch is held until CloudWatch has it; meanwhile the journal waits in its pipe, so memory is bounded and no unit is slowed.
The place in the journal is written down after each batch. A crash in between sends that batch twice, and loses none.
"""
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import aws
import journal
from aws import Failure, Problem
from journal import Line
from shell import replace

# CloudWatch takes 10,000 events, 1 MiB with 26 bytes for each, and a span of 24 hours.
MOST_LINES, MOST_BYTES, OVERHEAD, SPAN = 2_000, 400_000, 26, 23 * 3_600_000
QUIET = 2.0
LONGEST_WAIT = 300.0
# A batch that CloudWatch will never take; all else is tried again.
HOPELESS = ("InvalidParameterException", "SerializationException", "ValidationException")
TWICE = ("DataAlreadyAcceptedException", "ResourceAlreadyExistsException")


def credentials() -> list[str]:
    """Those of the role that adds lines; the keeper renews their file."""
    file = Path(os.environ.get("PORTCULLIS_CREDENTIALS", "/run/portcullis-credentials")) / "logs/role.json"
    try:
        found = json.loads(file.read_text(encoding="ascii"))
        return [found[name] for name in ("AccessKeyId", "SecretAccessKey", "SessionToken")]
    except (OSError, ValueError, KeyError):
        raise Problem(str(file), "holds no credentials yet", "portcullis-credentials.service writes them") from None


def call(action: str, request: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The error code of CloudWatch Logs, empty when it took the call, and its answer."""
    headers = [("header", "X-Amz-Target: Logs_20140328." + action), ("header", "Content-Type: application/x-amz-json-1.1")]
    options = [*headers, ("data-raw", json.dumps(request))]
    keys = credentials()
    status, text = aws.text_of(
        lambda file: aws.signed("logs", os.environ["LOGS_REGION"], "/", file, options, 20, keys))
    try:
        answer = json.loads(text) if text.strip() else {}
    except ValueError:
        answer = {}
    if not isinstance(answer, dict):
        answer = {}
    code = str(answer.get("__type", f"status {status}")).rpartition("#")[2]
    return ("" if status == 200 else code), answer


def batches(lines: list[Line]) -> Iterator[tuple[str, list[Line]]]:
    """The lines by stream, in the order of time, and no batch longer than CloudWatch takes."""
    for stream in sorted({line.stream for line in lines}):
        part: list[Line] = []
        for line in sorted((line for line in lines if line.stream == stream), key=lambda one: one.at):
            if part and line.at - part[0].at > SPAN:
                yield stream, part
                part = []
            part.append(line)
        yield stream, part


def put(stream: str, lines: list[Line]) -> str:
    """Sends the lines of one stream, which is made when it is not there; the error code."""
    place = {"logGroupName": os.environ["LOGS_GROUP"], "logStreamName": stream}
    events = [{"timestamp": line.at, "message": line.text} for line in lines]
    code, answer = call("PutLogEvents", {**place, "logEvents": events})
    if code == "ResourceNotFoundException":
        made, _ = call("CreateLogStream", place)
        if made and made not in TWICE:
            return made
        code, answer = call("PutLogEvents", {**place, "logEvents": events})
    if not code and (refused := answer.get("rejectedLogEventsInfo")):
        print(f"CloudWatch took a part of {len(lines)} lines of {stream}: {json.dumps(refused)}", flush=True)
    return "" if code in TWICE else code


class Pause:
    """The pause after a failure: doubled each time, up to five minutes, and never the same for two hosts."""

    def __init__(self) -> None:
        self.wait, self.said, self.waits, self.leaving = 1.0, "", False, False

    def leave(self, _signal: int, _frame: FrameType | None) -> None:
        """Ends a pause at once, and anything else after one more try: the lines go again after the next start."""
        if self.waits:
            sys.exit(0)
        self.leaving = True

    def after(self, problem: str) -> None:
        """Says a new problem once, and waits."""
        if self.leaving:
            sys.exit(0)
        if problem != self.said:
            print(f"the journal waits: {problem}", flush=True)
            self.said = problem
        self.waits = True
        time.sleep(self.wait * random.uniform(0.5, 1))
        self.waits = False
        self.wait = min(self.wait * 2, LONGEST_WAIT)

    def over(self) -> None:
        """Says that it goes on, after a problem."""
        if self.said:
            print("the journal is sent again", flush=True)
        self.wait, self.said = 1.0, ""


def deliver(lines: list[Line], pause: Pause) -> None:
    """Sends the lines, and comes back when CloudWatch has all of them that it will ever take."""
    for stream, part in batches(lines):
        while True:
            try:
                code = put(stream, part)
            except (Failure, OSError) as failure:
                code = str(failure)
            if code in HOPELESS:
                print(f"{len(part)} lines of {stream} are left out: {code}", flush=True)
                code = ""
            if not code:
                break
            pause.after(code)
    pause.over()


def send() -> None:
    """Sends until systemd ends it."""
    pause = Pause()
    signal.signal(signal.SIGTERM, pause.leave)
    mark = Path(os.environ["STATE_DIRECTORY"]) / "cursor"
    start = journal.cursor(mark)
    reader = journal.follow(start)
    try:
        forward(reader, mark, pause)
    finally:
        reader.kill()
        # A place that the journal no longer knows must not stop the sender for ever.
        if reader.wait() > 0 and start and journal.cursor(mark) == start:
            mark.unlink()


def forward(reader: subprocess.Popen[bytes], mark: Path, pause: Pause) -> None:
    """Collects lines for two seconds, or until a batch is full, and sends them."""
    held: list[Line] = []
    size, began = 0, time.monotonic()
    for line in journal.lines(reader.stdout, QUIET) if reader.stdout else ():
        if line:
            held.append(line)
            size += len(line.text.encode()) + OVERHEAD
        full = len(held) >= MOST_LINES or size >= MOST_BYTES
        if held and (full or line is None or time.monotonic() - began >= QUIET):
            deliver(held, pause)
            replace(mark, held[-1].cursor, 0o600)
            held, size, began = [], 0, time.monotonic()
        if line is None and pause.leaving:
            return
