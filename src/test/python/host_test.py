"""What a host does with a bundle, run as it is on the host: the same files, AWS played by moto, systemd and Debian's
tools by small stand-ins on the PATH, the services by one HTTP server. Run by HostScriptsTest."""
import hashlib
import http.client
import http.server
import io
import json
import os
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
import textwrap
import threading
import unittest
from pathlib import Path

import boto3
from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from moto.server import ThreadedMotoServer

PROJECT = Path(__file__).resolve().parents[3]
BOOT = PROJECT / "userdata/boot"
REGION, BUCKET, PREFIX = "eu-west-1", "bundles-of-a-test", "/portcullis/test"
SECRETS = {name: name.replace("-", "") + "0123456789" * 4 for name in
           ("database-password", "key-pepper", "admin-key", "litellm-key", "tunnel-token")}
BINARY = b"#!/bin/sh\n"
NO_PACKAGE = "# no package\n"
OWN_MOUNTS = ("unshare", "--map-root-user", "--mount")
CAN_MOUNT = subprocess.run([*OWN_MOUNTS, "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0
NO_MOUNT = "this machine lets only root make a mount namespace, and this test needs one"

# Arguments are written down. A unit is active when its file is there, else in the state that `state` names. The call named in `kill` takes apply with it.
SYSTEMCTL = """
    echo "$*" >> $FAKES/systemctl.log
    if [ "$(cat $FAKES/kill 2> /dev/null)" = "$1" ]; then rm $FAKES/kill; kill -9 $PPID; exit 1; fi
    for last; do :; done
    case $1 in
      is-active) [ -e $FAKES/active/$last ] ;;
      show) if [ -e $FAKES/active/$last ]; then echo active; else cat $FAKES/state 2> /dev/null || echo inactive; fi ;;
      start|restart) touch $FAKES/active/$last ;;
      stop) rm -f $FAKES/active/$last ;;
    esac
"""
# What each switch starts.
ALWAYS = ["start portcullis-dump.timer", "restart --no-block portcullis-agent.service"]
FAKES = {
    "systemctl": SYSTEMCTL,
    "systemd-sysusers": "",
    "systemd-tmpfiles": "",
    "systemd-detect-virt": "",
    "apt-get": 'echo "$*" >> $FAKES/apt.log',
    "dpkg-query": 'case "$*" in *openssh*) echo not-installed ;; *) echo installed ;; esac',
    "runuser": 'shift 3; exec "$@"',
    "psql": "cat >> $FAKES/psql.log; [ ! -e $FAKES/psql.fails ] || { echo no >&2; exit 2; }",
    "pg_createcluster": 'echo "$*" >> $FAKES/cluster.log; mkdir -p $4 $PORTCULLIS_ROOT/etc/postgresql/$1/main; '
                        'touch $4/PG_VERSION $PORTCULLIS_ROOT/etc/postgresql/$1/main/postgresql.conf',
    "pg_dump": 'for last; do :; done; echo "$*" >> $FAKES/dump.log; while [ "$1" != -f ]; do shift; done; echo d > $2',
    "pg_restore": "echo '1; 0 1 TABLE DATA public virtual_key portcullis'",
    "chown": "",
    "mount": "",
    "blkid": "echo TYPE=ext4; echo LABEL=portcullis",
    "resize2fs": 'echo "resize2fs $*" >> $FAKES/disk.log; echo "The filesystem is already 1 (4k) blocks long.  Nothing to do!"',
}
# The machine's own mount, and not the stand-in on the PATH.
AS_A_MOUNT = (*OWN_MOUNTS, "sh", "-c", '/bin/mount -t tmpfs none "$0" && exec "$@"')


class Services(http.server.BaseHTTPRequestHandler):
    """Well, unless the test says otherwise; also where cloudflared is fetched from."""

    well = True
    reachable = True

    def do_GET(self):
        if self.path == "/moved" and not Services.reachable:
            self.close_connection = True
            return
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/cloudflared")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        status = {"/v1/models": 401}.get(self.path, 200 if Services.well or self.path == "/cloudflared" else 503)
        # An index of Python packages that has none.
        self.send_response(404 if self.path.startswith("/simple/") else status)
        self.send_header("Content-Length", str(len(BINARY)))
        self.end_headers()
        self.wfile.write(BINARY)

    def log_message(self, *_):
        pass


class Aws(http.server.BaseHTTPRequestHandler):
    """Moto, but for the calls that a test has answered otherwise: by status and body, or by hanging up."""

    moto = None
    # What a call is for (its path, or the operation and the parameter's name) to its answer; None hangs up.
    faults = {}
    # Where an answer of a fault sends the caller.
    location = "/"

    def forward(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        call = self.path
        if "X-Amz-Target" in self.headers:
            call = f"{self.headers['X-Amz-Target'].rpartition('.')[2]} {json.loads(body)['Name']}"
        for part, fault in self.faults.items():
            if part in call:
                if fault is None:
                    self.close_connection = True
                else:
                    self.answer(fault[0], {"Location": self.location}, fault[1].encode())
                return
        there = http.client.HTTPConnection(*self.moto)
        there.request(self.command, self.path, body, dict(self.headers))
        found = there.getresponse()
        self.answer(found.status, dict(found.getheaders()), found.read())
        there.close()

    do_GET = do_PUT = do_POST = forward

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def denied(operation):
    """As Systems Manager says it."""
    return 400, json.dumps({"__type": "AccessDeniedException", "Message": f"is not authorized to perform: {operation}"})


class HostCase(unittest.TestCase):
    """A host and its surroundings."""

    @classmethod
    def setUpClass(cls):
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
    def tearDownClass(cls):
        for server in (cls.services, cls.aws):
            server.shutdown()
            server.server_close()
        cls.moto.stop()

    def setUp(self):
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

    def put(self, name, value, kind="String"):
        answer = self.ssm.put_parameter(Name=f"{PREFIX}/{name}", Value=value, Type=kind, Overwrite=True)
        return answer["Version"]

    def bundle(self, note="first", cloudflared=hashlib.sha256(BINARY).hexdigest(), lock=NO_PACKAGE, agent="", **changes):
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

    def desire(self, sha256, clients=None, **changes):
        names = [f"{PREFIX}/{name}" for name in SECRETS]
        found = self.ssm.get_parameters(Names=names)["Parameters"]
        document = {
            "format": 1, "bundle": {"sha256": sha256}, "region": REGION, "bundleBucket": BUCKET,
            "backupBucket": "backups-of-a-test", "audience": "0a1b", "issuer": "https://example.cloudflareaccess.com",
            "modelRole": "arn:aws:iam::123456789012:role/model",
            "metricsRole": "arn:aws:iam::123456789012:role/metrics", "metricNamespace": "Portcullis/test",
            "clients": clients or {"id.access": "laptop"},
            "secretVersions": {entry["Name"].rsplit("/", 1)[1]: entry["Version"] for entry in found}, **changes,
        }
        text = json.dumps(document)
        self.put("desired", text)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def run_host(self, command="apply", *arguments, place=BOOT, device="/dev/null", through=()):
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

    def applied(self):
        return json.loads(self.ssm.get_parameter(Name=PREFIX + "/applied")["Parameter"]["Value"])

    def current(self):
        return (self.root / "opt/portcullis/current").resolve().name

    def systemctl(self):
        """What was started and stopped since the last question."""
        log = self.fakes / "systemctl.log"
        words = ("start", "stop", "restart")
        calls = [line for line in log.read_text().splitlines() if line.split()[0] in words]
        log.write_text("")
        return calls

    def forget_back_off(self):
        (self.root / "var/lib/portcullis/backoff.json").unlink()

    def end_of_back_off(self):
        file = self.root / "var/lib/portcullis/backoff.json"
        file.write_text(json.dumps({**json.loads(file.read_text()), "until": 0}))

    def refuses(self, sha256, *words, through=(), **changes):
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

    def takes(self, wanted):
        done = self.run_host()
        self.assertEqual(0, done.returncode, done.stdout)
        self.assertEqual((wanted, "applied"), (self.current(), self.applied()["state"]))

    def serve_first(self):
        self.desire(self.bundle())
        self.assertEqual(0, self.run_host().returncode)


class HostTest(HostCase):
    def test_a_blank_host_becomes_what_is_desired(self):
        generation = self.desire(self.bundle())

        done = self.run_host()

        self.assertEqual(0, done.returncode, done.stdout)
        self.assertEqual(generation, self.current())
        self.assertEqual(("applied", generation), (self.applied()["state"], self.applied()["serving"]))
        current = self.root / "opt/portcullis/current"
        self.assertEqual("ak-first-" + SECRETS["admin-key"][:43], (current / "credentials/admin-key").read_text())
        self.assertEqual("sk-" + SECRETS["litellm-key"], (current / "credentials/litellm-key").read_text())
        self.assertEqual(0o700, stat.S_IMODE((current / "credentials").stat().st_mode))
        self.assertEqual(0o400, stat.S_IMODE((current / "credentials/admin-key").stat().st_mode))
        self.assertIn('clients: [{"id": "id.access", "name": "laptop"}]\n', (current / "gate.yaml").read_text())
        self.assertEqual(BINARY, (current / "cloudflared/cloudflared").read_bytes())
        unit = self.root / "etc/systemd/system/portcullis-gate.service"
        self.assertEqual(str(current / "release/units/portcullis-gate.service"), os.readlink(unit))
        self.assertEqual("yes\n", (self.root / "etc/portcullis-was-here").read_text())
        self.assertIn("--data-checksums", (self.fakes / "cluster.log").read_text())

    def test_what_is_there_already_is_left_alone(self):
        self.desire(self.bundle())
        self.run_host()
        self.systemctl()

        done = self.run_host()

        self.assertEqual((0, ""), (done.returncode, done.stdout))
        self.assertEqual([], self.systemctl())

    def test_a_new_client_restarts_the_gate_and_nothing_else(self):
        sha256 = self.bundle()
        self.desire(sha256)
        self.run_host()
        self.systemctl()

        self.desire(sha256, {"id.access": "laptop", "other.access": "ci"})
        self.assertEqual(0, self.run_host().returncode)

        gate = "portcullis-gate.service"
        self.assertEqual([f"stop {gate}", *ALWAYS, f"start --no-block {gate}"], self.systemctl())

    def test_a_new_tunnel_token_restarts_the_tunnel_and_nothing_else(self):
        sha256 = self.bundle()
        self.desire(sha256)
        self.run_host()
        self.systemctl()

        self.put("tunnel-token", "another-token-0123456789", "SecureString")
        self.desire(sha256)
        self.assertEqual(0, self.run_host().returncode)

        tunnel = "portcullis-cloudflared.service"
        self.assertEqual([f"stop {tunnel}", *ALWAYS, f"start --no-block {tunnel}"], self.systemctl())

    def test_an_object_that_is_not_what_its_name_says_is_refused(self):
        first = self.desire(self.bundle())
        self.run_host()
        other = self.bundle("second")
        whole = self.s3.get_object(Bucket=BUCKET, Key=f"bundles/{other}.tar.gz")["Body"].read()
        for body in (whole + b"x", whole[: len(whole) // 2]):
            self.s3.put_object(Bucket=BUCKET, Key=f"bundles/{other}.tar.gz", Body=body)
            wanted = self.desire(other, {"id.access": f"laptop-{len(body)}"})

            done = self.run_host()

            self.assertEqual(1, done.returncode)
            got = hashlib.sha256(body).hexdigest()
            self.assertEqual(f"bundles/{other}.tar.gz: expected SHA-256 {other}, got {got}\n"
                             "  It is not what was built: upload it again", self.applied()["message"])
            self.assertEqual(("failed", wanted, first),
                             tuple(self.applied()[key] for key in ("state", "generation", "serving")))
            self.assertEqual(first, self.current())
            self.forget_back_off()

    def test_a_bundle_that_is_not_there_is_named_and_asked_for_later(self):
        self.desire("0" * 64)

        self.assertEqual(1, self.run_host().returncode)

        self.assertIn(f"s3://{BUCKET}/bundles/{'0' * 64}.tar.gz: expected an answer of AWS, got status 404",
                      self.applied()["message"])
        self.assertEqual("", self.run_host().stdout)
        self.assertEqual(120, json.loads((self.root / "var/lib/portcullis/backoff.json").read_text())["wait"])

    def test_what_is_not_ready_is_rolled_back(self):
        first = self.desire(self.bundle())
        self.run_host()
        Services.well = False
        self.desire(self.bundle("second"))

        done = self.run_host()

        self.assertEqual(1, done.returncode)
        self.assertEqual(("rolled back", first), (self.applied()["state"], self.applied()["serving"]))
        self.assertIn("LiteLLM: expected status 200 of /health/readiness within 1 s, got status 503",
                      self.applied()["message"])
        self.assertEqual(first, self.current())
        self.assertTrue((self.fakes / "active/portcullis-gate.service").exists())
        self.assertIn("-f", (self.fakes / "dump.log").read_text())

    def test_a_wish_that_is_taken_back_after_a_rollback_is_reported(self):
        sha256 = self.bundle()
        first = self.desire(sha256)
        self.run_host()
        Services.well = False
        self.desire(self.bundle("second"))
        self.run_host()
        Services.well = True
        self.desire(sha256)
        self.systemctl()

        self.assertEqual(0, self.run_host().returncode)

        self.assertEqual(("applied", first), (self.applied()["state"], self.applied()["generation"]))
        self.assertEqual(ALWAYS, self.systemctl())

    def test_a_database_that_is_recovering_from_a_power_cut_is_waited_for_and_not_restarted(self):
        self.desire(self.bundle())
        self.run_host()
        server = next((self.fakes / "active").glob("postgresql@*"))
        server.unlink()
        (self.fakes / "state").write_text("activating\n")
        self.systemctl()

        self.desire(self.bundle("second"))
        self.assertEqual(0, self.run_host().returncode)

        self.assertEqual([f"start {server.name}"], [call for call in self.systemctl() if "postgresql" in call])

    def test_a_run_that_is_killed_is_finished_by_the_next(self):
        # At each kind of call to systemctl that an upgrade makes, in its order.
        for call in ("is-active", "stop", "daemon-reload", "enable", "start"):
            with self.subTest(call):
                self.run_again_after(call)

    def run_again_after(self, call):
        self.desire(self.bundle("before " + call))
        self.assertEqual(0, self.run_host().returncode)
        wanted = self.desire(self.bundle("after " + call))
        (self.fakes / "kill").write_text(call)

        self.assertNotEqual(0, self.run_host().returncode)
        self.assertFalse((self.fakes / "kill").exists())
        (self.root / "var/lib/portcullis/backoff.json").unlink(missing_ok=True)
        done = self.run_host()

        self.assertEqual(0, done.returncode, done.stdout)
        self.assertEqual((wanted, wanted), (self.current(), self.applied()["serving"]))
        self.assertTrue((self.fakes / "active/portcullis-gate.service").exists())

    def test_a_run_that_is_killed_is_undone_when_the_wish_is_taken_back(self):
        sha256 = self.bundle()
        first = self.desire(sha256)
        self.run_host()
        second = self.desire(self.bundle("second"))
        # The link has moved and nothing is started yet.
        (self.fakes / "kill").write_text("daemon-reload")
        self.run_host()
        self.assertEqual(second, self.current())

        self.assertEqual(first, self.desire(sha256))
        self.assertEqual(0, self.run_host().returncode)

        self.assertEqual((first, first), (self.current(), self.applied()["serving"]))
        self.assertTrue((self.fakes / "active/portcullis-gate.service").exists())

    def test_a_component_without_a_checksum_is_not_installed(self):
        self.desire(self.bundle(cloudflared=""))

        self.assertEqual(1, self.run_host().returncode)

        self.assertIn("expected a SHA-256 in config/components.yaml, got none", self.applied()["message"])
        self.assertFalse((self.root / "opt/portcullis/current").exists())

    def test_two_releases_are_kept(self):
        for note in ("first", "second", "third"):
            self.desire(self.bundle(note))
            self.assertEqual(0, self.run_host().returncode)

        self.assertEqual(2, len(list((self.root / "opt/portcullis/releases").iterdir())))
        self.assertEqual(2, len(list((self.root / "opt/portcullis/generations").iterdir())))

    def test_a_secret_that_is_older_than_desired_is_waited_for(self):
        sha256 = self.bundle()
        self.desire(sha256, secretVersions={**{name: 1 for name in SECRETS}, "tunnel-token": 999})

        self.assertEqual(1, self.run_host().returncode)

        self.assertIn("/portcullis/test/tunnel-token: expected version 999, got version", self.applied()["message"])

    def test_a_volume_of_somebody_else_is_refused(self):
        (self.fakes / "blkid").write_text("#!/bin/sh\necho TYPE=xfs; echo LABEL=photos\n")
        self.desire(self.bundle())

        self.assertEqual(1, self.run_host().returncode)

        self.assertEqual("/dev/null: expected a blank volume or ext4 labelled 'portcullis', got xfs labelled 'photos'\n"
                         "  Nothing was changed on it", self.applied()["message"])

    def test_a_database_that_refuses_keeps_what_serves(self):
        first = self.desire(self.bundle())
        self.run_host()
        self.systemctl()
        (self.fakes / "psql.fails").touch()
        self.desire(self.bundle("second"))

        self.assertEqual(1, self.run_host().returncode)

        self.assertEqual(first, self.current())
        self.assertEqual([], [call for call in self.systemctl() if call.startswith("stop")])

    def test_a_network_that_is_away_at_any_step_is_named_and_waited_for(self):
        faults = {"/bundles/": "/bundles/", "GetParameter /portcullis/test/tunnel-token": "/: expected an answer"}
        for call, word in faults.items():
            with self.subTest(call):
                self.serve_first()
                Aws.faults = {call: None}
                wanted = self.refuses(self.bundle("after " + call), word, "Look at the network")
                Aws.faults = {}
                self.takes(wanted)

    def test_a_maker_who_cannot_be_reached_is_named_and_asked_again(self):
        self.serve_first()
        shutil.rmtree(self.root / "opt/portcullis/cloudflared")
        Services.reachable = False

        wanted = self.refuses(self.bundle("second"), "/moved: expected an answer", "Look at the network")

        Services.reachable = True
        self.takes(wanted)

    def test_a_mirror_that_cannot_be_reached_is_named_and_asked_again(self):
        self.serve_first()
        installed = (self.fakes / "dpkg-query").read_text()
        (self.fakes / "dpkg-query").write_text("#!/bin/sh\necho not-installed\n")
        (self.fakes / "apt-get").write_text("#!/bin/sh\necho Temporary failure resolving >&2; exit 100\n")

        wanted = self.refuses(self.bundle("second"), "Debian's packages: expected 'apt-get update",
                              "Temporary failure resolving", "Look at the network and at Debian's mirror")

        (self.fakes / "dpkg-query").write_text(installed)
        self.takes(wanted)

    def test_a_desired_that_cannot_be_read_changes_nothing(self):
        self.serve_first()
        before = self.applied()
        faults = {
            "got curl: (52)": None,
            "The rights of the host's role do not cover this name": denied("ssm:GetParameter"),
            "Look at the clock": (400, '{"__type": "InvalidSignatureException", "message": "Signature expired"}'),
            "'pulumi up' makes it": (400, '{"__type": "ParameterNotFound"}'),
        }
        for word, fault in faults.items():
            Aws.faults = {"GetParameter /portcullis/test/desired": fault}
            done = self.run_host()
            self.assertEqual(1, done.returncode)
            self.assertIn(word, done.stdout)
            self.assertEqual(2, len(done.stdout.splitlines()), done.stdout)
        Aws.faults = {}

        self.assertEqual((0, ""), (self.run_host().returncode, self.run_host().stdout))
        self.assertEqual(before, self.applied())

    def test_a_right_that_is_missing_is_named(self):
        self.serve_first()
        token = "GetParameter /portcullis/test/tunnel-token"
        faults = {
            "parameter /portcullis/test/tunnel-token": {token: denied("ssm:GetParameter")},
            f"s3://{BUCKET}/bundles/": {"/bundles/": (403, "<Error><Code>AccessDenied</Code></Error>")},
        }
        for number, (word, fault) in enumerate(faults.items()):
            with self.subTest(word):
                Aws.faults = fault
                wanted = self.refuses(self.bundle(f"right {number}"), word, "status 40", "AccessDenied",
                                      "The rights of the host's role do not cover this name")
                Aws.faults = {}
                self.takes(wanted)

    def test_a_clock_that_is_wrong_is_named(self):
        self.serve_first()
        Aws.faults = {"/bundles/": (403, "<Error><Code>RequestTimeTooSkewed</Code></Error>")}

        wanted = self.refuses(self.bundle("second"), "RequestTimeTooSkewed", "Look at the clock: timedatectl")

        Aws.faults = {}
        self.takes(wanted)

    def test_a_bucket_that_is_missing_is_named(self):
        self.serve_first()
        sha256 = self.bundle("second")

        self.refuses(sha256, f"s3://no-such-bucket-of-a-test/bundles/{sha256}.tar.gz", "NoSuchBucket",
                     "'pulumi up' makes what 'desired' names", bundleBucket="no-such-bucket-of-a-test")

        self.takes(self.desire(sha256))

    def test_a_secret_that_is_missing_is_named(self):
        self.serve_first()
        sha256 = self.bundle("second")
        Aws.faults = {"GetParameter /portcullis/test/key-pepper": (400, '{"__type": "ParameterNotFound"}')}

        wanted = self.refuses(sha256, "parameter /portcullis/test/key-pepper: expected an answer of AWS, got status 400",
                              "ParameterNotFound", "'pulumi up' makes it")

        Aws.faults = {}
        self.takes(wanted)

    def test_an_outcome_that_cannot_be_reported_is_reported_later(self):
        self.serve_first()
        wanted = self.desire(self.bundle("second"))
        Aws.faults = {"PutParameter": denied("ssm:PutParameter")}
        done = self.run_host()
        self.assertEqual(1, done.returncode)
        self.assertIn("parameter /portcullis/test/applied: expected an answer of AWS", done.stdout)
        self.assertEqual(wanted, self.current())
        self.systemctl()
        Aws.faults = {}

        self.takes(wanted)

        self.assertEqual(ALWAYS, self.systemctl())

    def test_a_desired_of_another_format_is_refused(self):
        self.serve_first()
        sha256 = self.bundle("second")

        self.refuses(sha256, "desired: expected format 1, got 2\n  Name a bundle of the program that wrote it", format=2)

        self.takes(self.desire(sha256))

    def test_a_processor_that_nothing_is_pinned_for_is_named(self):
        self.serve_first()
        shutil.rmtree(self.root / "opt/portcullis/cloudflared")

        wanted = self.refuses(self.bundle("second"), "this machine: expected aarch64 or x86_64, got ",
                              "Choose another type of instance", through=("setarch", "linux32"))

        self.takes(wanted)

    def test_a_python_package_that_was_withdrawn_is_named(self):
        self.serve_first()
        lock = "withdrawn-package==1.0 --hash=sha256:" + "0" * 64 + "\n"

        self.refuses(self.bundle("second", lock=lock), "LiteLLM's packages: expected",
                     "No matching distribution found for withdrawn-package==1.0",
                     "a package that was withdrawn needs another lock")

        self.takes(self.desire(self.bundle("third")))

    @unittest.skipUnless(CAN_MOUNT, NO_MOUNT)
    def test_a_root_disk_without_room_refuses_another_release(self):
        # The machine's own mount, and not the stand-in on the PATH.
        small = (*OWN_MOUNTS, "sh", "-c",
                 '/bin/mount -t tmpfs -o size=64m none "$0" && exec "$@"', str(self.root / "opt/portcullis/releases"))
        self.serve_first()
        sha256 = self.bundle("second")

        wanted = self.refuses(sha256, "disk: expected 1500 MB free, got ", "Make room or enlarge the root volume",
                              through=small)

        self.takes(wanted)

    def test_a_data_volume_without_room_refuses_an_upgrade_and_keeps_no_half_dump(self):
        self.serve_first()
        whole = (self.fakes / "pg_dump").read_text()
        (self.fakes / "pg_dump").write_text(whole + "echo could not write: No space left on device >&2; exit 1\n")

        wanted = self.refuses(self.bundle("second"), "No space left on device", "Is there room on the data volume?")

        self.assertEqual([], list((self.root / "srv/portcullis/dumps").iterdir()))
        (self.fakes / "pg_dump").write_text(whole)
        self.takes(wanted)

    def test_calls_are_signed_as_aws_expects(self):
        """By the library that AWS itself publishes; moto takes any signature."""
        seen = []

        class Ear(http.server.BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                seen.append((self.command, self.path, dict(self.headers), body))
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            do_GET = do_PUT = do_POST = answer

            def log_message(self, *_):
                pass

        ear = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear)
        threading.Thread(target=ear.serve_forever, daemon=True).start()
        self.addCleanup(ear.server_close)
        self.addCleanup(ear.shutdown)
        calls = """import aws
aws.download("eu-west-1", "bucket", "bundles/0123.tar.gz", "/dev/null")
aws.signed("s3", "eu-west-1", "/bucket/dumps/2026-11-21T02-00-00Z.dump", "/dev/null", [("upload-file", aws.__file__)])
aws.ssm("eu-west-1", "PutParameter", {"Name": "/a/b", "Value": 'two\\nlines and "quotes"'})
aws.signed("sts", "eu-west-1", "/", "/dev/null", [("data-raw", "Action=AssumeRole&RoleArn=arn:aws:iam::1:role/x")])
"""
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(BOOT), "AWS_ACCESS_KEY_ID": "AKIATEST",
                       "AWS_SECRET_ACCESS_KEY": "a-secret", "AWS_SESSION_TOKEN": "a-token", "PYTHONDONTWRITEBYTECODE": "1",
                       "AWS_ENDPOINT_URL": f"http://127.0.0.1:{ear.server_address[1]}"}
        subprocess.run([sys.executable, "-c", calls], env=environment, check=True)

        self.assertEqual(["GET", "PUT", "POST", "POST"], [call[0] for call in seen])
        for (method, path, headers, body), service in zip(seen, ("s3", "s3", "ssm", "sts")):
            given = dict(part.split("=", 1) for part in headers["Authorization"].split(" ", 1)[1].split(", "))
            names = given["SignedHeaders"].split(";")
            self.assertIn("x-amz-security-token", names)
            self.assertEqual(service == "s3", "x-amz-content-sha256" in names)
            signer = (S3SigV4Auth if service == "s3" else SigV4Auth)(
                Credentials("AKIATEST", "a-secret", "a-token"), service, REGION)
            request = AWSRequest(method, f"http://{headers['Host']}{path}", data=body,
                                 headers={name: value for name, value in headers.items() if name.lower() in names})
            request.context["timestamp"] = headers["X-Amz-Date"]
            string = signer.string_to_sign(request, signer.canonical_request(request))
            self.assertEqual(signer.signature(string, request), given["Signature"], service)

    def volume(self, content):
        """A device with that at its start, on which blkid finds nothing."""
        device = self.root / "device"
        device.write_bytes(content + bytes(2**20 - len(content)))
        (self.fakes / "blkid").write_text("#!/bin/sh\nexit 2\n")
        for name in ("mkfs.ext4", "mount"):
            (self.fakes / name).write_text(f'#!/bin/sh\necho "{name} $*"\n')
            (self.fakes / name).chmod(0o755)
        return device

    def test_only_a_blank_volume_is_formatted(self):
        device = self.volume(b"")
        root = self.root / "srv/portcullis"

        done = self.run_host("data", device=device)

        self.assertEqual(f"formatting {device}, which is blank\nmkfs.ext4 -q -L portcullis {device}\n"
                         f"mount -o noatime,nodev,nosuid,noexec {device} {root}\n", done.stdout)

    def test_data_that_nobody_knows_is_not_formatted(self):
        device = self.volume(b"a ledger of another kind")

        done = self.run_host("data", device=device)

        self.assertEqual(f"portcullis: {device}: expected a blank volume or ext4 labelled 'portcullis', got unknown data "
                         "labelled ''\n  Nothing was changed on it\n", done.stdout)

    def agent(self, **pin):
        """What the agent's unit runs, of a host that serves."""
        self.desire(self.bundle(**pin))
        self.assertEqual(0, self.run_host().returncode)
        (self.fakes / "apt.log").write_text("")
        done = self.run_host("agent", place=self.root / "opt/portcullis/current/release/host")
        return done.returncode, done.stdout, (self.fakes / "apt.log").read_text()

    def test_an_agent_without_a_checksum_is_not_installed_and_no_fault(self):
        self.assertEqual((0, "", ""), self.agent())

    def test_a_pinned_agent_is_installed_from_the_bundle_s_manifest(self):
        code, said, calls = self.agent(agent=hashlib.sha256(BINARY).hexdigest())

        self.assertEqual((0, "SSM agent 3.3.1 is installed\n"), (code, said))
        self.assertRegex(calls, r"^install -y --allow-downgrades --no-install-recommends .* /\S+/ssm-agent\.deb\n$")

    def test_an_agent_that_is_there_already_is_left_alone(self):
        (self.fakes / "dpkg-query").write_text("#!/bin/sh\ncase \"$*\" in *Version*) echo 3.3.1-1 ;; *) echo installed ;; esac\n")

        self.assertEqual((0, "", ""), self.agent(agent=hashlib.sha256(BINARY).hexdigest()))

    def test_an_agent_that_is_another_file_is_refused_and_the_host_serves(self):
        code, said, calls = self.agent(agent="0" * 64)

        self.assertEqual((1, ""), (code, calls))
        self.assertIn(f"expected SHA-256 {'0' * 64}, got {hashlib.sha256(BINARY).hexdigest()}", said)
        self.assertEqual("applied", self.applied()["state"])

    def test_the_file_system_takes_all_of_its_volume_when_it_is_mounted(self):
        self.run_host("data", device="/dev/disk-of-a-test")

        self.assertEqual("resize2fs /dev/disk-of-a-test\n", (self.fakes / "disk.log").read_text())

    @unittest.skipUnless(CAN_MOUNT, NO_MOUNT)
    def test_the_file_system_takes_what_its_volume_gains_at_each_turn(self):
        self.serve_first()
        (self.fakes / "disk.log").write_text("")
        (self.fakes / "resize2fs").write_text("#!/bin/sh\necho resize2fs $* >> $FAKES/disk.log; echo on-line resizing required\n")

        done = self.run_host(device="/dev/disk-of-a-test", through=(*AS_A_MOUNT, str(self.root / "srv/portcullis")))

        self.assertEqual("resize2fs /dev/disk-of-a-test\n", (self.fakes / "disk.log").read_text())
        self.assertEqual((0, "the file system of /dev/disk-of-a-test has grown with its volume\n"),
                         (done.returncode, done.stdout))

    @unittest.skipUnless(CAN_MOUNT, NO_MOUNT)
    def test_a_file_system_that_cannot_grow_is_said_and_serves(self):
        self.serve_first()
        (self.fakes / "resize2fs").write_text("#!/bin/sh\necho bad magic number >&2; exit 1\n")

        done = self.run_host(device="/dev/disk-of-a-test", through=(*AS_A_MOUNT, str(self.root / "srv/portcullis")))

        self.assertEqual((0, "the file system of /dev/disk-of-a-test did not grow with its volume: bad magic number\n"),
                         (done.returncode, done.stdout))

    def boot_code(self):
        return (self.root / "usr/local/lib/portcullis/boot/__main__.py").read_text()

    def test_the_boot_code_is_as_new_as_the_release_that_serves(self):
        own = (BOOT / "__main__.py").read_text()
        self.desire(self.bundle())
        self.assertEqual(0, self.run_host().returncode)
        self.assertEqual(own, self.boot_code())
        self.desire(self.bundle("second", **{"boot/__main__.py": own + "# newer\n",
                                             "boot/portcullis-apply.timer": "[Timer]\nOnActiveSec=1\n"}))

        # By the code that the host has, not by that of the checkout.
        done = self.run_host(place=self.root / "usr/local/lib/portcullis/boot")

        self.assertEqual(0, done.returncode, done.stdout)
        self.assertEqual(own + "# newer\n", self.boot_code())
        timer = self.root / "etc/systemd/system/portcullis-apply.timer"
        self.assertEqual("[Timer]\nOnActiveSec=1\n", timer.read_text())

    def test_boot_code_that_cannot_read_desired_is_refused(self):
        self.serve_first()
        own = self.boot_code()

        self.refuses(self.bundle("second", **{"boot/disk.py": "raise OSError('no way out')\n"}), "boot code", "no way out")

        self.assertEqual(own, self.boot_code())

    def test_boot_code_of_a_release_that_is_rolled_back_is_not_taken(self):
        self.serve_first()
        own = self.boot_code()
        Services.well = False
        self.desire(self.bundle("second", **{"boot/__main__.py": own + "# newer\n"}))

        self.assertEqual(1, self.run_host().returncode)

        self.assertEqual(("rolled back", own), (self.applied()["state"], self.boot_code()))

    def test_timers_of_security_updates_are_started_again_when_they_are_ours(self):
        self.desire(self.bundle(**{"system/etc/systemd/system/apt-daily.timer.d/portcullis.conf": "[Timer]\n"}))

        self.assertEqual(0, self.run_host().returncode)

        calls = (self.fakes / "systemctl.log").read_text().splitlines()
        self.assertLess(calls.index("daemon-reload"), calls.index("restart apt-daily.timer apt-daily-upgrade.timer"))

    def test_packages_come_over_https_whatever_the_image_says(self):
        apt = self.root / "etc/apt"
        texts = {
            "sources.list": "deb http://mirror.example/debian trixie main\n",
            "sources.list.d/debian.sources": "Types: deb\nURIs: mirror+file:///etc/apt/mirrors/debian.list\n",
            "sources.list.d/other.list": "deb mirror+http://security.mirror.example/debian-security trixie-security main\n",
            "mirrors/debian.list": "http://cloud.mirror.example/debian\n",
        }
        for name, text in texts.items():
            (apt / name).parent.mkdir(parents=True, exist_ok=True)
            (apt / name).write_text(text)
        (self.fakes / "dpkg-query").write_text("#!/bin/sh\necho not-installed\n")
        (self.fakes / "apt-get").write_text(
            "#!/bin/sh\ncase $1 in update) ! grep -rq http: $PORTCULLIS_ROOT/etc/apt || { echo too early >&2; exit 1; } ;; esac\n")
        self.desire(self.bundle())

        done = self.run_host()

        self.assertEqual(0, done.returncode, done.stdout)
        for name, text in texts.items():
            self.assertEqual(text.replace("http:", "https:"), (apt / name).read_text())

    def test_a_redirect_is_followed_for_a_file_with_a_checksum_and_never_for_aws(self):
        self.desire(self.bundle())
        Aws.faults = {"/bundles/": (307, "")}
        Aws.location = f"http://127.0.0.1:{self.services.server_address[1]}/cloudflared"

        self.assertEqual(1, self.run_host().returncode)

        self.assertIn("expected an answer of AWS, got status 307", self.applied()["message"])
        Aws.faults = {}
        self.forget_back_off()
        # Its address answers 302 to where the file is.
        self.assertEqual(0, self.run_host().returncode)

    def test_each_reader_gets_the_credentials_of_its_role_with_an_end_and_for_its_group(self):
        calls = """import sys; sys.path[:0] = sys.argv[1:3]
import keeper; from pathlib import Path
for reader in keeper.ROLES:
    assert 1700 < keeper.renew(reader, Path(sys.argv[3])) <= 1800
"""
        environment = {"PATH": os.environ["PATH"], "AWS_ACCESS_KEY_ID": "AKIATEST", "AWS_SECRET_ACCESS_KEY": "a-secret",
                       "AWS_ENDPOINT_URL": self.endpoint, "PYTHONDONTWRITEBYTECODE": "1", "ROLE_REGION": REGION,
                       "MODEL_ROLE": "arn:aws:iam::123456789012:role/model",
                       "METRICS_ROLE": "arn:aws:iam::123456789012:role/metrics"}
        for reader in ("litellm", "gate"):
            (self.root / reader).mkdir()
            # As tmpfiles.d makes it.
            (self.root / reader).chmod(0o2750)
        subprocess.run([sys.executable, "-c", calls, PROJECT / "userdata/host", BOOT, self.root], env=environment,
                       check=True)

        found = {reader: json.loads((self.root / reader / "role.json").read_text()) for reader in ("litellm", "gate")}
        for reader, credentials in found.items():
            self.assertEqual(0o640, stat.S_IMODE((self.root / reader / "role.json").stat().st_mode))
            self.assertEqual({"Version", "AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"}, set(credentials))
            sts = boto3.client("sts", region_name=REGION, endpoint_url=self.endpoint,
                               aws_access_key_id=credentials["AccessKeyId"],
                               aws_secret_access_key=credentials["SecretAccessKey"],
                               aws_session_token=credentials["SessionToken"])
            role = {"litellm": "model", "gate": "metrics"}[reader]
            self.assertIn(f"assumed-role/{role}/{reader}", sts.get_caller_identity()["Arn"])

    def test_the_dump_is_put_into_the_backup_bucket(self):
        self.desire(self.bundle())
        self.run_host()

        done = self.run_host("dump", place=self.root / "opt/portcullis/current/release/host")

        self.assertEqual(0, done.returncode, done.stdout)
        objects = self.s3.list_objects_v2(Bucket="backups-of-a-test")["Contents"]
        self.assertRegex(objects[0]["Key"], r"^dumps/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.dump$")
        self.assertEqual(2, objects[0]["Size"])
        self.assertEqual(objects[0]["Key"] + ".seal", objects[1]["Key"])
        seal = self.s3.get_object(Bucket="backups-of-a-test", Key=objects[1]["Key"])["Body"].read()
        self.assertRegex(seal, rb"^[0-9a-f]{64}\n$")


SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
HOSTILE = """
CREATE TABLE public.virtual_key (id text);
INSERT INTO public.virtual_key VALUES ('one');
CREATE FUNCTION public.harmless(text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN true; END $$;
ALTER TABLE public.virtual_key ADD CHECK (public.harmless(id));
CREATE OR REPLACE FUNCTION public.harmless(text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE 'RESET ROLE'; EXECUTE $q$COPY (SELECT 1) TO PROGRAM 'touch @/owned'$q$; RETURN true; END $$;
"""


@unittest.skipUnless(SERVERS and os.geteuid() == 0, "no PostgreSQL is installed here, or this is not root: the boot test asks")
class RestoreTest(HostCase):
    """With a real PostgreSQL, its roles and its pg_hba.conf. The boot test restores on a whole host."""

    def setUp(self):
        super().setUp()
        self.serve_first()
        self.binaries = SERVERS[-1].parent
        (self.root / f"usr/lib/postgresql/{self.binaries.parts[4]}").mkdir(exist_ok=True)
        for name in ("psql", "pg_dump", "pg_restore"):
            (self.fakes / name).unlink()
            (self.fakes / name).symlink_to(self.binaries / name)
        # This machine has no user for dumps.
        for name, real in (("runuser", "/usr/sbin/runuser"), ("chown", "/bin/chown")):
            (self.fakes / name).write_text(f"#!/bin/bash\nexec {real} \"${{@//portcullis-dump/nobody}}\"\n")
        self.root.chmod(0o755)
        self.open = self.root / "open"
        self.open.mkdir()
        self.open.chmod(0o777)
        data = self.open / "data"
        self.sockets()
        port = next(line.split("=")[1] for line in
                    (self.root / "opt/portcullis/current/release/ports.env").read_text().split() if "POSTGRES" in line)
        # The services' own stand-in listens there; the server takes another.
        self.port = str(int(port) + 1)
        for release in (self.root / "opt/portcullis/releases").iterdir():
            text = (release / "ports.env").read_text().replace(f"POSTGRES={port}", f"POSTGRES={self.port}")
            (release / "ports.env").write_text(text)
        self.postgres("initdb", "-D", data, "-U", "postgres", "--auth=peer")
        shutil.copyfile(PROJECT / "userdata/postgresql/pg_hba.conf", data / "pg_hba.conf")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off -c password_encryption=scram-sha-256"
        self.postgres("pg_ctl", "-D", data, "-w", "-l", self.open / "log", "-o", options, "start")
        self.addCleanup(self.postgres, "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        password = (self.root / "opt/portcullis/current/credentials/database-password").read_text()
        self.sql("postgres", f"CREATE ROLE portcullis LOGIN PASSWORD '{password}'")
        self.sql("postgres", "CREATE DATABASE portcullis OWNER portcullis")
        self.sql("portcullis", "SET ROLE portcullis; CREATE TABLE virtual_key (id text); "
                               "INSERT INTO virtual_key VALUES ('before')")
        self.place = self.root / "opt/portcullis/current/release/host"

    def sockets(self):
        # Debian's service makes this folder when it starts; where it never ran, the server would not start.
        folder = Path("/run/postgresql")
        if not folder.exists():
            folder.mkdir()
            shutil.chown(folder, "postgres", "postgres")
            self.addCleanup(shutil.rmtree, folder, ignore_errors=True)

    def postgres(self, program, *arguments):
        # A server that is started keeps what it is given to write to.
        file = self.open / "said"
        with open(file, "w", encoding="utf-8") as said:
            done = subprocess.run(["/usr/sbin/runuser", "-u", "postgres", "--", self.binaries / program, *arguments],
                                  stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False, cwd="/")
        log = self.open / "log"
        self.assertEqual(0, done.returncode, file.read_text() + (log.read_text() if log.exists() else ""))
        return file.read_text()

    def sql(self, database, statement):
        return self.postgres("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-p", self.port, "-d", database, "-c", statement).strip()

    def dump(self):
        """As the nightly unit makes one: file and seal."""
        file = self.open / "ledger.dump"
        self.assertEqual(0, self.run_host("dump-to", str(file), place=self.place).returncode)
        self.assertTrue(Path(f"{file}.seal").exists())
        return file

    def keys(self):
        return self.sql("portcullis", "SELECT string_agg(id, ',') FROM virtual_key")

    def hostile(self):
        self.sql("postgres", "CREATE DATABASE hostile")
        self.sql("hostile", HOSTILE.replace("@", str(self.open)))
        file = self.open / "hostile.dump"
        self.postgres("pg_dump", "-p", self.port, "-Fc", "-f", file, "hostile")
        return file, hashlib.sha256(file.read_bytes()).hexdigest()

    def test_code_of_a_dump_never_runs_as_the_superuser(self):
        file, digest = self.hostile()

        done = self.run_host("restore", str(file), digest, place=self.place)

        self.assertFalse((self.open / "owned").exists(), done.stdout)
        self.assertEqual(1, done.returncode)
        self.assertIn("The ledger is as it was", done.stdout)
        self.assertEqual("before", self.keys())

    def test_a_dump_of_somebody_else_is_refused_until_it_is_named(self):
        file, digest = self.hostile()

        for named in ((), ("0" * 64,)):
            done = self.run_host("restore", str(file), *named, place=self.place)

            self.assertEqual(1, done.returncode)
            self.assertIn(f"restore {file} {digest}", done.stdout)
        self.assertEqual("before", self.keys())

    def test_a_dump_that_was_changed_after_it_was_sealed_is_refused(self):
        file = self.dump()
        file.write_bytes(file.read_bytes() + b"x")

        done = self.run_host("restore", str(file), place=self.place)

        self.assertEqual(1, done.returncode)
        self.assertIn("the seal of this stack's hosts", done.stdout)

    def test_a_dump_of_this_stack_is_restored_by_its_seal(self):
        file = self.dump()
        self.sql("portcullis", "UPDATE virtual_key SET id = 'after'")

        done = self.run_host("restore", str(file), place=self.place)

        self.assertEqual(0, done.returncode, done.stdout)
        self.assertEqual("before", self.keys())
        owner = "SELECT tableowner FROM pg_tables WHERE tablename = 'virtual_key'"
        self.assertEqual("portcullis", self.sql("portcullis", owner))


if __name__ == "__main__":
    unittest.main()
