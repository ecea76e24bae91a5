"""Dumps of the ledger and the way back. A dump is code: who restores it runs its functions.

So nothing here is done as PostgreSQL's superuser but to make and to name a database. Dumps are made and read by the
ledger's own role, over loopback, with its password; the user of the machine that does so owns nothing else.
"""
import hashlib
import hmac
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aws
from aws import Failure
from database import NAME, psql
from layout import CURRENT, DATA, ports
from shell import read, replace, run

USER = "portcullis-dump"
# pg_hba.conf lets the ledger's role into these two.
NEW = NAME + "_new"
DUMPS = DATA / "dumps"
KEPT = 2
SEAL = ".seal"


def secret(name: str) -> str:
    """From the unit's credentials, else from the generation's, which only root can read."""
    return read(Path(os.environ.get("CREDENTIALS_DIRECTORY", CURRENT / "credentials")) / name)


@contextmanager
def own_folder(place: Path | None = None) -> Iterator[Path]:
    """For files of the dumps' user; what is in it is gone in the end."""
    with tempfile.TemporaryDirectory(dir=place or os.environ.get("PORTCULLIS_DUMPS")) as folder:
        yield Path(folder)


def hand_over(folder: Path) -> None:
    """Root gives it to the dumps' user, who has it already in the unit of that user."""
    if os.geteuid() == 0:
        run("chown", "-R", USER + ":", folder)


def as_ledger(folder: Path, program: str, *arguments: Path | str, where: str, remedy: str) -> str:
    """A program of PostgreSQL as the ledger's role; the password is in a file that goes with the folder."""
    password = folder / "password"
    replace(password, f"127.0.0.1:*:*:{NAME}:{secret('database-password')}\n", 0o600)
    hand_over(folder)
    user = ("runuser", "-u", USER, "--") if os.geteuid() == 0 else ()
    port = str(ports()["PORT_POSTGRES"])
    return run(*user, "env", f"PGPASSFILE={password}", program, *arguments, "-h", "127.0.0.1", "-p", port, "-U", NAME,
               "-w", where=where, remedy=remedy)


def seal_of(file: Path) -> tuple[str, str]:
    """Only a host of this stack can make it: it is keyed by a secret of the stack."""
    with open(file, "rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return digest, hmac.new(secret("dump-seal").encode(), digest.encode(), "sha256").hexdigest()


def dump_to(target: Path) -> None:
    """A dump that pg_restore can read, and its seal beside it; or none."""
    # On the target's disk: it appears whole or not at all.
    with own_folder(target.parent) as folder:
        new = folder / "dump"
        as_ledger(folder, "pg_dump", "-Fc", "-f", new, "-d", NAME, where="dump", remedy="Is there room on the data volume?")
        listed = run("pg_restore", "--list", new, where="dump", remedy="It is tried again")
        if "TABLE DATA public virtual_key" not in listed and "TABLE public virtual_key" not in listed:
            raise Failure("dump", "the ledger's tables", "a dump without them", "Has the gate ever started?")
        os.replace(new, target)
        replace(target.with_name(target.name + SEAL), seal_of(target)[1] + "\n", 0o600)


def before_upgrade(name: str) -> None:
    """Kept on the volume, so that an upgrade can be undone without the network."""
    DUMPS.mkdir(parents=True, exist_ok=True)
    run("chown", "root:root", DUMPS)
    # What the dumps' user is given below it has a name that nobody can list.
    DUMPS.chmod(0o711)
    dump_to(DUMPS / f"before-{name}.dump")
    for old in sorted(DUMPS.glob("before-*.dump"), key=os.path.getmtime)[:-KEPT]:
        old.unlink()
        old.with_name(old.name + SEAL).unlink(missing_ok=True)


def upload_dump() -> None:
    """The nightly dump, written to a folder of the unit's own first: what is uploaded has been read back."""
    desired = json.loads((CURRENT / "desired.json").read_text())
    with own_folder() as folder:
        file = folder / "portcullis.dump"
        dump_to(file)
        key = datetime.now(UTC).strftime("dumps/%Y-%m-%dT%H-%M-%SZ.dump")
        for source, name in ((file, key), (Path(f"{file}{SEAL}"), key + SEAL)):
            upload(desired, source, f"/{desired['backupBucket']}/{name}")
        print(f"uploaded {key}, {file.stat().st_size} bytes")


def upload(desired: dict[str, Any], source: Path, path: str) -> None:
    """One file into the backup bucket."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace") as answer:
        status = aws.signed("s3", desired["region"], path, answer.name, [("upload-file", source)], 1800)
        if status != 200:
            raise aws.refused("s3:/" + path, status, answer.read(2000))


def refuse_foreign(file: Path, copy: Path, named: str) -> None:
    """A dump without this stack's seal is somebody's program: it is run only by who names it."""
    digest, seal = seal_of(copy)
    found = read(Path(f"{file}{SEAL}"))
    if named == digest or (not named and hmac.compare_digest(found.encode(), seal.encode())):
        return
    got = f"the SHA-256 {named} of another file" if named else f"{'another' if found else 'none'} in {file}{SEAL}"
    raise Failure(str(file), "the seal of this stack's hosts beside it", got,
                  f"Fetch both from the bucket. If you trust who made this file, name it: restore {file} {digest}")


def restore(file: Path, named: str = "") -> None:
    """Replaces the ledger by a dump's; the one before is kept under another name. Undone when anything goes wrong."""
    with own_folder() as folder:
        # What is looked at is what is restored, whatever happens to the file.
        copy = folder / "dump"
        shutil.copyfile(file, copy)
        refuse_foreign(file, copy, named)
        into_new(folder, copy, file)
    aside, gate = f"{NAME}_{int(time.time())}", "portcullis-gate.service"
    run("systemctl", "stop", gate)
    try:
        # Only the gate's connections and the dump's could be in the way.
        psql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{NAME}' \\g /dev/null\n"
             f"ALTER DATABASE {NAME} RENAME TO {aside};\nALTER DATABASE {NEW} RENAME TO {NAME};\n")
    finally:
        run("systemctl", "start", "--no-block", gate)
    print(f"restored {file}; the ledger before it is the database {aside}")


def into_new(folder: Path, copy: Path, file: Path) -> None:
    """A database beside the ledger that only the ledger's role may enter."""
    psql(f"DROP DATABASE IF EXISTS {NEW};\nCREATE DATABASE {NEW} OWNER {NAME} TEMPLATE template0;\n"
         f"REVOKE ALL ON DATABASE {NEW} FROM PUBLIC;\n")
    as_ledger(folder, "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", "-d", NEW,
              copy, where=str(file), remedy="The ledger is as it was")
