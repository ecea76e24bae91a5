"""Runs inside the guest and prints its units and sockets as JSON. Memory is PSS: shared pages count once."""
import json
import os
import re
import subprocess
import sys
from typing import Any


def out(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def unit_of(pid: str) -> str | None:
    with open(f"/proc/{pid}/cgroup", encoding="ascii") as file:
        found = re.findall(r"[^/\n]+\.service", file.read())
    return found[-1] if found else None


def kilobytes(pid: str) -> int:
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        return int(re.findall(r"^Pss:\s+(\d+)", file.read(), re.M)[0])


def status(pid: str) -> dict[str, str]:
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)


def main() -> None:
    units: dict[str, dict[str, Any]] = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            unit = unit_of(pid)
            if not unit or not unit.startswith(("portcullis-", "postgresql@")):
                continue
            state = status(pid)
            entry = units.setdefault(unit, {"kilobytes": 0, "noNewPrivileges": True, "capabilities": "0" * 16})
            entry["kilobytes"] += kilobytes(pid)
            entry["user"] = out("id", "-nu", state["Uid"].split()[0]).strip() or state["Uid"].split()[0]
            entry["noNewPrivileges"] &= state["NoNewPrivs"].strip() == "1"
            entry["capabilities"] = f"{int(entry['capabilities'], 16) | int(state['CapEff'], 16):016x}"
            entry["pid"] = min(int(pid), entry.get("pid", int(pid)))
            entry["uid"], entry["gid"] = int(state["Uid"].split()[0]), int(state["Gid"].split()[0])
        except (OSError, IndexError):
            continue
    for unit, entry in units.items():
        text = out("systemd-analyze", "security", "--no-pager", unit)
        found = re.search(r"exposure level for \S+: ([0-9.]+)", text)
        entry["exposure"] = float(found.group(1)) if found else -1
    sockets = []
    for line in out("ss", "-H", "-l", "-t", "-u", "-n", "-p").splitlines():
        # The network is this machine's, so others listen too; only the guest's own processes have a name here.
        if "users:" in line:
            fields = line.split()
            sockets.append({"address": fields[4], "by": re.findall(r'\(\("([^"]+)', line)[0]})
    json.dump({"units": units, "sockets": sockets}, sys.stdout)


main()
