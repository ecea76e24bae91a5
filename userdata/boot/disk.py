"""The data volume: found by its id, formatted when it is blank, mounted; anything else is refused.

Looks at the device and at /sys, so it needs no udev. PORTCULLIS_DEVICE names a test's.
"""
import os
import subprocess
import time
from pathlib import Path

from aws import Failure

MOUNT = os.path.join(os.environ.get("PORTCULLIS_ROOT", "/"), "srv/portcullis")
LABEL = "portcullis"
PATIENCE = 600


def find(volume: str) -> str | None:
    """Its serial number is the volume's id on every Nitro instance."""
    if "PORTCULLIS_DEVICE" in os.environ:
        return os.environ["PORTCULLIS_DEVICE"]
    for block in Path("/sys/block").iterdir():
        serial = block / "device/serial"
        if serial.is_file() and serial.read_text().strip() == volume.replace("-", ""):
            return "/dev/" + block.name
    return None


def wait(volume: str) -> str:
    """It is attached only after the instance runs."""
    for _ in range(PATIENCE):
        device = find(volume)
        if device:
            return device
        time.sleep(1)
    raise Failure(volume, "the volume to be attached", f"none in {PATIENCE} s", "Attach it")


def content(device: str) -> dict[str, str]:
    """What blkid sees; empty when there is nothing."""
    seen = subprocess.run(["blkid", "-p", "-o", "export", device], capture_output=True, text=True, check=False)
    if seen.returncode == 2:
        with open(device, "rb") as raw:
            return {"TYPE": "unknown data"} if raw.read(2**20).strip(b"\0") else {}
    if seen.returncode != 0:
        raise Failure(device, "a readable volume", seen.stderr.strip() or "an error", "Look at dmesg")
    return dict(line.split("=", 1) for line in seen.stdout.splitlines() if "=" in line)


def grow(device: str) -> None:
    """Takes the room that the volume has gained. One that cannot grow still serves."""
    done = subprocess.run(["resize2fs", device], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"the file system of {device} did not grow with its volume: {' '.join(done.stderr.split())}", flush=True)
    elif "Nothing to do" not in done.stdout + done.stderr:
        print(f"the file system of {device} has grown with its volume", flush=True)


def grow_mounted() -> None:
    """Nothing where nothing is mounted."""
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
    # Also one that came larger, from a snapshot of a smaller one.
    grow(device)
