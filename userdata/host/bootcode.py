"""The code that looks for `desired` and fetches bundles: as new as the release that serves.

User data brings the first of it and never runs again. Each is a folder of its own, and the link `boot` names one.
"""
import os
import shutil
import sys

from aws import Failure
from layout import BOOT, RELEASE, SYSTEMD
from shell import digest, point, read, replace, run

SOURCE = RELEASE / "boot"
UNITS = ("portcullis-apply.service", "portcullis-apply.timer", "portcullis-data.service")


def check() -> None:
    """Before anything is switched: with code that cannot read `desired`, no later release would come."""
    run(sys.executable, "-I", SOURCE, "check", where="boot code of the release",
        remedy="The host keeps the one that it has: repair userdata/boot")


def renew() -> None:
    """After the release has proved that it serves."""
    scripts = sorted(SOURCE.glob("*.py"))
    if not scripts:
        raise Failure(str(SOURCE), "boot code", "none", "Build the bundle again")
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
