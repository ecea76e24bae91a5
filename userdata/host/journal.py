"""Reads the journal of the gateway's units, and keeps back what a line must not carry away from the host.

No unit writes a prompt, an answer or a secret on purpose. LiteLLM is not ours, though, and an error of it may quote what a
caller sent. Of its lines, and of what is not the gate's own JSON, only places and the kinds of errors leave the host.
"""
import contextlib
import json
import os
import re
import select
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

import database
from aws import Problem

OURS = ("agent", "apply", "cloudflared", "credentials", "data", "dump", "gate", "litellm", "logs", "restore")
FIELDS = "MESSAGE,UNIT,_SYSTEMD_UNIT,_PID"
LONGEST = 16_384
# The largest line of journald has 48 KiB, and JSON may write each byte with six.
LONGEST_ENTRY = 512 * 1024
CURSOR = re.compile(r"[a-z0-9=;-]{20,400}")
SECRET = re.compile(r"\b(?:sk|pk|ak)-[A-Za-z0-9_-]{20,}|\bA[KS]IA[A-Z0-9]{12,}|\beyJ[A-Za-z0-9_-]{10,}[A-Za-z0-9_.-]*")
PLACE = re.compile(r'\s*File "[^"]{1,300}", line \d+, in [A-Za-z0-9_<>.]+')
FRAME = re.compile(r"\s*at [A-Za-z0-9_$.<>/@]+\([A-Za-z0-9_.: ]{1,100}\)")
SERVER = re.compile(r"INFO:\s+(?:Started server process \[\d+\]|Waiting for application (?:startup|shutdown)\.|"
                    r"Application (?:startup|shutdown) complete\.|Shutting down|Finished server process \[\d+\]|"
                    r"Uvicorn running on \S+ \(Press CTRL\+C to quit\))")
LEVEL = re.compile(r"\b(?:CRITICAL|ERROR|WARNING|INFO)\b")
REQUEST = re.compile(r"\breq_[0-9a-f]{32}\b")
KIND = re.compile(r"\b((?:[A-Za-z_][A-Za-z0-9_]*\.){0,9}[A-Z][A-Za-z0-9_]*(?:Error|Exception|Warning))\b")


class Line(NamedTuple):
    """One line of the journal: its stream, the time in milliseconds, the text that may leave, and the place in the journal."""

    stream: str
    at: int
    text: str
    cursor: str


def units() -> dict[str, str]:
    """The streams of the units whose journal is sent."""
    found = {f"portcullis-{name}.service": name for name in OURS}
    # There is no server while the first release is being installed.
    with contextlib.suppress(OSError, ValueError):
        found[database.unit()] = "postgresql"
    return found


def guarded(text: str) -> str:
    """What may leave of a line that is not ours: places, the kind of an error, request ids, and its length."""
    if PLACE.fullmatch(text) or FRAME.fullmatch(text) or SERVER.fullmatch(text):
        return text[:LONGEST]
    kept = [level[0] for level in (LEVEL.search(text),) if level]
    kept += list(dict.fromkeys(match[1] for match in KIND.finditer(text)))[:5]
    kept += list(dict.fromkeys(REQUEST.findall(text)))[:5]
    return " ".join([*kept, f"({len(text)} characters are in the journal of the host)"])


def is_ours(stream: str, text: str) -> bool:
    """Whether the line was written by code of this project, or by a program that handles no caller's text."""
    if stream == "litellm":
        return False
    if stream != "gate":
        return True
    try:
        found = json.loads(text)
    except ValueError:
        return False
    return isinstance(found, dict) and "event" in found


def line(entry: bytes, streams: dict[str, str]) -> Line | None:
    """The line of an entry in the JSON of journalctl; None for one that cannot be read."""
    try:
        found: dict[str, Any] = json.loads(entry)
        at, cursor, text = int(found["__REALTIME_TIMESTAMP"]) // 1000, found["__CURSOR"], found.get("MESSAGE")
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(text, str):
        # Bytes that are no text, or a field that occurs twice.
        text = f"({len(text) if isinstance(text, list) else 0} bytes that are no text)"
    manager = found.get("_PID") == "1"
    stream = streams.get(str(found.get("UNIT" if manager else "_SYSTEMD_UNIT")))
    if not stream or not isinstance(cursor, str):
        return None
    text = text[:LONGEST] if manager or is_ours(stream, text) else guarded(text)
    # CloudWatch refuses an event without a character.
    return Line(stream, at, SECRET.sub("(secret)", text) or " ", cursor)


def cursor(file: Path) -> str:
    """The place up to which the lines were sent; empty at first, and after a power cut tore the file."""
    text = file.read_text(encoding="ascii", errors="replace").strip() if file.exists() else ""
    return text if CURSOR.fullmatch(text) else ""


def follow(start: str, program: str = "journalctl") -> subprocess.Popen[bytes]:
    """Starts to read after a place; without one, with the lines of the last hour."""
    # Without --merge, --follow would leave out what earlier boots wrote, and so how the last one ended.
    command = [program, "--follow", "--merge", "--no-tail", "--all", "--quiet", "--output=json", "--output-fields=" + FIELDS]
    command += [f"--after-cursor={start}" if start else "--since=-1h"]
    command += [f"--unit={unit}" for unit in units()]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def lines(pipe: IO[bytes], quiet: float) -> Iterator[Line | None]:
    """Each line of the journal, and None after every pause without one. It holds one entry and never more."""
    streams, descriptor, held, skip = units(), pipe.fileno(), b"", False
    while True:
        if not select.select([descriptor], [], [], quiet)[0]:
            yield None
            continue
        read = os.read(descriptor, 65_536)
        if not read:
            raise Problem("journalctl", "has ended", "systemd starts it again")
        *entries, held = (held + read).split(b"\n")
        for entry in entries:
            if not skip and (found := line(entry, streams)):
                yield found
            skip = False
        if len(held) > LONGEST_ENTRY:
            held, skip = b"", True
