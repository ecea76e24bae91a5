"""Other programs, and files that are written whole or not at all."""
import hashlib
import os
import subprocess
from pathlib import Path

from aws import Failure

JOURNAL = "Look at the journal of portcullis-apply.service"


def say(message: str, event: str = "") -> None:
    """Writes to the journal, before a step, so that a step that hangs has a name.

    An event is a name in front of the message. Programs look for it, since the message may be reworded.
    """
    print(f"[{event}] {message}" if event else message, flush=True)


def run(*command: Path | str, text: str | None = None, where: str | None = None, remedy: str = JOURNAL) -> str:
    """What the command printed. What it was told on standard input is never shown."""
    done = subprocess.run([str(word) for word in command], input=text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = " ".join((done.stderr or done.stdout).split())[-400:]
        got = f"exit code {done.returncode}: {said}"
        call = " ".join(str(word) for word in command[:3])
        raise Failure(where or str(command[0]), f"'{call}' to succeed", got, remedy)
    return done.stdout


def succeeds(*command: Path | str) -> bool:
    """Whether it does; what it prints does not matter."""
    return subprocess.run([str(word) for word in command], capture_output=True, check=False).returncode == 0


def replace(path: Path, text: str, mode: int = 0o644) -> None:
    """Created with its mode: between writing a file and closing it to others, others could read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)


def point(link: Path, target: Path | str) -> None:
    """Makes a symbolic link point elsewhere, in one step."""
    link.parent.mkdir(parents=True, exist_ok=True)
    new = link.with_name(link.name + ".new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    os.replace(new, link)
    folder = os.open(link.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def read(path: Path, otherwise: str = "") -> str:
    """A file's text, without the line end."""
    return path.read_text(encoding="utf-8").strip() if path.exists() else otherwise


def digest(*parts: Path | str) -> str:
    """Of texts and files, in that order."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part.read_bytes()
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()
