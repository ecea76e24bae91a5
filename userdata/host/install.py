"""Installs what a release needs on the machine: Debian packages, LiteLLM's Python packages, cloudflared."""
import functools
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import aws
import machine
from aws import Failure, Problem
from layout import CLOUDFLAREDS, RELEASE, ROOT, VENVS
from shell import digest, replace, run, say, succeeds

APT = ["-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Options::=--force-confold", "-o", "Acquire::Retries=3"]
MIRROR = "Check the network and Debian's mirror; the host tries again"


def manifest() -> dict[str, Any]:
    """The pinned downloads of the bundle."""
    found: dict[str, Any] = json.loads((RELEASE / "manifest.json").read_text())
    return found


def system_files() -> bool:
    """Copies the settings of the machine, before any package can start with others; whether one has changed."""
    changed = False
    for source in sorted(path for path in (RELEASE / "system").rglob("*") if path.is_file()):
        target = ROOT / source.relative_to(RELEASE / "system")
        if not target.exists() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            changed = True
    if changed:
        run("systemd-sysusers")
        run("systemd-tmpfiles", "--create", "portcullis.conf")
        run("systemctl", "daemon-reload")
        run("systemctl", "restart", "systemd-sysctl.service", "systemd-journald.service")
    return changed


def swap(megabytes: int = 1024) -> None:
    """Makes the swap file, of one gibibyte. A container has none; the unit is among the files of the system."""
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


def packages(names: list[str]) -> None:
    """Installs the packages that are missing."""
    missing = [name for name in names if not installed(name)]
    if missing:
        over_https()
        update()
        run("apt-get", "install", "-y", "--no-install-recommends", *APT, *missing, where=missing[0], remedy=MIRROR)


def over_https() -> None:
    """Makes apt use HTTPS whatever the image says: the host cannot reach port 80."""
    places = ("sources.list", "sources.list.d/*.list", "sources.list.d/*.sources", "mirrors/*.list")
    for file in sorted(path for place in places for path in (ROOT / "etc/apt").glob(place)):
        if "http:" in (text := file.read_text(encoding="utf-8")):
            replace(file, text.replace("http:", "https:"))


@functools.cache
def update() -> None:
    """Updates the lists of packages, once in each run."""
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run("apt-get", "update", *APT, where="Debian's packages", remedy=MIRROR)


def installed(name: str) -> bool:
    """Whether dpkg has installed it. A half-configured package is not installed."""
    return succeeds("sh", "-c", f"dpkg-query -W -f='${{db:Status-Status}}' {name} | grep -qx installed")


def no_ssh() -> None:
    """Removes the SSH server, so that none can be started."""
    if installed("openssh-server"):
        run("apt-get", "purge", "-y", *APT, "openssh-server")


def litellm() -> Path:
    """The environment of this release's lock, which is made in place because it holds its own path. The mark comes last."""
    lock = RELEASE / "litellm/litellm.lock"
    venv = VENVS / digest(lock, sys.version)[:12]
    if (venv / "whole").exists():
        return venv
    shutil.rmtree(venv, ignore_errors=True)
    run(sys.executable, "-I", "-m", "venv", venv, remedy="Check that python3-venv is installed")
    pip: list[Path | str] = [venv / "bin/python", "-I", "-m", "pip", "install", "--no-input"]
    # No cache: a lock is installed once, and the cache would take the room of releases.
    pip += ["--disable-pip-version-check", "--no-cache-dir", "--retries", "2", "--no-deps", "--require-hashes"]
    remedy = "Check the network; a package that was withdrawn needs another lock, see config/litellm.in"
    run(*pip, "--only-binary", ":all:", "--compile", "-r", lock, where="LiteLLM's packages", remedy=remedy)
    os.sync()
    (venv / "whole").touch()
    say("LiteLLM's packages are installed", "python-installed")
    return venv


def component(name: str, folder: Path) -> Path:
    """The folder of a component, named by its checksum, which is downloaded if it is missing."""
    pin, download = pinned(name)
    wanted = download["sha256"]
    if not wanted:
        raise Problem(f"{name} {pin['version']} for {machine.architecture()}", "config/components.yaml has no SHA-256",
                      "Copy it from the vendor's release")
    target = folder / wanted / name
    if target.exists():
        return target.parent
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as new:
        file = f"{new}/{name}"
        fetch(pin, download, file)
        os.chmod(file, 0o755)
        os.sync()
        (folder / wanted).mkdir(exist_ok=True)
        os.replace(file, target)
    return target.parent


def pinned(name: str) -> tuple[dict[str, Any], dict[str, str]]:
    """A component of the manifest and its download for this machine."""
    pin = next(entry for entry in manifest()["components"] if entry["name"] == name)
    return pin, pin[machine.architecture()]


def fetch(pin: dict[str, Any], download: dict[str, str], file: str) -> None:
    """Downloads the pinned file and refuses any other."""
    status = aws.file_of(download["url"], file)
    if status != 200:
        raise Failure(download["url"], "status 200", status, "Check that the version still exists; the host tries again")
    if (got := digest_of(file)) != download["sha256"]:
        raise Failure(f"{pin['name']} {pin['version']} for {machine.architecture()}", "SHA-256 " + download["sha256"],
                      got, "The vendor's file is not the pinned one: compare it with config/components.yaml")


def agent() -> None:
    """Installs the pinned SSM agent, a shell for operators. Its own unit calls this, so that no release waits for it.

    Without a pinned checksum the host has no agent.
    """
    pin, download = pinned("ssm-agent")
    if not download["sha256"] or agent_version().startswith(pin["version"]):
        return
    with tempfile.TemporaryDirectory() as folder:
        package = folder + "/ssm-agent.deb"
        fetch(pin, download, package)
        run("apt-get", "install", "-y", "--allow-downgrades", "--no-install-recommends", *APT, package,
            remedy=aws.AGAIN)
    say(f"SSM agent {pin['version']} is installed")


def agent_version() -> str:
    """The installed version, or an empty text."""
    if not installed("amazon-ssm-agent"):
        return ""
    return run("dpkg-query", "-W", "-f=${Version}", "amazon-ssm-agent").strip()


def digest_of(file: str) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return run("sha256sum", file).split()[0]


def everything(beside: Callable[[], None]) -> tuple[Path, Path]:
    """Installs everything, the slow parts in parallel; LiteLLM's environment and the folder of cloudflared.

    `beside` runs once Debian's packages are installed, while Python's still are being installed.
    """
    changed = system_files()
    wanted = manifest()["packages"]
    with ThreadPoolExecutor() as pool:
        tunnel = pool.submit(component, "cloudflared", CLOUDFLAREDS)
        packages(["python3-venv"])
        venv = pool.submit(litellm)
        packages(wanted)
        no_ssh()
        swap()
        say("Debian's packages are installed", "packages-installed")
        if changed:
            # The timers still have Debian's times. Restarted earlier, they would compete for apt's lock.
            run("systemctl", "restart", "apt-daily.timer", "apt-daily-upgrade.timer")
        beside()
        return venv.result(), tunnel.result()
