"""Links the units through `current`, and stops and starts those whose inputs have changed."""
import json
import os
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

from aws import Failure
from generation import INPUTS
from layout import CURRENT, RUN, SYSTEMD, ports
from shell import point, read, replace, run, say, succeeds

GATE, LITELLM, TUNNEL = (f"portcullis-{name}.service" for name in ("gate", "litellm", "cloudflared"))
TIMERS = ["portcullis-dump.timer"]
AGENT = "portcullis-agent.service"
# No unit waits for them, and they notice a new release by themselves.
LOGS, RESTORES = "portcullis-logs.service", "portcullis-restore.service"
RUNNING = RUN / "running.json"
PATIENCE = float(os.environ.get("PORTCULLIS_PATIENCE", "180"))


class Check(NamedTuple):
    """A service's address, the statuses that show it well, and the event when it answers."""

    event: str
    name: str
    port: int
    path: str
    well: tuple[int, ...]


def fingerprints(generation: Path) -> dict[str, str]:
    """The digest of the inputs of each unit."""
    found: dict[str, str] = json.loads(read(generation / "fingerprints.json", "{}"))
    return found


def remember() -> None:
    """Records, before the link moves, what the running units were started with: the target of the link until now."""
    if not RUNNING.exists():
        replace(RUNNING, json.dumps(fingerprints(CURRENT)))


def changed(generation: Path) -> list[str]:
    """The units to restart. The gate restarts with LiteLLM, so that no call meets a closed port."""
    running, wanted = json.loads(read(RUNNING, "{}")), fingerprints(generation)
    found = {unit for unit in INPUTS if running.get(unit) != wanted[unit] or not active(unit)}
    return [unit for unit in INPUTS if unit in found or (unit == GATE and LITELLM in found)]


def active(unit: str) -> bool:
    """Whether it runs. A unit that is starting or restarting does not."""
    return succeeds("systemctl", "is-active", "--quiet", unit)


def stop(units: list[str]) -> None:
    """Stops the gate first, which drains the calls in flight."""
    for unit in sorted(units, key=lambda name: name != GATE):
        if (SYSTEMD / unit).is_symlink():
            run("systemctl", "stop", unit)


def link(generation: Path) -> None:
    """Links units and drop-ins through `current`, so that the next switch moves them too."""
    for source in sorted((generation / "release/units").rglob("*")):
        if source.is_file():
            place = source.relative_to(generation / "release/units")
            target = SYSTEMD / place
            wanted = CURRENT / "release/units" / place
            if not target.is_symlink() or os.readlink(target) != str(wanted):
                point(target, wanted)
    run("systemctl", "daemon-reload")
    run("systemctl", "enable", *INPUTS, *TIMERS, AGENT, LOGS, RESTORES)
    run("systemctl", "start", *TIMERS)
    run("systemctl", "restart", "--no-block", AGENT)
    run("systemctl", "start", "--no-block", LOGS, RESTORES)


def start(units: list[str], generation: Path) -> None:
    """Starts the units in the order of their dependencies and records each."""
    for unit in units:
        run("systemctl", "reset-failed", unit)
        run("systemctl", "start", "--no-block", unit)
        running = {**json.loads(read(RUNNING, "{}")), unit: fingerprints(generation)[unit]}
        replace(RUNNING, json.dumps(running))


def status(port: int, path: str) -> int:
    """The status that a caller gets, or 0 without an answer."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
    try:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=5) as answer:
            code: int = answer.status
            return code
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def checks(units: list[str]) -> list[Check]:
    """The checks that a switch has to pass."""
    port = ports()
    all_checks: list[Check] = [
        Check("litellm-ready", "LiteLLM", port["PORT_LITELLM"], "/health/readiness", (200,)),
        Check("gate-ready", "the gate", port["PORT_ADMIN"], "/readyz", (200,)),
        # Without a token the answer has to be a refusal: it proves the lock and not only the open port.
        Check("callers-refused", "the callers' port, asked without a token", port["PORT_CALLERS"], "/v1/models", (401, 403)),
    ]
    if TUNNEL in units:
        all_checks.append(Check("tunnel-ready", "cloudflared", port["PORT_TUNNEL_METRICS"], "/ready", (200,)))
    return all_checks


def await_ready(units: list[str]) -> None:
    """Waits until every check passes, for three minutes in all."""
    end = time.monotonic() + PATIENCE
    for event, name, port, path, well in checks(units):
        while (got := status(port, path)) not in well:
            if time.monotonic() > end:
                raise Failure(name, f"status {well[0]} of {path} within {PATIENCE:.0f} s",
                              f"status {got}" if got else "no answer", "Read the journal of its unit")
            time.sleep(0.25)
        say(f"{name} answers", event)
