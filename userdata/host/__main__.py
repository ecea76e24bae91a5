"""The commands of a release on its host: 'apply' (reads the desired state from standard input), 'agent',
'keep-credentials', 'send-journal', 'dump', 'dump-to FILE', 'restore FILE [SHA-256]', 'restore-ordered', 'watch-orders'.

apply may be killed at any point; the next run repeats the unfinished steps. Until the link `current` moves, the serving
generation is untouched. From then until the commit, the file `attempt` exists, and a run that finds it completes the
switch or rolls it back.
"""
import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

sys.path.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "boot"))
# A release never changes once it has its name, so Python must not write next to the code.
sys.dont_write_bytecode = True

import bootcode  # noqa: E402
import database  # noqa: E402
import desired  # noqa: E402
import dumps  # noqa: E402
import install  # noqa: E402
import keeper  # noqa: E402
import machine  # noqa: E402
import restores  # noqa: E402
import sender  # noqa: E402
import services  # noqa: E402
from aws import Failure  # noqa: E402
from generation import make  # noqa: E402
from layout import CLOUDFLAREDS, CURRENT, GENERATIONS, RELEASES, STATE, VENVS  # noqa: E402
from shell import point, read, replace, say  # noqa: E402

ROLLED_BACK = 3
COMMITTED, PREVIOUS, ATTEMPT = STATE / "committed", STATE / "previous", STATE / "attempt"


def switch(generation: Path) -> None:
    """Stops the units that change, moves the link, and starts them again."""
    services.remember()
    units = services.changed(generation)
    say(f"switching to {generation.name}: {', '.join(units) or 'no unit changes'}")
    # Before any unit stops: if the database refuses, the old generation keeps serving.
    database.role(generation)
    services.stop(units)
    point(CURRENT, generation)
    services.link(generation)
    services.start(units, generation)
    services.await_ready(units)


def roll_back(failure: Failure) -> NoReturn:
    """Rolls back to the committed generation, if there is one. The new one stays on the disk for a diagnosis."""
    before = GENERATIONS / read(COMMITTED, "none")
    if not before.exists():
        raise failure
    say(f"{failure}\nrolling back to {before.name}")
    try:
        switch(before)
        ATTEMPT.unlink(missing_ok=True)
        ended = f"serving {before.name} again"
    except (Failure, OSError) as second:
        ended = f"and {before.name} failed too: {second}"
    replace(STATE / "message", f"{failure}\n  {ended}")
    sys.exit(ROLLED_BACK)


def commit(generation: Path) -> None:
    """Records the generation as the one that a failed switch rolls back to."""
    before = read(COMMITTED)
    if before != generation.name:
        replace(PREVIOUS, before)
        replace(COMMITTED, generation.name)
    ATTEMPT.unlink(missing_ok=True)
    bootcode.renew()
    clean({generation.name, before} - {""})


def clean(kept: set[str]) -> None:
    """Removes all but the kept generations and the releases, environments and programs that they use."""
    used = {path.resolve() for name in kept for path in (GENERATIONS / name).glob("*") if path.is_symlink()}
    for generation in GENERATIONS.glob("*"):
        if generation.name not in kept:
            shutil.rmtree(generation, ignore_errors=True)
    for folder in (RELEASES, VENVS, CLOUDFLAREDS):
        for path in folder.glob("*"):
            if path.resolve() not in used:
                shutil.rmtree(path, ignore_errors=True)


def upgrades(generation: Path) -> bool:
    """Whether the schema of the ledger may change. A new client or secret leaves it alone."""
    before = GENERATIONS / read(COMMITTED, "none") / "release"
    return before.exists() and before.resolve() != (generation / "release").resolve()


def apply() -> None:
    """Applies the desired state on standard input, whose bundle this is."""
    text = sys.stdin.read()
    document = desired.parse(text)
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    prefix = os.environ["PORTCULLIS_DESIRED"].rpartition("/")[0]
    bootcode.check()
    say(f"{name}: installing what is missing", "install-started")
    venv, cloudflared = install.everything(beside=lambda: database.start(database.cluster()))
    say(f"{name}: reading secrets")
    generation = make(name, text, prefix, venv, cloudflared)
    if upgrades(generation) and not ATTEMPT.exists():
        say(f"{name}: dumping the ledger")
        dumps.before_upgrade(name)
    replace(ATTEMPT, name)
    try:
        switch(generation)
    except Failure as failure:
        roll_back(failure)
    except OSError as failure:
        roll_back(machine.refused(failure))
    commit(generation)
    replace(STATE / "message", f"serving {document['bundle']['sha256'][:12]}")


COMMANDS: dict[str, Callable[[], object]] = {
    "agent": install.agent,
    "apply": apply,
    "dump": dumps.upload_dump,
    "dump-to": lambda: dumps.dump_to(Path(sys.argv[2])),
    "keep-credentials": keeper.keep,
    "send-journal": sender.send,
    "restore": lambda: dumps.restore(Path(sys.argv[2]), *sys.argv[3:4]),
    "restore-ordered": restores.look,
    "watch-orders": restores.watch,
}

if __name__ == "__main__":
    try:
        COMMANDS[sys.argv[1]]()
    except (Failure, OSError) as problem:
        failure = machine.refused(problem) if isinstance(problem, OSError) else problem
        if sys.argv[1] == "apply":
            replace(STATE / "message", str(failure))
        sys.exit(f"portcullis: {failure}")
