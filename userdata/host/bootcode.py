"""Renews the code that reads the desired state and fetches bundles, so that it is as new as the serving release.

User data brings the first version and never runs again. Each version is a folder; the link `boot` names the current one.
"""
import os
import shutil
import sys

from aws import Problem
from layout import BOOT, RELEASE, SYSTEMD
from shell import digest, point, read, replace, run

SOURCE = RELEASE / "boot"
UNITS = ("portcullis-apply.service", "portcullis-apply.timer", "portcullis-data.service")


def check() -> None:
    """Refuses boot code that cannot read the desired state: with it the host could never fetch another release."""
    run(sys.executable, "-I", SOURCE, "check", where="boot code of the release",
        remedy="The host keeps its own: repair userdata/boot")


def renew() -> None:
    """Installs the boot code of the release, which has proved that it serves."""
    scripts = sorted(SOURCE.glob("*.py"))
    if not scripts:
        raise Problem(str(SOURCE), "holds no boot code", "Build the bundle again")
    target, link = BOOT / digest(*scripts)[:12], BOOT / "boot"
    if not target.exists():
        new = target.with_suffix(".new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        for script in scripts:
            shutil.copyfile(script, new / script.name)
        os.sync()
        os.rename(new, target)
    if not link.is_symlink() or os.readlink(link) != target.name:
        point(link, target.name)
    changed = [unit for unit in UNITS if read(SYSTEMD / unit) != read(SOURCE / unit)]
    for unit in changed:
        replace(SYSTEMD / unit, read(SOURCE / unit) + "\n")
    if changed:
        run("systemctl", "daemon-reload")
