"""Runs programs, and writes files whole or not at all."""
import hashlib
import os
import subprocess
from pathlib import Path

from aws import Problem

JOURNAL = "Read the journal of portcullis-apply.service"


def say(message: str, event: str = "") -> None:
    """Writes to the journal, before a step, so that a step that hangs has a name.

    An event is a name in front of the message. Programs look for it, since the message may be reworded.
    """
    print(f"[{event}] {message}" if event else message, flush=True)


def run(*command: Path | str, text: str | None = None, where: str | None = None, remedy: str = JOURNAL) -> str:
    """Runs a command; its output. Its standard input never appears in a message."""
    done = subprocess.run([str(word) for word in command], input=text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = " ".join((done.stderr or done.stdout).split())[-400:]
        call = " ".join(str(word) for word in command[:3])
        raise Problem(where or str(command[0]), f"'{call}' failed with exit code {done.returncode}: {said}", remedy)
    return done.stdout


def succeeds(*command: Path | str) -> bool:
    """Whether a command exits with 0."""
    return subprocess.run([str(word) for word in command], capture_output=True, check=False).returncode == 0


def replace(path: Path, text: str, mode: int = 0o644) -> None:
    """Writes a file whole or not at all. It is created with its mode, since others could read it before a later chmod."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)


def point(link: Path, target: Path | str) -> None:
    """Points a symbolic link elsewhere, in one step."""
    link.parent.mkdir(parents=True, exist_ok=True)
    new = link.with_name(link.name + ".new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    os.replace(new, link)
    folder = os.open(link.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def read(path: Path, default: str = "") -> str:
    """The text of a file without the last line end, or the default."""
    return path.read_text(encoding="utf-8").strip() if path.exists() else default


def digest(*parts: Path | str) -> str:
    """The digest of texts and files, in that order."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part.read_bytes()
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()
