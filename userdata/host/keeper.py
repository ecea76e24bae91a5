"""Keeps short-lived credentials in files: those of the model role for LiteLLM, of the metrics role for the gate, and of the
logs role for the sender of the journal where there is one.

Each file is in a folder of its reader's group. New files inherit the group, so nobody else can read them.
"""
import json
import os
import tempfile
import time
import xml.etree.ElementTree as xml
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import aws
from aws import Failure, Problem

Credentials = dict[str, Any]
FILE = "role.json"
ROLES = {"litellm": "MODEL_ROLE", "gate": "METRICS_ROLE", "logs": "LOGS_ROLE"}
SECONDS = 3600
# AWS's libraries refresh credentials 15 minutes before they expire; by then the file has newer ones.
RENEW_BEFORE = 1800
RETRY = 15


def assume(role: str, region: str, reader: str) -> Credentials:
    """The credentials of a role, in the form of `credential_process`."""
    form = f"Action=AssumeRole&Version=2011-06-15&RoleSessionName={reader}&DurationSeconds={SECONDS}&RoleArn={role}"
    with tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace") as answer:
        status = aws.signed("sts", region, "/", answer.name, [("data-raw", form)])
        text = answer.read()
    if status != 200:
        raise aws.refused(role, status, text)
    found = {node.tag.rpartition("}")[2]: node.text for node in xml.fromstring(text).iter()}
    wanted = ("AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration")
    if not all(found.get(name) for name in wanted):
        raise Problem(role, "the answer of AWS STS has no credentials", aws.AGAIN)
    return {"Version": 1, **{name: found[name] for name in wanted}}


def write(credentials: Credentials, folder: Path) -> None:
    """Writes the file whole or not at all, readable for the group."""
    new = folder / (FILE + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "w", encoding="ascii") as file:
        json.dump(credentials, file)
    os.replace(new, folder / FILE)


def seconds_left(credentials: Credentials) -> float:
    """The seconds until they expire, by the clock of this machine."""
    end = datetime.fromisoformat(credentials["Expiration"].replace("Z", "+00:00"))
    return (end - datetime.now(UTC)).total_seconds()


def renew(reader: str, folder: Path) -> float:
    """Renews the credentials of a reader; the seconds until the next time. After a failure the old ones last half an hour."""
    try:
        credentials = assume(os.environ[ROLES[reader]], os.environ["ROLE_REGION"], reader)
        write(credentials, folder / reader)
        print(f"credentials for {reader} until {credentials['Expiration']}", flush=True)
        return max(seconds_left(credentials) - RENEW_BEFORE, RETRY)
    except (Failure, OSError, ValueError, xml.ParseError) as problem:
        print(f"portcullis: {problem}", flush=True)
        return RETRY


def keep(folder: str = "/run/portcullis-credentials") -> NoReturn:
    """Renews for ever. A role that AWS refuses does not stop the renewal of the others."""
    due = dict.fromkeys((reader for reader in ROLES if ROLES[reader] in os.environ), 0.0)
    while True:
        for reader in [reader for reader in due if due[reader] <= time.monotonic()]:
            due[reader] = time.monotonic() + renew(reader, Path(folder))
        time.sleep(max(min(due.values()) - time.monotonic(), 0))
