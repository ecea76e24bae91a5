"""The sender of the journal: what leaves the host, in which order, and what it does when CloudWatch does not take it."""
import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3

from host_case import BOOT, PROJECT, REGION, HostCase
from stand_ins import Aws

HOST = PROJECT / "userdata/host"
sys.path[:0] = [str(HOST), str(BOOT)]
journal, sender = importlib.import_module("journal"), importlib.import_module("sender")

GROUP = "/portcullis/test/host"
GATE, LITELLM, APPLY = (f"portcullis-{name}.service" for name in ("gate", "litellm", "apply"))
# Prints the entries of the file that stands for the journal, after the cursor if one is given, and follows it.
JOURNALCTL = """#!/usr/bin/env python3
import os, sys, time
open(os.environ["FAKE_JOURNAL"] + ".calls", "a").write(" ".join(sys.argv[1:]) + "\\n")
after = next((word.split("=", 1)[1] for word in sys.argv if word.startswith("--after-cursor=")), "")
entries = open(os.environ["FAKE_JOURNAL"], "rb")
if after and after.encode() not in open(os.environ["FAKE_JOURNAL"], "rb").read():
    sys.exit("Failed to seek to cursor: Invalid argument")
seen = not after
while True:
    entry = entries.readline()
    if not entry:
        time.sleep(0.05)
    elif seen:
        sys.stdout.buffer.write(entry)
        sys.stdout.flush()
    else:
        seen = after.encode() in entry
"""


def entry(number: int, text: object, unit: str = GATE, pid: str = "77", **fields: str) -> bytes:
    """As journalctl writes one in JSON."""
    place = {"UNIT" if pid == "1" else "_SYSTEMD_UNIT": unit}
    return json.dumps({"__CURSOR": f"s=0123456789abcdef;i={number:x}", "MESSAGE": text, "_PID": pid, **place,
                       "__REALTIME_TIMESTAMP": str(int(time.time() * 1e6) + number), **fields}).encode() + b"\n"


