"""What a release needs on the machine beside itself: Debian packages, LiteLLM's Python packages, cloudflared."""
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
from aws import Failure
from layout import CLOUDFLAREDS, RELEASE, ROOT, VENVS
from shell import digest, replace, run, say, succeeds

APT = ["-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Options::=--force-confold", "-o", "Acquire::Retries=3"]
MIRROR = "Look at the network and at Debian's mirror; it is tried again"


def manifest() -> dict[str, Any]:
    """All that is fetched, as the bundle names it."""
    found: dict[str, Any] = json.loads((RELEASE / "manifest.json").read_text())
    return found


def system_files() -> bool:
    """Settings of the machine that are files: copied before any package can start with other ones. True when any was."""
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


def packages(names: list[str]) -> None:
    """Installs what is missing, and nothing when nothing is."""
    missing = [name for name in names if not installed(name)]
    if missing:
        over_https()
        update()
        run("apt-get", "install", "-y", "--no-install-recommends", *APT, *missing, where=missing[0], remedy=MIRROR)


def over_https() -> None:
    """Whatever the image says: the host's way out has no port 80."""
    places = ("sources.list", "sources.list.d/*.list", "sources.list.d/*.sources", "mirrors/*.list")
    for file in sorted(path for place in places for path in (ROOT / "etc/apt").glob(place)):
        if "http:" in (text := file.read_text(encoding="utf-8")):
            replace(file, text.replace("http:", "https:"))


@functools.cache
def update() -> None:
    """Once in each run."""
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run("apt-get", "update", *APT, where="Debian's packages", remedy=MIRROR)


def installed(name: str) -> bool:
    """By dpkg's own state: half-configured is not installed."""
    return succeeds("sh", "-c", f"dpkg-query -W -f='${{db:Status-Status}}' {name} | grep -qx installed")


def no_ssh() -> None:
    """Nothing listens for it, and nothing could be started that does."""
    if installed("openssh-server"):
        run("apt-get", "purge", "-y", *APT, "openssh-server")


def litellm() -> Path:
    """The environment of this release's lock. Made where it stays, since it knows its own path; the mark comes last."""
    lock = RELEASE / "litellm/litellm.lock"
    venv = VENVS / digest(lock, sys.version)[:12]
    if (venv / "whole").exists():
        return venv
    shutil.rmtree(venv, ignore_errors=True)
    run(sys.executable, "-I", "-m", "venv", venv, remedy="Is python3-venv installed?")
    pip: list[Path | str] = [venv / "bin/python", "-I", "-m", "pip", "install", "--no-input"]
    # No cache: it would be used once in a lock's life, and take the ledger's room or the releases'.
    pip += ["--disable-pip-version-check", "--no-cache-dir", "--retries", "2", "--no-deps", "--require-hashes"]
    remedy = "Look at the network; a package that was withdrawn needs another lock, see config/litellm.in"
    run(*pip, "--only-binary", ":all:", "--compile", "-r", lock, where="LiteLLM's packages", remedy=remedy)
    os.sync()
    (venv / "whole").touch()
    say("LiteLLM's packages are installed", "python-installed")
    return venv


def component(name: str, folder: Path) -> Path:
    """A file of the manifest, in a folder named by its checksum."""
    pin, download = pinned(name)
    wanted = download["sha256"]
    if not wanted:
        raise Failure(f"{name} {pin['version']} for {machine.architecture()}", "a SHA-256 in config/components.yaml",
                      "none", "Write it there from the maker's release")
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
    """A component of the manifest, and its file for this machine."""
    pin = next(entry for entry in manifest()["components"] if entry["name"] == name)
    return pin, pin[machine.architecture()]


def fetch(pin: dict[str, Any], download: dict[str, str], file: str) -> None:
    """The file that was pinned, or none."""
    status = aws.file_of(download["url"], file)
    if status != 200:
        raise Failure(download["url"], "status 200", status, "Is the version still there? It is tried again")
    if (got := digest_of(file)) != download["sha256"]:
        raise Failure(f"{pin['name']} {pin['version']} for {machine.architecture()}", "SHA-256 " + download["sha256"],
                      got, "The file is another than the one that was pinned")


def agent() -> None:
    """The SSM agent as the release pins it. It is a shell for operators and no more: its own unit has it done, so that
    no release waits for it, and without a checksum the host goes without."""
    pin, download = pinned("ssm-agent")
    if not download["sha256"] or agent_version().startswith(pin["version"]):
        return
    with tempfile.TemporaryDirectory() as folder:
        package = folder + "/ssm-agent.deb"
        fetch(pin, download, package)
        run("apt-get", "install", "-y", "--allow-downgrades", "--no-install-recommends", *APT, package,
            remedy="It is tried again")
    say(f"SSM agent {pin['version']} is installed")


def agent_version() -> str:
    """Empty when there is none."""
    if not installed("amazon-ssm-agent"):
        return ""
    return run("dpkg-query", "-W", "-f=${Version}", "amazon-ssm-agent").strip()


def digest_of(file: str) -> str:
    """As sha256sum prints it."""
    return run("sha256sum", file).split()[0]


def everything(beside: Callable[[], None]) -> tuple[Path, Path]:
    """Slow things side by side; Python's packages need one package of Debian first. Returns venv and cloudflared.

    What is beside runs when Debian's packages are there: Python's take longer."""
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
            # Debian's own times are counted already. Not before our packages are there: both would want apt's lock.
            run("systemctl", "restart", "apt-daily.timer", "apt-daily-upgrade.timer")
        beside()
        return venv.result(), tunnel.result()
