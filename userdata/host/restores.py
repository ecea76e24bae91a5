"""Restores the ledger when the parameter `restore` orders it, and reports in the parameter `restored`.

So an operator needs no session on the host, and the host no agent that takes commands. An order has a number and no file, no
key and no program: the number names the copy of a dump that the order's giver has put into the bucket's folder `restore`, the
only one that the host may read. The seal decides whether that dump is restored.
"""
import contextlib
import fcntl
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import aws
import database
import dumps
import machine
from aws import Failure, Problem
from layout import CURRENT, STATE
from shell import read, replace, say

LAST = STATE / "restore.json"
ID = re.compile("[0-9a-f]{16}")
TIME = "%Y-%m-%dT%H:%M:%SZ"
# An order that a sleeping host missed must not restore an old ledger when somebody wakes it days later.
FRESH = 600
EVERY = float(os.environ.get("PORTCULLIS_EVERY", "10"))
RUNNING, RESTORED, FAILED = "running", "restored", "failed"


class Order(NamedTuple):
    """The closed set of what an order can say."""

    number: str
    at: float
    dump_first: bool


def parse(text: str) -> Order | None:
    """The order; none before the first."""
    try:
        found = json.loads(text)
        if found == {}:
            return None
        at = datetime.strptime(found["at"], TIME).replace(tzinfo=UTC).timestamp()
        if ID.fullmatch(found["id"]) and isinstance(found["dumpFirst"], bool):
            return Order(found["id"], at, found["dumpFirst"])
    except (ValueError, KeyError, TypeError):
        pass
    raise Problem("restore", "is not an order", "Order it with ./portcullis restore")


def last() -> dict[str, Any]:
    """The host's own word on the last order; what the parameter says could be old."""
    found: dict[str, Any] = json.loads(read(LAST, "{}"))
    return found


def tell(outcome: dict[str, Any]) -> None:
    """Writes the outcome down before it reports it: a report that failed is repeated at the next look."""
    replace(LAST, json.dumps({**outcome, "told": False}))
    region = json.loads((CURRENT / "desired.json").read_text())["region"]
    value = json.dumps({**outcome, "at": datetime.now(UTC).strftime(TIME)})
    aws.ssm(region, "PutParameter", {"Name": parameter("restored"), "Value": value, "Type": "String", "Overwrite": True})
    replace(LAST, json.dumps({**outcome, "told": True}))


def parameter(name: str) -> str:
    """The full name of a parameter of this stack."""
    return os.environ["PORTCULLIS_DESIRED"].rpartition("/")[0] + "/" + name


class Progress:
    """What has been reported about one order."""

    def __init__(self, number: str, before: dict[str, Any]) -> None:
        self.outcome: dict[str, Any] = {"started": int(time.time()), **before, "id": number, "state": RUNNING}
        self.outcome.pop("told", None)

    def now(self, step: str, **more: str) -> None:
        """Reports a step. That a report does not arrive is no reason to stop halfway."""
        say(step)
        self.outcome |= {"step": step, **more}
        with contextlib.suppress(Failure):
            tell(self.outcome)

    def end(self, state: str, message: str) -> None:
        """Reports the end."""
        seconds = int(time.time()) - self.outcome["started"]
        self.outcome |= {"state": state, "message": message[:1500], "seconds": max(seconds, 0)}
        say(f"{state} after {seconds} s: {message}")
        tell(self.outcome)


def look() -> None:
    """Runs every few seconds: begins a new order, ends one that was interrupted, or repeats a report."""
    region = json.loads((CURRENT / "desired.json").read_text())["region"]
    order = parse(aws.parameter(region, parameter("restore"))[0])
    before = last()
    if order is None or (before.get("id") == order.number and before["state"] != RUNNING):
        if not before.get("told", True):
            tell({name: value for name, value in before.items() if name != "told"})
        return
    # A switch of the release must not meet a restore.
    with open(STATE / "lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        obey(order, before if before.get("id") == order.number else {})


def obey(order: Order, before: dict[str, Any]) -> None:
    """Does what an order says, from the beginning or from where the power failed."""
    progress = Progress(order.number, before)
    try:
        if not before and abs(time.time() - order.at) > FRESH:
            raise Failure("the order", f"one of the last {FRESH // 60} minutes",
                          datetime.fromtimestamp(order.at, UTC).strftime(TIME), "Order it again; check the clocks")
        aside = f"{database.NAME}_{order.number}"
        if not dumps.is_there(aside):
            bring(order, progress, aside)
        progress.now("waiting until the gate serves", aside=aside)
        dumps.settle("the dump", aside)
    except (Failure, OSError) as problem:
        failure = machine.refused(problem) if isinstance(problem, OSError) else problem
        progress.outcome.pop("aside", None)
        progress.end(FAILED, str(failure))
    else:
        progress.end(RESTORED, f"the ledger before it is the database {aside} on the host")


def bring(order: Order, progress: Progress, aside: str) -> None:
    """Puts the dump in the place of the ledger. Until the exchange, the gate serves."""
    desired = json.loads((CURRENT / "desired.json").read_text())
    with dumps.own_folder() as folder:
        dump, seal = folder / "dump", folder / ("dump" + dumps.SEAL)
        progress.now("fetching the dump")
        for file, name in ((dump, f"{order.number}.dump"), (seal, f"{order.number}.dump{dumps.SEAL}")):
            fetch(desired, name, file)
        refuse_foreign(dump, read(seal))
        if order.dump_first and "kept" not in progress.outcome:
            progress.now("dumping the present ledger")
            progress.now("dumped the present ledger", kept=dumps.upload_dump())
        progress.now("restoring beside the present ledger")
        dumps.into_new(folder, dump, "the dump")
        progress.now("exchanging the ledgers")
        dumps.exchange(dumps.NEW, aside)


def fetch(desired: dict[str, Any], name: str, target: Path) -> None:
    """Downloads an object of the folder `restore`, if the disk has room for it."""
    path = f"/{desired['backupBucket']}/restore/{name}"
    room = shutil.disk_usage(target.parent).free // 2
    status = aws.signed("s3", desired["region"], path, str(target), [("max-filesize", room)], 1800)
    if status != 200:
        with open(target, encoding="utf-8", errors="replace") as body:
            raise aws.refused("s3:/" + path, status, body.read(2000))


def refuse_foreign(dump: Path, seal: str) -> None:
    """Refuses a dump that no host of this stack has made: it is a stranger's program."""
    if dumps.sealed(dump, seal):
        return
    own, named = dumps.own_name(), seal.partition("\n")[2].strip()
    got = "a dump that was changed, or a seal of another stack"
    if re.fullmatch(r"[a-z0-9.-]{3,63}", named) and named != own:
        got = f"a dump of the gateway with the bucket {named}"
    raise Failure("the dump", f"one of this gateway, whose bucket is {own}", got,
                  "See ./portcullis restore --list; docs/operate.md says how another gateway's is taken over")


def problems() -> Iterator[str]:
    """The problem of each look, empty when there was none."""
    while True:
        try:
            look()
            yield ""
        except (Failure, OSError, ValueError) as problem:
            yield str(problem)


def watch() -> None:
    """Looks until the release changes; systemd then starts the new one."""
    release, said = (CURRENT / "release").resolve(), ""
    for problem in problems():
        if problem != said:
            said = problem
            say(problem or "orders can be read again")
        if (CURRENT / "release").resolve() != release:
            return
        time.sleep(EVERY)