class JournalTest(HostCase):
    def setUp(self) -> None:
        super().setUp()
        self.logs: Any = boto3.client("logs", region_name=REGION, endpoint_url=self.endpoint)
        self.logs.create_log_group(logGroupName=GROUP)
        self.addCleanup(self.logs.delete_log_group, logGroupName=GROUP)
        self.journal = self.root / "journal"
        self.journal.write_bytes(b"")
        journalctl = self.fakes / "journalctl"
        journalctl.write_text(JOURNALCTL)
        journalctl.chmod(0o755)
        (self.root / "roles/logs").mkdir(parents=True)
        (self.root / "roles/logs/role.json").write_text(
            json.dumps({"AccessKeyId": "ASIAROLE", "SecretAccessKey": "a-role-secret", "SessionToken": "a-token"}))
        (self.root / "state").mkdir()
        self.output = self.root / "output"

    def start(self) -> subprocess.Popen[bytes]:
        """The sender as its unit starts it."""
        environment = {
            "PATH": f"{self.fakes}:{os.environ['PATH']}", "PORTCULLIS_ROOT": str(self.root), "LOGS_GROUP": GROUP,
            "LOGS_REGION": REGION, "STATE_DIRECTORY": str(self.root / "state"), "FAKE_JOURNAL": str(self.journal),
            "PORTCULLIS_CREDENTIALS": str(self.root / "roles"), "PYTHONDONTWRITEBYTECODE": "1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.aws.server_address[1]}",
        }
        shutil.copytree(HOST, self.root / "release/host", dirs_exist_ok=True)
        shutil.copytree(BOOT, self.root / "release/boot", dirs_exist_ok=True)
        with self.output.open("ab") as output:
            process = subprocess.Popen([sys.executable, "-I", self.root / "release/host", "send-journal"],
                                       env=environment, stdout=output, stderr=subprocess.STDOUT)
        self.addCleanup(self.stop, process)
        return process

    def stop(self, process: subprocess.Popen[bytes]) -> int:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        return process.wait(20)

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + 30
        while not holds():
            self.assertLess(time.monotonic(), end, self.output.read_text() if self.output.exists() else "")
            time.sleep(0.05)

    def write(self, *entries: bytes) -> None:
        with self.journal.open("ab") as file:
            file.write(b"".join(entries))

    def sent(self) -> dict[str, list[str]]:
        """The lines that CloudWatch has, by stream."""
        streams = self.logs.describe_log_streams(logGroupName=GROUP)["logStreams"]
        return {stream["logStreamName"]: [event["message"] for event in self.logs.get_log_events(
            logGroupName=GROUP, logStreamName=stream["logStreamName"], startFromHead=True)["events"]]
            for stream in streams}

    def cursor(self) -> str:
        file = self.root / "state/cursor"
        return file.read_text() if file.exists() else ""

    def test_each_unit_has_a_stream_and_a_restart_sends_no_line_twice_and_leaves_none_out(self) -> None:
        self.write(entry(1, '{"event":"request","status":200}'), entry(2, "serving", APPLY),
                   entry(3, "Started LiteLLM.", LITELLM, pid="1"), entry(4, "not ours", "cron.service"))
        process = self.start()
        self.until(lambda: len(self.sent()) == 3 and self.cursor().endswith("i=3"))
        self.assertEqual(0, self.stop(process))
        self.write(entry(5, "serving more", APPLY))
        self.start()
        self.until(lambda: self.cursor().endswith("i=5"))

        self.assertEqual({"apply": ["serving", "serving more"], "gate": ['{"event":"request","status":200}'],
                          "litellm": ["Started LiteLLM."]}, self.sent())
        calls = (self.root / "journal.calls").read_text().splitlines()
        # What earlier boots wrote is read too.
        self.assertIn("--follow --merge", calls[0])
        self.assertIn("--since=-1h", calls[0])
        self.assertIn("--after-cursor=s=0123456789abcdef;i=3", calls[1])
        self.assertEqual(0o600, (self.root / "state/cursor").stat().st_mode & 0o777)

    def test_a_throttle_is_said_once_and_the_lines_wait_for_it_to_end(self) -> None:
        Aws.faults = {"PutLogEvents": (400, json.dumps({"__type": "ThrottlingException", "message": "Rate exceeded"}))}
        self.write(entry(1, "serving", APPLY))
        self.start()
        self.until(lambda: "the journal waits: ThrottlingException" in self.output.read_text())
        self.assertEqual("", self.cursor())
        Aws.faults = {}
        self.until(lambda: self.cursor().endswith("i=1"))

        self.assertEqual({"apply": ["serving"]}, self.sent())
        self.until(lambda: self.output.read_text().endswith("the journal is sent again\n"))
        self.assertEqual(1, self.output.read_text().count("the journal waits"))

    def test_a_batch_that_cloudwatch_will_never_take_does_not_hold_back_the_next(self) -> None:
        Aws.faults = {"PutLogEvents": (400, json.dumps({"__type": "InvalidParameterException", "message": "no"}))}
        self.write(entry(1, "serving", APPLY))
        self.start()
        self.until(lambda: self.cursor().endswith("i=1"))
        Aws.faults = {}
        self.write(entry(2, "serving more", APPLY))
        self.until(lambda: self.cursor().endswith("i=2"))

        self.assertEqual({"apply": ["serving more"]}, self.sent())
        self.assertIn("1 lines of apply are left out: InvalidParameterException", self.output.read_text())

    def test_a_place_that_the_journal_no_longer_knows_is_forgotten(self) -> None:
        (self.root / "state/cursor").write_text("s=0123456789abcdef;i=ffff")
        self.write(entry(1, "serving", APPLY))

        self.assertNotEqual(0, self.start().wait(20))
        self.assertEqual("", self.cursor())
        self.start()
        self.until(lambda: self.cursor().endswith("i=1"))

    def test_the_last_lines_before_a_stop_are_sent(self) -> None:
        process = self.start()
        self.until((self.root / "journal.calls").exists)
        self.write(entry(1, "Stopped Portcullis gate.", pid="1"))
        self.assertEqual(0, self.stop(process))

        self.assertEqual({"gate": ["Stopped Portcullis gate."]}, self.sent())

    def test_a_stop_ends_a_wait_for_cloudwatch_and_keeps_the_place(self) -> None:
        Aws.faults = {"PutLogEvents": (500, "")}
        self.write(entry(1, "serving", APPLY))
        process = self.start()
        self.until(lambda: "the journal waits: status 500" in self.output.read_text())

        self.assertEqual(0, self.stop(process))
        self.assertEqual("", self.cursor())

    def test_no_text_of_a_caller_and_no_secret_leaves_the_host(self) -> None:
        streams = {LITELLM: "litellm", GATE: "gate", APPLY: "apply"}
        secret = "pk-abcdefgh-" + "s" * 43
        request = "req_0123456789abcdef0123456789abcdef"
        rows = [
            (LITELLM, "what is my diagnosis?", "(21 characters are in the journal of the host)"),
            (LITELLM, json.dumps({"level": "ERROR", "message": f"litellm.BadRequestError: my diagnosis {request}"}),
             f"ERROR litellm.BadRequestError {request} (107 characters are in the journal of the host)"),
            (LITELLM, '  File "/opt/x/router.py", line 12, in acompletion', '  File "/opt/x/router.py", line 12, in acompletion'),
            (LITELLM, "INFO:     Application startup complete.", "INFO:     Application startup complete."),
            (LITELLM, "INFO:     what is my diagnosis?", "INFO (31 characters are in the journal of the host)"),
            (GATE, "java.lang.IllegalStateException: my diagnosis",
             "java.lang.IllegalStateException (45 characters are in the journal of the host)"),
            (GATE, "\tat dev.portcullis.gate.Gate.main(Gate.java:12)", "\tat dev.portcullis.gate.Gate.main(Gate.java:12)"),
            (GATE, '["a list"]', "(10 characters are in the journal of the host)"),
            (GATE, '{"event":"request","key":"pk-abcdefgh"}', '{"event":"request","key":"pk-abcdefgh"}'),
            (APPLY, f"refused {secret} of AKIAIOSFODNN7EXAMPLE", "refused (secret) of (secret)"),
            (APPLY, "a token eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln", "a token (secret)"),
            (APPLY, [1, 2, 255], "(3 bytes that are no text)"),
            (APPLY, None, "(0 bytes that are no text)"),
            (APPLY, "", " "),
        ]
        for unit, text, leaves in rows:
            found = journal.line(entry(1, text, unit), streams)
            self.assertIsNotNone(found)
            self.assertEqual(leaves, found.text if found else "", text)

    def test_a_unit_cannot_write_into_the_stream_of_another(self) -> None:
        streams = {LITELLM: "litellm", APPLY: "apply"}

        found = journal.line(entry(1, "all is well", LITELLM, UNIT=APPLY), streams)

        self.assertEqual("litellm", found.stream if found else "")

    def test_what_cannot_be_read_is_left_out(self) -> None:
        for text in (b"", b"not JSON", b"[]", b"{}", b'{"__CURSOR": "s", "__REALTIME_TIMESTAMP": "soon"}', b"[" * 100_000):
            self.assertIsNone(journal.line(text, {GATE: "gate"}), text[:40])

    def test_a_batch_keeps_to_what_cloudwatch_takes(self) -> None:
        day = 24 * 3_600_000
        lines = [journal.Line(stream, at, "x", "") for stream in ("gate", "apply") for at in (2 * day, 0, 5, 3 * day)]

        self.assertEqual(
            [("apply", [0, 5]), ("apply", [2 * day]), ("apply", [3 * day]),
             ("gate", [0, 5]), ("gate", [2 * day]), ("gate", [3 * day])],
            [(stream, [line.at for line in part]) for stream, part in sender.batches(lines)])
        # One more line is at most as long as the longest, each character of which UTF-8 writes with four bytes.
        self.assertLess(sender.MOST_BYTES + 4 * journal.LONGEST + sender.OVERHEAD, 1_048_576)
        self.assertLess(sender.MOST_LINES, 10_000)

    def test_an_endless_entry_takes_no_memory_and_the_next_one_is_read(self) -> None:
        out, into = os.pipe()
        with os.fdopen(out, "rb") as pipe, os.fdopen(into, "wb") as write:
            feeder = subprocess.Popen(
                [sys.executable, "-c", "import sys; o = sys.stdout.buffer; [o.write(b'x' * 65536) for _ in range(40)];"
                 "o.write(b'\\n' + sys.argv[1].encode())", entry(1, "serving", APPLY).decode()], stdout=write)
            write.close()
            found = next(line for line in journal.lines(pipe, 5) if line)
            feeder.wait()

        self.assertEqual(("apply", "serving"), (found.stream, found.text))

    def test_journalctl_takes_the_options(self) -> None:
        if not Path("/usr/bin/journalctl").exists():
            self.skipTest("journalctl comes with systemd, which this machine has not")
        for start in ("", "s=0123456789abcdef0123456789abcdef;i=1;b=0123456789abcdef0123456789abcdef;m=1;t=1;x=1"):
            reader = journal.follow(start, "/usr/bin/journalctl")
            try:
                # Without a journal it waits for one; an option that it does not know ends it at once.
                code = reader.wait(1)
            except subprocess.TimeoutExpired:
                code = 0
            finally:
                reader.kill()
            self.assertEqual(0, code)

    def test_the_stack_s_setting_starts_and_stops_the_sender(self) -> None:
        self.serve_first()
        current = self.root / "opt/portcullis/current"
        self.assertFalse((current / "logs.env").exists())
        self.assertNotIn("LOGS_ROLE", (current / "credentials.env").read_text())
        role = "arn:aws:iam::123456789012:role/portcullis-test-logs"

        self.takes(self.desire(self.bundle(), logs={"group": GROUP, "role": role}))

        self.assertEqual(f"LOGS_GROUP={GROUP}\nLOGS_REGION={REGION}\n", (current / "logs.env").read_text())
        self.assertIn(f"LOGS_ROLE={role}\n", (current / "credentials.env").read_text())
        self.assertIn("start --no-block portcullis-logs.service portcullis-restore.service", self.systemctl())

    def test_a_new_release_ends_the_sender_and_a_new_client_does_not(self) -> None:
        current = self.root / "opt/portcullis/current"
        current.mkdir(parents=True)
        (current / "release").symlink_to("first")
        process = self.start()
        self.write(entry(1, "serving", APPLY))
        self.until(lambda: self.cursor().endswith("i=1"))
        (current / "gate.yaml").write_text("clients: []")
        self.write(entry(2, "serving more", APPLY))
        self.until(lambda: self.cursor().endswith("i=2"))
        self.assertIsNone(process.poll())
        (current / "release").unlink()
        (current / "release").symlink_to("second")

        self.assertEqual(0, process.wait(20))
