"""Finds the data volume by its id, formats it when it is blank, and mounts it. Any other content is refused.

It reads the device and /sys, and so needs no udev. Tests name a device in PORTCULLIS_DEVICE.
"""
import os
import subprocess
import time
from pathlib import Path

from aws import Failure, Problem

MOUNT = os.path.join(os.environ.get("PORTCULLIS_ROOT", "/"), "srv/portcullis")
LABEL = "portcullis"
PATIENCE = 600


def find(volume: str) -> str | None:
    """The device of the volume: its serial number is the volume's id on every Nitro instance."""
    if "PORTCULLIS_DEVICE" in os.environ:
        return os.environ["PORTCULLIS_DEVICE"]
    for block in Path("/sys/block").iterdir():
        serial = block / "device/serial"
        if serial.is_file() and serial.read_text().strip() == volume.replace("-", ""):
            return "/dev/" + block.name
    return None


def wait(volume: str) -> str:
    """Waits for the volume, which is attached only after the instance runs."""
    for _ in range(PATIENCE):
        device = find(volume)
        if device:
            return device
        time.sleep(1)
    raise Problem(volume, f"was not attached within {PATIENCE} s", "Attach the volume to the instance")


def content(device: str) -> dict[str, str]:
    """The properties that blkid finds; empty for a blank volume."""
    seen = subprocess.run(["blkid", "-p", "-o", "export", device], capture_output=True, text=True, check=False)
    if seen.returncode == 2:
        with open(device, "rb") as raw:
            return {"TYPE": "unknown data"} if raw.read(2**20).strip(b"\0") else {}
    if seen.returncode != 0:
        raise Failure(device, "a readable volume", seen.stderr.strip() or "an error", "Read the kernel's log with dmesg")
    return dict(line.split("=", 1) for line in seen.stdout.splitlines() if "=" in line)


def grow(device: str) -> None:
    """Grows the file system to the size of its volume. A file system that cannot grow still serves."""
    done = subprocess.run(["resize2fs", device], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"the file system of {device} did not grow with its volume: {' '.join(done.stderr.split())}", flush=True)
    elif "Nothing to do" not in done.stdout + done.stderr:
        print(f"the file system of {device} has grown with its volume", flush=True)


def grow_mounted() -> None:
    """Grows the mounted file system, if there is one."""
    if os.path.ismount(MOUNT) and (device := find(os.environ["PORTCULLIS_VOLUME"])):
        grow(device)


def mount() -> None:
    """Mounts the volume that the environment names."""
    if os.path.ismount(MOUNT):
        return
    device = wait(os.environ["PORTCULLIS_VOLUME"])
    found = content(device)
    if not found:
        print(f"formatting {device}, which is blank", flush=True)
        subprocess.run(["mkfs.ext4", "-q", "-L", LABEL, device], check=True)
    elif (found.get("TYPE"), found.get("LABEL")) != ("ext4", LABEL):
        got = f"{found.get('TYPE') or found.get('PTTYPE')} labelled '{found.get('LABEL', '')}'"
        raise Failure(device, f"a blank volume or ext4 labelled '{LABEL}'", got, "Nothing was changed on it")
    os.makedirs(MOUNT, exist_ok=True)
    subprocess.run(["mount", "-o", "noatime,nodev,nosuid,noexec", device, MOUNT], check=True)
    # A volume made from the snapshot of a smaller one is larger than its file system.
    grow(device)
