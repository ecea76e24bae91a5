"""A host for the tests beside this file. It runs the same files as on a machine, among stand-ins; moto plays AWS."""
import hashlib
import http.client
import http.server
import io
import json
import logging
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import textwrap
import threading
import unittest
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import boto3
from moto.server import ThreadedMotoServer

from stand_ins import BINARY, FAKES, Aws, Services

PROJECT = Path(__file__).resolve().parents[4]
BOOT = PROJECT / "userdata/boot"
EXAMPLE = json.loads((PROJECT / "userdata/host/desired.schema.json").read_text())["examples"][0]
REGION, BUCKET, PREFIX = "eu-west-1", "bundles-of-a-test", "/portcullis/test"
SECRETS = {name: name.replace("-", "") + "0123456789" * 4 for name in
           ("database-password", "key-pepper", "admin-key", "litellm-key", "tunnel-token")}
SHA256 = hashlib.sha256(BINARY).hexdigest()
NO_PACKAGE = "# no package\n"
OWN_MOUNTS = ("unshare", "--map-root-user", "--mount")
CAN_MOUNT = subprocess.run([*OWN_MOUNTS, "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0
NO_MOUNT = "this machine lets only root make a mount namespace, and this test needs one"
# The units that each switch starts.
ALWAYS = ["start portcullis-dump.timer", "restart --no-block portcullis-agent.service",
          "start --no-block portcullis-logs.service portcullis-restore.service"]
# The machine's own mount, and not the stand-in on the PATH.
AS_A_MOUNT = (*OWN_MOUNTS, "sh", "-c", '/bin/mount -t tmpfs none "$0" && exec "$@"')


class HostCase(unittest.TestCase):
    """A host and its surroundings."""

    moto: ThreadedMotoServer
    endpoint: str
    services: http.server.ThreadingHTTPServer
    aws: http.server.ThreadingHTTPServer
    s3: Any
    ssm: Any

    @classmethod
    def setUpClass(cls) -> None:
        # Otherwise each call is a line of the output.
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        cls.moto = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        cls.moto.start()
        host, port = cls.moto.get_host_and_port()
        cls.endpoint = f"http://{host}:{port}"
        # One account for the process: nothing of the class before.
        account = http.client.HTTPConnection(host, port)
        account.request("POST", "/moto-api/reset")
        account.getresponse().read()
        account.close()
        Aws.moto = host, port
        cls.services, cls.aws = (http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind) for kind in (Services, Aws))
        for server in (cls.services, cls.aws):
            threading.Thread(target=server.serve_forever, daemon=True).start()
        os.environ.update(AWS_ACCESS_KEY_ID="AKIATEST", AWS_SECRET_ACCESS_KEY="a-secret-of-the-test")
        cls.s3 = boto3.client("s3", region_name=REGION, endpoint_url=cls.endpoint)
        cls.ssm = boto3.client("ssm", region_name=REGION, endpoint_url=cls.endpoint)
        place = {"LocationConstraint": REGION}
        cls.s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration=place)
        cls.s3.create_bucket(Bucket="backups-of-a-test", CreateBucketConfiguration=place)

    @classmethod
    def tearDownClass(cls) -> None:
        for server in (cls.services, cls.aws):
            server.shutdown()
            server.server_close()
        cls.moto.stop()

    def setUp(self) -> None:
        Services.well = Services.reachable = True
        Aws.faults = {}
        self.root = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        self.fakes = self.root / "fakes"
        (self.fakes / "active").mkdir(parents=True)
        (self.root / "usr/lib/postgresql/17").mkdir(parents=True)
        for name, text in FAKES.items():
            script = self.fakes / name
            script.write_text("#!/bin/sh\n" + textwrap.dedent(text) + "\n")
            script.chmod(0o755)
        for name, value in SECRETS.items():
            self.put(name, value, "SecureString")
        self.put("applied", "{}")

    def put(self, name: str, value: str, kind: str = "String") -> int:
        answer = self.ssm.put_parameter(Name=f"{PREFIX}/{name}", Value=value, Type=kind, Overwrite=True)
        version: int = answer["Version"]
        return version

    def bundle(self, note: str = "first", cloudflared: str = SHA256, lock: str = NO_PACKAGE, agent: str = "",
               **changes: str) -> str:
        """Uploads one and returns its hash; another note makes another gate. Changes are files of it."""
        port = self.services.server_address[1]
        pin = {"url": f"http://127.0.0.1:{port}/moved", "sha256": cloudflared}
        agent_pin = {"url": f"http://127.0.0.1:{port}/agent", "sha256": agent}
        ports = ("ADMIN", "CALLERS", "LITELLM", "POSTGRES", "TUNNEL_METRICS")
        texts = {
            "manifest.json": json.dumps({"packages": ["postgresql"], "components": [
                {"name": "cloudflared", "version": "1.2.3", "arm64": pin, "amd64": pin},
                {"name": "ssm-agent", "version": "3.3.1", "arm64": agent_pin, "amd64": agent_pin}]}),
            "ports.env": "".join(f"PORT_{name}={port}\n" for name in ports),
            "gate/gate.yaml": f"# {note}\nport: {port}\n",
            "litellm/litellm.lock": lock,
            "litellm/litellm.yaml": "model_list: []\n",
            "config/models.yaml": "models: []\n",
        }
        for folder in ("boot", "host", "postgresql", "units"):
            for file in (PROJECT / "userdata" / folder).rglob("*"):
                if file.is_file() and "__pycache__" not in file.parts:
                    texts[str(file.relative_to(PROJECT / "userdata"))] = file.read_text()
        texts["system/etc/portcullis-was-here"] = "yes\n"
        texts.update(changes)
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as tar:
            for name, text in texts.items():
                entry = tarfile.TarInfo(name)
                entry.size = len(text.encode())
                tar.addfile(entry, io.BytesIO(text.encode()))
        sha256 = hashlib.sha256(packed.getvalue()).hexdigest()
        self.s3.put_object(Bucket=BUCKET, Key=f"bundles/{sha256}.tar.gz", Body=packed.getvalue())
        if lock != NO_PACKAGE:
            return sha256
        # Python's packages are not what is looked at here: an environment that is whole is left alone.
        identity = hashlib.sha256()
        for part in (texts["litellm/litellm.lock"].encode(), sys.version.encode()):
            identity.update(len(part).to_bytes(8, "big") + part)
        venv = self.root / "opt/portcullis/litellm" / identity.hexdigest()[:12]
        venv.mkdir(parents=True, exist_ok=True)
        (venv / "whole").touch()
        return sha256

    def desire(self, sha256: str, clients: dict[str, str] | None = None, **changes: object) -> str:
        names = [f"{PREFIX}/{name}" for name in SECRETS]
        found = self.ssm.get_parameters(Names=names)["Parameters"]
        document = {
            **EXAMPLE, "bundle": {"sha256": sha256}, "region": REGION, "bundleBucket": BUCKET,
            "backupBucket": "backups-of-a-test", "clients": clients or {"id.access": "laptop"},
            "secretVersions": {entry["Name"].rsplit("/", 1)[1]: entry["Version"] for entry in found}, **changes,
        }
        text = json.dumps(document)
        self.put("desired", text)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def run_host(self, command: str = "apply", *arguments: str, place: Path = BOOT, device: Path | str = "/dev/null",
                 through: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": f"{self.fakes}:{os.environ['PATH']}", "FAKES": str(self.fakes), "PORTCULLIS_ROOT": str(self.root),
            "PORTCULLIS_REGION": REGION, "PORTCULLIS_DESIRED": PREFIX + "/desired", "PORTCULLIS_VOLUME": "vol-1",
            "PORTCULLIS_DEVICE": str(device), "PORTCULLIS_PATIENCE": "1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.aws.server_address[1]}",
            "PIP_INDEX_URL": f"http://127.0.0.1:{self.services.server_address[1]}/simple/", "PIP_CONFIG_FILE": "/dev/null",
            "AWS_ACCESS_KEY_ID": "AKIATEST", "AWS_SECRET_ACCESS_KEY": "a-secret-of-the-test",
        }
        done = subprocess.run([*through, sys.executable, "-I", place, command, *arguments], env=environment, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for secret in [*SECRETS.values(), "a-secret-of-the-test"]:
            self.assertNotIn(secret, done.stdout)
        return done

    def applied(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.ssm.get_parameter(Name=PREFIX + "/applied")["Parameter"]["Value"])
        return found

    def current(self) -> str:
        return (self.root / "opt/portcullis/current").resolve().name

    def systemctl(self) -> list[str]:
        """What was started and stopped since the last question."""
        log = self.fakes / "systemctl.log"
        words = ("start", "stop", "restart")
        calls = [line for line in log.read_text().splitlines() if line.split()[0] in words]
        log.write_text("")
        return calls

    def forget_back_off(self) -> None:
        (self.root / "var/lib/portcullis/backoff.json").unlink()

    def end_of_back_off(self) -> None:
        file = self.root / "var/lib/portcullis/backoff.json"
        file.write_text(json.dumps({**json.loads(file.read_text()), "until": 0}))

    def refuses(self, sha256: str, *words: str, through: Sequence[str] = (), **changes: object) -> str:
        """Twice, after longer and longer waits, while it goes on serving what it has served."""
        serving = self.current()
        wanted = self.desire(sha256, {"id.access": "laptop", "late.access": f"refused-{len(self.id())}"}, **changes)
        for wait in (120, 240):
            done = self.run_host(through=through)
            self.assertEqual(1, done.returncode, done.stdout)
            for word in words:
                self.assertIn(word, self.applied()["message"])
            self.assertEqual(("failed", wanted, serving),
                             tuple(self.applied()[key] for key in ("state", "generation", "serving")))
            self.assertEqual(serving, self.current())
            self.assertTrue((self.fakes / "active/portcullis-gate.service").exists())
            self.assertEqual(wait, json.loads((self.root / "var/lib/portcullis/backoff.json").read_text())["wait"])
            self.assertEqual("", self.run_host(through=through).stdout)
            self.end_of_back_off()
        return wanted

    def takes(self, wanted: str) -> None:
        done = self.run_host()
        self.assertEqual(0, done.returncode, done.stdout)
        self.assertEqual((wanted, "applied"), (self.current(), self.applied()["state"]))

    def serve_first(self) -> None:
        self.desire(self.bundle())
        self.assertEqual(0, self.run_host().returncode)
