"""Networks, rights, clocks and disks that fail a host, which keeps serving and tries again."""
import shutil
import unittest

from host_case import BUCKET, CAN_MOUNT, NO_MOUNT, OWN_MOUNTS, HostCase
from stand_ins import Aws, Services, denied


class OutageTest(HostCase):
    def test_a_network_that_is_away_at_any_step_is_named_and_waited_for(self) -> None:
        faults = {"/bundles/": "/bundles/", "GetParameter /portcullis/test/tunnel-token": "/: no answer"}
        for call, word in faults.items():
            with self.subTest(call):
                self.serve_first()
                Aws.faults = {call: None}
                wanted = self.refuses(self.bundle("after " + call), word, "Check the network")
                Aws.faults = {}
                self.takes(wanted)

    def test_a_vendor_who_cannot_be_reached_is_named_and_asked_again(self) -> None:
        self.serve_first()
        shutil.rmtree(self.root / "opt/portcullis/cloudflared")
        Services.reachable = False

        wanted = self.refuses(self.bundle("second"), "/moved: no answer", "Check the network")

        Services.reachable = True
        self.takes(wanted)

    def test_a_mirror_that_cannot_be_reached_is_named_and_asked_again(self) -> None:
        self.serve_first()
        installed = (self.fakes / "dpkg-query").read_text()
        (self.fakes / "dpkg-query").write_text("#!/bin/sh\necho not-installed\n")
        (self.fakes / "apt-get").write_text("#!/bin/sh\necho Temporary failure resolving >&2; exit 100\n")

        wanted = self.refuses(self.bundle("second"), "Debian's packages: 'apt-get update",
                              "Temporary failure resolving", "Check the network and Debian's mirror")

        (self.fakes / "dpkg-query").write_text(installed)
        self.takes(wanted)

    def test_a_desired_state_that_cannot_be_read_changes_nothing(self) -> None:
        self.serve_first()
        before = self.applied()
        faults = {
            "no answer: curl: (52)": None,
            "The rights of the host's role do not cover this name": denied("ssm:GetParameter"),
            "Check the clock": (400, '{"__type": "InvalidSignatureException", "message": "Signature expired"}'),
            "'pulumi up' creates it": (400, '{"__type": "ParameterNotFound"}'),
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

    def test_a_right_that_is_missing_is_named(self) -> None:
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

    def test_a_clock_that_is_wrong_is_named(self) -> None:
        self.serve_first()
        Aws.faults = {"/bundles/": (403, "<Error><Code>RequestTimeTooSkewed</Code></Error>")}

        wanted = self.refuses(self.bundle("second"), "RequestTimeTooSkewed", "Check the clock: timedatectl")

        Aws.faults = {}
        self.takes(wanted)

    def test_a_bucket_that_is_missing_is_named(self) -> None:
        self.serve_first()
        sha256 = self.bundle("second")

        self.refuses(sha256, f"s3://no-such-bucket-of-a-test/bundles/{sha256}.tar.gz", "NoSuchBucket",
                     "'pulumi up' creates what 'desired' names", bundleBucket="no-such-bucket-of-a-test")

        self.takes(self.desire(sha256))

    def test_a_secret_that_is_missing_is_named(self) -> None:
        self.serve_first()
        sha256 = self.bundle("second")
        Aws.faults = {"GetParameter /portcullis/test/key-pepper": (400, '{"__type": "ParameterNotFound"}')}

        wanted = self.refuses(sha256, "parameter /portcullis/test/key-pepper: expected status 200 from AWS, got status 400",
                              "ParameterNotFound", "'pulumi up' creates it")

        Aws.faults = {}
        self.takes(wanted)

    @unittest.skipUnless(CAN_MOUNT, NO_MOUNT)
    def test_a_root_disk_without_room_refuses_another_release(self) -> None:
        # The machine's own mount, and not the stand-in on the PATH.
        small = (*OWN_MOUNTS, "sh", "-c",
                 '/bin/mount -t tmpfs -o size=64m none "$0" && exec "$@"', str(self.root / "opt/portcullis/releases"))
        self.serve_first()
        sha256 = self.bundle("second")

        wanted = self.refuses(sha256, "disk: expected 1500 MB free, got ", "Make room or enlarge the root volume",
                              through=small)

        self.takes(wanted)

    def test_a_data_volume_without_room_refuses_an_upgrade_and_keeps_no_half_dump(self) -> None:
        self.serve_first()
        whole = (self.fakes / "pg_dump").read_text()
        (self.fakes / "pg_dump").write_text(whole + "echo could not write: No space left on device >&2; exit 1\n")

        wanted = self.refuses(self.bundle("second"), "No space left on device", "Check the free space of the data volume")

        self.assertEqual([], list((self.root / "srv/portcullis/dumps").iterdir()))
        (self.fakes / "pg_dump").write_text(whole)
        self.takes(wanted)
