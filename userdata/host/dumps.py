"""Dumps and restores the ledger. A dump is code: a restore runs its functions.

PostgreSQL's superuser therefore only creates and renames databases. The role of the ledger writes and reads the dumps, over
loopback, with its password, as a user of the machine that owns nothing else.
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
import services
from aws import Failure, Problem
from database import NAME, psql
from layout import CURRENT, DATA, ports
from shell import read, replace, run

USER = "portcullis-dump"
# pg_hba.conf admits the role of the ledger to NAME and NEW alone.
NEW = NAME + "_new"
DUMPS = DATA / "dumps"
KEPT = 2
SEAL = ".seal"


def secret(name: str) -> str:
    """A secret from the credentials of the unit, else from those of the generation, which only root can read."""
    return read(Path(os.environ.get("CREDENTIALS_DIRECTORY", CURRENT / "credentials")) / name)


@contextmanager
def own_folder(place: Path | None = None) -> Iterator[Path]:
    """A temporary folder for files of the dumps' user."""
    with tempfile.TemporaryDirectory(dir=place or os.environ.get("PORTCULLIS_DUMPS")) as folder:
        yield Path(folder)


def hand_over(folder: Path) -> None:
    """Gives a folder to the dumps' user. In the unit of that user it already has it."""
    if os.geteuid() == 0:
        run("chown", "-R", USER + ":", folder)


def as_ledger(folder: Path, program: str, *arguments: Path | str, where: str, remedy: str) -> str:
    """Runs a program of PostgreSQL as the role of the ledger, with the password in a file of the folder."""
    password = folder / "password"
    replace(password, f"127.0.0.1:*:*:{NAME}:{secret('database-password')}\n", 0o600)
    hand_over(folder)
    user = ("runuser", "-u", USER, "--") if os.geteuid() == 0 else ()
    port = str(ports()["PORT_POSTGRES"])
    return run(*user, "env", f"PGPASSFILE={password}", program, *arguments, "-h", "127.0.0.1", "-p", port, "-U", NAME,
               "-w", where=where, remedy=remedy)


