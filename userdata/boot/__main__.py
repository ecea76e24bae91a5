"""The code that a host has before it has a bundle. Commands: 'data', 'apply', 'check'.

User data brings the first version, and each release renews it. apply reads the desired state, runs the code of the release
that it names, and reports the outcome. It prints to the serial console too, because a host without a network can report
nowhere else.
"""
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from typing import Any

import aws
import disk
from aws import Failure, Problem

ROOT = Path(os.environ.get("PORTCULLIS_ROOT", "/"))
STATE = ROOT / "var/lib/portcullis"
RELEASES = ROOT / "opt/portcullis/releases"
ROOM_MB = 1500
ROLLED_BACK = 3


def sha256(path: str) -> str:
    """The digest of a file, in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_desired(text: str) -> tuple[dict[str, Any], str]:
    """The document and the hash of its bundle. The bundle's own code checks the rest, by its schema."""
    try:
        desired = json.loads(text)
        wanted = desired["bundle"]["sha256"]
        if re.fullmatch("[0-9a-f]{64}", wanted) and all(isinstance(desired[key], str) for key in ("region", "bundleBucket")):
            return desired, wanted
    except (ValueError, KeyError, TypeError):
        pass
    raise Problem("desired", "does not name a bundle, its bucket and a region", "Run 'pulumi up', which writes it")


def unpacked(text: str) -> Path:
    """The folder of the release. It appears whole or not at all."""
    desired, wanted = read_desired(text)
    release = RELEASES / wanted
    if release.is_dir():
        return release
    RELEASES.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(RELEASES).free // 1_000_000
    if free < ROOM_MB:
        raise Failure("disk", f"{ROOM_MB} MB free", f"{free} MB", "Make room or enlarge the root volume")
    with tempfile.TemporaryDirectory(dir=RELEASES, prefix=".new-") as folder:
        archive, tree = folder + "/bundle", folder + "/tree"
        key = f"bundles/{wanted}.tar.gz"
        aws.download(desired["region"], desired["bundleBucket"], key, archive)
        if sha256(archive) != wanted:
            raise Failure(key, "SHA-256 " + wanted, sha256(archive), "Upload the bundle again: this is another file")
        with tarfile.open(archive) as tar:
            tar.extractall(tree, filter="data")
        # Without this, the rename may reach the disk before the data does.
        os.sync()
        os.rename(tree, release)
    return release


def replace(path: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    new = path.with_suffix(".new")
    new.write_text(text)
    os.sync()
    os.replace(new, path)


def read(name: str, default: str = "") -> str:
    """The text of a file of the state."""
    path = STATE / name
    return path.read_text().strip() if path.exists() else default


def try_once(text: str) -> tuple[int, str]:
    """Applies the desired state once; the exit code and the message."""
    (STATE / "message").unlink(missing_ok=True)
    try:
        disk.mount()
        release = unpacked(text)
    except (Failure, OSError, ValueError, subprocess.CalledProcessError) as failure:
        return 1, str(failure)
    command: list[Path | str] = [sys.executable, "-I", release / "host", "apply"]
    code = subprocess.run(command, input=text, text=True, check=False).returncode
    return code, read("message", f"apply ended with {code}")


def back_off(generation: str, code: int) -> None:
    """Doubles the pause before the next try: up to half an hour, or up to a day when each try interrupts callers."""
    before = json.loads(read("backoff.json", "{}"))
    tries = before.get("tries", 0) + 1 if before.get("generation") == generation else 1
    first, most = (3600, 86400) if code == ROLLED_BACK else (120, 1800)
    wait = min(first * 2 ** min(tries - 1, 10), most)
    after = {"generation": generation, "tries": tries, "until": time.time() + wait, "wait": wait}
    replace(STATE / "backoff.json", json.dumps(after))


def waits(generation: str) -> bool:
    """Whether the back-off still runs. A clock that was set back must not prolong it."""
    found = json.loads(read("backoff.json", "{}"))
    left = found.get("until", 0) - time.time()
    return bool(found.get("generation") == generation and 0 < left <= found["wait"])


def report(region: str, name: str, generation: str, code: int, message: str) -> None:
    """Writes to the journal and, once for each outcome, to the parameter that the operator's commands read."""
    state = {0: "applied", ROLLED_BACK: "rolled back"}.get(code, "failed")
    print(f"{generation}: {state}: {message}", flush=True)
    outcome = {"generation": generation, "state": state, "message": message[:2000], "serving": read("committed")}
    if read("outcome.json") == json.dumps(outcome):
        return
    value = json.dumps({**outcome, "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())})
    aws.ssm(region, "PutParameter", {"Name": name, "Value": value, "Type": "String", "Overwrite": True})
    replace(STATE / "outcome.json", json.dumps(outcome))


def desired() -> str:
    """The text of the desired state."""
    text, _ = aws.parameter(os.environ["PORTCULLIS_REGION"], os.environ["PORTCULLIS_DESIRED"])
    return text


def apply() -> None:
    """Runs at each turn of the timer."""
    STATE.mkdir(parents=True, exist_ok=True)
    disk.grow_mounted()
    with open(STATE / "lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        region, name = os.environ["PORTCULLIS_REGION"], os.environ["PORTCULLIS_DESIRED"]
        text = desired()
        generation = hashlib.sha256(text.encode()).hexdigest()[:16]
        reported = json.loads(read("outcome.json", "{}")).get("generation")
        if ({reported, read("committed")} == {generation} and not read("attempt")) or waits(generation):
            return
        code, message = try_once(text)
        if code:
            back_off(generation, code)
        report(region, name.rsplit("/", 1)[0] + "/applied", generation, code, message)
        if code:
            sys.exit(1)


if __name__ == "__main__":
    try:
        {"apply": apply, "check": lambda: json.loads(desired()), "data": disk.mount}[sys.argv[1]]()
    except Failure as problem:
        sys.exit(f"portcullis: {problem}")
