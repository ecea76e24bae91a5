"""What a release needs on the machine beside itself: Debian packages, LiteLLM's Python packages, cloudflared."""
import functools
import json
import os
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import aws
import machine
from aws import Failure
from layout import CLOUDFLAREDS, RELEASE, ROOT, VENVS
from shell import digest, run, say, succeeds

APT = ["-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Options::=--force-confold", "-o", "Acquire::Retries=3"]
MIRROR = "Look at the network and at Debian's mirror; it is tried again"


def manifest():
    """All that is fetched, as the bundle names it."""
    return json.loads((RELEASE / "manifest.json").read_text())


def system_files():
    """Settings of the machine that are files: copied before any package can start with other ones."""
    changed = False
    for source in sorted(path for path in (RELEASE / "system").rglob("*") if path.is_file()):
        target = ROOT / source.relative_to(RELEASE / "system")
        if not target.exists() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            changed = True
    if changed:
        run("systemd-sysusers")
        run("systemctl", "restart", "systemd-sysctl.service", "systemd-journald.service")


def swap(megabytes=1024):
    """A gibibyte of room to breathe; the unit for it is among the system's files, and a container has none."""
    file = ROOT / "swapfile"
    if file.exists() or succeeds("systemd-detect-virt", "--container", "--quiet"):
        return
    part = file.with_suffix(".new")
    part.unlink(missing_ok=True)
    run("fallocate", "--length", f"{megabytes}MiB", part)
    part.chmod(0o600)
    run("mkswap", part)
    part.rename(file)
    run("systemctl", "enable", "--now", "swapfile.swap")


def packages(names):
    """Installs what is missing, and nothing when nothing is."""
    missing = [name for name in names if not installed(name)]
    if missing:
        update()
        run("apt-get", "install", "-y", "--no-install-recommends", *APT, *missing, where=missing[0], remedy=MIRROR)


@functools.cache
def update():
    """Once in each run."""
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run("apt-get", "update", *APT, where="Debian's packages", remedy=MIRROR)


def installed(name):
    """By dpkg's own state: half-configured is not installed."""
    return succeeds("sh", "-c", f"dpkg-query -W -f='${{db:Status-Status}}' {name} | grep -qx installed")


def no_ssh():
    """Nothing listens for it, and nothing could be started that does."""
    if installed("openssh-server"):
        run("apt-get", "purge", "-y", *APT, "openssh-server")


def litellm():
    """The environment of this release's lock. Made where it stays, since it knows its own path; the mark comes last."""
    lock = RELEASE / "litellm/litellm.lock"
    venv = VENVS / digest(lock, sys.version)[:12]
    if (venv / "whole").exists():
        return venv
    shutil.rmtree(venv, ignore_errors=True)
    run(sys.executable, "-I", "-m", "venv", venv, remedy="Is python3-venv installed?")
    pip = [venv / "bin/python", "-I", "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    # No cache: it would be used once in a lock's life, and take the ledger's room or the releases'.
    pip += ["--no-cache-dir", "--retries", "2", "--no-deps", "--require-hashes"]
    remedy = "Look at the network; a package that was withdrawn needs another lock, see config/litellm.in"
    run(*pip, "--only-binary", ":all:", "--compile", "-r", lock, where="LiteLLM's packages", remedy=remedy)
    os.sync()
    (venv / "whole").touch()
    say("LiteLLM's packages are there")
    return venv


def component(name, folder):
    """A file of the manifest, in a folder named by its checksum."""
    pin = next(entry for entry in manifest()["components"] if entry["name"] == name)
    architecture = machine.architecture()
    url, wanted = pin[architecture]["url"], pin[architecture]["sha256"]
    where = f"{name} {pin['version']} for {architecture}"
    if not wanted:
        raise Failure(where, "a SHA-256 in config/components.yaml", "none", "Write it there from the maker's release")
    target = folder / wanted / name
    if target.exists():
        return target.parent
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as new:
        file = f"{new}/{name}"
        status = aws.curl(url, file, [("retry", 3)], 600)
        if status != 200:
            raise Failure(url, "status 200", status, "Is the version still there? It is tried again")
        got = digest_of(file)
        if got != wanted:
            raise Failure(where, "SHA-256 " + wanted, got, "The file is another than the one that was pinned")
        os.chmod(file, 0o755)
        os.sync()
        (folder / wanted).mkdir(exist_ok=True)
        os.replace(file, target)
    return target.parent


def digest_of(file):
    """As sha256sum prints it."""
    return run("sha256sum", file).split()[0]


def everything(beside):
    """Slow things side by side; Python's packages need one package of Debian first. Returns venv and cloudflared.

    What is beside runs when Debian's packages are there: Python's take longer."""
    system_files()
    wanted = manifest()["packages"]
    with ThreadPoolExecutor() as pool:
        tunnel = pool.submit(component, "cloudflared", CLOUDFLAREDS)
        packages(["python3-venv"])
        venv = pool.submit(litellm)
        packages(wanted)
        no_ssh()
        swap()
        say("Debian's packages are there")
        beside()
        return venv.result(), tunnel.result()