def seal_of(file: Path) -> tuple[str, str]:
    """The digest of a file and its seal, which only a host of this stack can make: its key is a secret of the stack."""
    with open(file, "rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return digest, hmac.new(secret("dump-seal").encode(), digest.encode(), "sha256").hexdigest()


def own_name() -> str:
    """The gateway's name in the world: its backup bucket, since no two buckets have one name."""
    bucket: str = json.loads((CURRENT / "desired.json").read_text())["backupBucket"]
    return bucket


def dump_to(target: Path) -> None:
    """Writes a dump that pg_restore can read and the seal beside it, or nothing.

    The second line of the seal says whose dump it is. It proves nothing, and lets a refusal name the other gateway.
    """
    # On the disk of the target, so that the dump appears whole or not at all.
    with own_folder(target.parent) as folder:
        new = folder / "dump"
        as_ledger(folder, "pg_dump", "-Fc", "-f", new, "-d", NAME, where="dump", remedy="Check the free space of the data volume")
        listed = run("pg_restore", "--list", new, where="dump", remedy=aws.AGAIN)
        if "TABLE DATA public virtual_key" not in listed and "TABLE public virtual_key" not in listed:
            raise Problem("dump", "has none of the ledger's tables", "Start the gate once: it creates them")
        os.replace(new, target)
        replace(target.with_name(target.name + SEAL), f"{seal_of(target)[1]}\n{own_name()}\n", 0o600)


def before_upgrade(name: str) -> None:
    """Dumps the ledger onto the volume, so that an upgrade can be undone without a network."""
    DUMPS.mkdir(parents=True, exist_ok=True)
    run("chown", "root:root", DUMPS)
    # Others may enter but not list it: the dumps' user finds its folder by a random name.
    DUMPS.chmod(0o711)
    dump_to(DUMPS / f"before-{name}.dump")
    for old in sorted(DUMPS.glob("before-*.dump"), key=os.path.getmtime)[:-KEPT]:
        old.unlink()
        old.with_name(old.name + SEAL).unlink(missing_ok=True)


def upload_dump() -> str:
    """Uploads a dump, which pg_restore has read back from a folder of the unit; its key in the bucket."""
    desired = json.loads((CURRENT / "desired.json").read_text())
    with own_folder() as folder:
        hand_over(folder)
        file = folder / "portcullis.dump"
        dump_to(file)
        key = datetime.now(UTC).strftime("dumps/%Y-%m-%dT%H-%M-%SZ.dump")
        for source, name in ((file, key), (Path(f"{file}{SEAL}"), key + SEAL)):
            upload(desired, source, f"/{desired['backupBucket']}/{name}")
        print(f"uploaded {key}, {file.stat().st_size} bytes", flush=True)
    return key


def upload(desired: dict[str, Any], source: Path, path: str) -> None:
    """Uploads one file to the backup bucket."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace") as answer:
        status = aws.signed("s3", desired["region"], path, answer.name, [("upload-file", source)], 1800)
        if status != 200:
            raise aws.refused("s3:/" + path, status, answer.read(2000))


def sealed(dump: Path, seal: str) -> bool:
    """Whether a host of this stack made the dump."""
    return hmac.compare_digest(seal.partition("\n")[0].strip().encode(), seal_of(dump)[1].encode())


def refuse_foreign(file: Path, copy: Path, named: str) -> None:
    """Refuses a dump without the seal of this stack, unless the operator names its digest: it is a stranger's program."""
    digest, _ = seal_of(copy)
    found = read(Path(f"{file}{SEAL}"))
    if named == digest or (not named and sealed(copy, found)):
        return
    got = f"the SHA-256 {named}, which is not that of this file" if named else f"{'another' if found else 'none'} in {file}{SEAL}"
    raise Failure(str(file), "the seal of this stack's hosts beside it", got,
                  f"Fetch both from the bucket. If you trust who made this file, name it: restore {file} {digest}")


def restore(file: Path, named: str = "") -> None:
    """Replaces the ledger by a dump and keeps the old one under another name. A failure leaves the ledger as it was."""
    started = time.monotonic()
    with own_folder() as folder:
        # A copy, so that the checked bytes are the restored bytes whatever happens to the file.
        copy = folder / "dump"
        shutil.copyfile(file, copy)
        refuse_foreign(file, copy, named)
        into_new(folder, copy, file)
    aside = f"{NAME}_{int(time.time())}"
    exchange(NEW, aside)
    settle(str(file), aside)
    print(f"restored {file} in {time.monotonic() - started:.0f} s; the ledger before it is the database {aside}")


def settle(where: str, aside: str) -> None:
    """Waits for the gate, and goes back to the ledger before when the gate does not serve.

    So a dump of another release does not end the service.
    """
    # A restore that was cut off after the exchange may have left it stopped.
    run("systemctl", "start", "--no-block", services.GATE)
    try:
        services.await_ready([services.GATE])
    except Failure as failure:
        exchange(aside, NEW)
        raise Problem(where, f"does not bring a gate that serves: {failure}", "The ledger is as it was") from failure


def is_there(database: str) -> bool:
    """Whether PostgreSQL has a database of that name."""
    return psql(f"SELECT 'yes' FROM pg_database WHERE datname = '{database}';\n").strip() == "yes"


def exchange(coming: str, leaving: str) -> None:
    """Gives the ledger's name to one database and another name to the one that has it, while the gate is stopped.

    Both names change in one transaction: a power cut between them would leave no ledger.
    """
    run("systemctl", "stop", services.GATE)
    try:
        # A database with connections cannot be renamed; only the gate and a dump have any.
        psql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{NAME}' \\g /dev/null\n"
             f"BEGIN;\nALTER DATABASE {NAME} RENAME TO {leaving};\nALTER DATABASE {coming} RENAME TO {NAME};\nCOMMIT;\n")
    finally:
        run("systemctl", "start", "--no-block", services.GATE)


def into_new(folder: Path, copy: Path, file: Path | str) -> None:
    """Restores into a database beside the ledger, which only the role of the ledger may enter."""
    psql(f"DROP DATABASE IF EXISTS {NEW};\nCREATE DATABASE {NEW} OWNER {NAME} TEMPLATE template0;\n"
         f"REVOKE ALL ON DATABASE {NEW} FROM PUBLIC;\n")
    as_ledger(folder, "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", "-d", NEW,
              copy, where=str(file), remedy="The ledger is as it was")
