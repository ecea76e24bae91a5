"""Makes generations: folders of a release with the values of one desired state, which never change once named."""
import hmac
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import aws
from aws import Failure, Problem
from layout import GENERATIONS, RELEASE
from shell import digest, replace

# The file of each secret, and the form in which its reader takes the value.
CREDENTIALS = {
    "database-password": "{}",
    "key-pepper": "{}",
    "admin-key": "ak-first-{:.43}",
    "litellm-key": "sk-{}",
    "tunnel-token": "{}",
}
# The virtual keys that the stack declares, by client; the gate's unit loads their whole folder.
CLIENT_KEYS = "client-keys"
# The addresses of the webhooks, by name; loaded in the same way.
WEBHOOKS = "webhooks"
FOLDERS = {
    re.compile(r"client-key-([a-z][a-z0-9-]{0,29})"): CLIENT_KEYS,
    re.compile(r"webhook-([a-z][a-z0-9-]{0,29})"): WEBHOOKS,
}
TOKEN = re.compile(r"[A-Za-z0-9_.=+/-]{16,2000}")
# The inputs of each unit. A unit whose inputs are unchanged is not restarted.
INPUTS = {
    "portcullis-credentials.service": ["credentials.env", "release/host", "release/boot/aws.py"],
    "portcullis-litellm.service": ["release/litellm", "venv", "credentials/litellm-key", "release/ports.env"],
    "portcullis-gate.service": [
        "gate.yaml", "release/gate", "release/config", "credentials/litellm-key", "credentials/admin-key",
        "credentials/key-pepper", "credentials/database-password", "credentials/" + CLIENT_KEYS,
        "credentials/" + WEBHOOKS,
    ],
    "portcullis-cloudflared.service": ["cloudflared", "credentials/tunnel-token", "release/ports.env"],
}


def secrets(desired: dict[str, Any], prefix: str) -> dict[str, str]:
    """Every secret, at least as new as the desired state says."""
    found = {}
    for name, version in desired["secretVersions"].items():
        value, got = aws.parameter(desired["region"], f"{prefix}/{name}")
        if got < version:
            raise Failure(f"{prefix}/{name}", f"version {version}", f"version {got}", aws.AGAIN)
        if not TOKEN.fullmatch(value):
            raise Problem(f"{prefix}/{name}", f"is not 16 or more letters, digits and _.=+/- ({len(value)} characters)",
                           "Run 'pulumi up'")
        found[file(name)] = CREDENTIALS.get(name, "{}").format(value)
    found["dump-seal"] = hmac.new(found["key-pepper"].encode(), b"seal of a dump", "sha256").hexdigest()
    return found


def file(secret: str) -> str:
    """The file of a secret below the credentials of a generation."""
    for pattern, folder in FOLDERS.items():
        if named := pattern.fullmatch(secret):
            return f"{folder}/{named[1]}"
    return secret


def gate_yaml(desired: dict[str, Any]) -> str:
    """The bundle's gate.yaml with the values of the desired state. They are JSON, which is YAML with everything quoted."""
    access: dict[str, Any] = {"issuer": desired["issuer"], "audiences": [desired["audience"]]}
    if "PORTCULLIS_ACCESS_KEYS" in os.environ:
        access["keys"] = os.environ["PORTCULLIS_ACCESS_KEYS"]
    clients = [{"id": key, "name": name} for key, name in sorted(desired["clients"].items())]
    watch = {"namespace": desired["metricNamespace"], "region": desired["region"]}
    late: dict[str, Any] = {"access": access, "clients": clients, "cloudWatch": watch}
    if "operators" in desired:
        late["operatorsAccess"] = desired["operators"]
    own = (RELEASE / "gate/gate.yaml").read_text(encoding="utf-8")
    return own + "".join(f"{key}: {json.dumps(value)}\n" for key, value in late.items())


def make(name: str, text: str, prefix: str, venv: Path, cloudflared: Path) -> Path:
    """The folder of that name, which is made unless it is there and complete."""
    folder = GENERATIONS / name
    if folder.exists() and links(folder) == [RELEASE, venv, cloudflared]:
        return folder
    desired = json.loads(text)
    new = GENERATIONS / (name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    (new / "credentials").mkdir(parents=True)
    (new / "credentials").chmod(0o700)
    for folder_of_many in FOLDERS.values():
        (new / "credentials" / folder_of_many).mkdir(mode=0o700)
    for secret, value in secrets(desired, prefix).items():
        replace(new / "credentials" / secret, value, 0o400)
    replace(new / "desired.json", text)
    replace(new / "gate.yaml", gate_yaml(desired))
    journal = [desired["logs"]] if "logs" in desired else []
    replace(new / "credentials.env", f"MODEL_ROLE={desired['modelRole']}\nMETRICS_ROLE={desired['metricsRole']}\n"
            f"ROLE_REGION={desired['region']}\n" + "".join(f"LOGS_ROLE={logs['role']}\n" for logs in journal))
    for logs in journal:
        # Without this file, the unit that sends the journal does not start.
        replace(new / "logs.env", f"LOGS_GROUP={logs['group']}\nLOGS_REGION={desired['region']}\n")
    for link, target in (("release", RELEASE), ("venv", venv), ("cloudflared", cloudflared)):
        (new / link).symlink_to(target)
    replace(new / "fingerprints.json", json.dumps({unit: fingerprint(new, unit) for unit in INPUTS}))
    os.sync()
    shutil.rmtree(folder, ignore_errors=True)
    os.rename(new, folder)
    return folder


def links(folder: Path) -> list[Path]:
    """The targets of the links of a generation."""
    return [(folder / link).resolve() for link in ("release", "venv", "cloudflared")]


def fingerprint(folder: Path, unit: str) -> str:
    """The digest of a unit's file and inputs. The target of a link stands for its content, since it is named by a digest."""
    parts: list[Path | str] = [folder / "release/units" / unit]
    for given in INPUTS[unit]:
        path = folder / given
        if path.is_symlink():
            parts.append(os.readlink(path))
        elif path.is_dir():
            parts += sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        else:
            parts.append(path)
    return digest(*parts)
