"""What a host knows before it has a bundle: 'agent', 'data', 'apply'. Never changes while the instance lives.

apply finds out what the host should be, has that release's own code do it, and reports.
"""
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

import aws
import disk
from aws import Failure

ROOT = Path(os.environ.get("PORTCULLIS_ROOT", "/"))
STATE = ROOT / "var/lib/portcullis"
RELEASES = ROOT / "opt/portcullis/releases"
ROOM_MB = 1500
ROLLED_BACK = 3


def sha256(path):
    """Of a file, in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def agent():
    """A host without it can still serve."""
    pin = json.loads((ROOT / "etc/portcullis/agent.json").read_text())
    machine = os.uname().machine
    file = pin.get(aws.ARCHITECTURES.get(machine), {"url": "", "sha256": ""})
    url, expected = file["url"], file["sha256"]
    if not expected:
        raise Failure(f"SSM agent {pin['version']} for {machine}", "a pinned SHA-256", "none", "It is not installed")
    with tempfile.TemporaryDirectory() as folder:
        package = folder + "/agent.deb"
        if aws.curl(url, package, [("retry", 5)], 300) != 200 or sha256(package) != expected:
            raise Failure(url, "SHA-256 " + expected, "another file", "It is not installed")
        subprocess.run(["dpkg", "-i", package], check=True)


def unpacked(desired):
    """The release's folder; it appears whole or not at all."""
    wanted = desired["bundle"]["sha256"]
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
            raise Failure(key, "SHA-256 " + wanted, sha256(archive), "It is not what was built: upload it again")
        with tarfile.open(archive) as tar:
            tar.extractall(tree, filter="data")
        # A rename may reach the disk before the data does.
        os.sync()
        os.rename(tree, release)
    return release


def replace(path, text):
    """Writes a file whole or not at all."""
    new = path.with_suffix(".new")
    new.write_text(text)
    os.sync()
    os.replace(new, path)


def read(name, otherwise=""):
    """What is known under a name."""
    path = STATE / name
    return path.read_text().strip() if path.exists() else otherwise


def try_once(text):
    """Exit code and message of one attempt."""
    (STATE / "message").unlink(missing_ok=True)
    try:
        disk.mount()
        release = unpacked(json.loads(text))
    except (Failure, OSError, ValueError, subprocess.CalledProcessError) as failure:
        return 1, str(failure)
    command = [sys.executable, "-I", release / "host", "apply"]
    code = subprocess.run(command, input=text, text=True, check=False).returncode
    return code, read("message", f"apply ended with {code}")


def back_off(generation, code):
    """Doubles: to half an hour, or to a day when each try interrupts callers."""
    before = json.loads(read("backoff.json", "{}"))
    tries = before.get("tries", 0) + 1 if before.get("generation") == generation else 1
    first, most = (3600, 86400) if code == ROLLED_BACK else (120, 1800)
    wait = min(first * 2 ** min(tries - 1, 10), most)
    after = {"generation": generation, "tries": tries, "until": time.time() + wait, "wait": wait}
    replace(STATE / "backoff.json", json.dumps(after))


def waits(generation):
    """A clock that was set back must not prolong it."""
    found = json.loads(read("backoff.json", "{}"))
    left = found.get("until", 0) - time.time()
    return found.get("generation") == generation and 0 < left <= found["wait"]


def report(region, name, generation, code, message):
    """To the journal and, once for each outcome, to the parameter that the commands read."""
    state = {0: "applied", ROLLED_BACK: "rolled back"}.get(code, "failed")
    print(f"{generation}: {state}: {message}", flush=True)
    outcome = {"generation": generation, "state": state, "message": message[:2000], "serving": read("committed")}
    if read("outcome.json") == json.dumps(outcome):
        return
    value = json.dumps({**outcome, "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())})
    aws.ssm(region, "PutParameter", {"Name": name, "Value": value, "Type": "String", "Overwrite": True})
    replace(STATE / "outcome.json", json.dumps(outcome))


def apply():
    """One turn of the timer."""
    STATE.mkdir(parents=True, exist_ok=True)
    with open(STATE / "lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        region, name = os.environ["PORTCULLIS_REGION"], os.environ["PORTCULLIS_DESIRED"]
        text, _ = aws.parameter(region, name)
        generation = hashlib.sha256(text.encode()).hexdigest()[:16]
        told = json.loads(read("outcome.json", "{}")).get("generation")
        if ({told, read("committed")} == {generation} and not read("attempt")) or waits(generation):
            return
        code, message = try_once(text)
        if code:
            back_off(generation, code)
        report(region, name.rsplit("/", 1)[0] + "/applied", generation, code, message)
        if code:
            sys.exit(1)


if __name__ == "__main__":
    try:
        {"agent": agent, "apply": apply, "data": disk.mount}[sys.argv[1]]()
    except Failure as problem:
        sys.exit(f"portcullis: {problem}")
