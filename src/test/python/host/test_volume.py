"""The data volume: formatted only when it is blank, and grown with its device."""
import unittest
from pathlib import Path

from host_case import AS_A_MOUNT, CAN_MOUNT, NO_MOUNT, HostCase


class VolumeTest(HostCase):
    def volume(self, content: bytes) -> Path:
        """A device with that at its start, on which blkid finds nothing."""
        device = self.root / "device"
        device.write_bytes(content + bytes(2**20 - len(content)))
        (self.fakes / "blkid").write_text("#!/bin/sh\nexit 2\n")
        for name in ("mkfs.ext4", "mount"):
            (self.fakes / name).write_text(f'#!/bin/sh\necho "{name} $*"\n')
            (self.fakes / name).chmod(0o755)
        return device

    def test_a_volume_of_another_kind_is_refused(self) -> None:
        (self.fakes / "blkid").write_text("#!/bin/sh\necho TYPE=xfs; echo LABEL=photos\n")
        self.desire(self.bundle())

        self.assertEqual(1, self.run_host().returncode)

        self.assertEqual("/dev/null: expected a blank volume or ext4 labelled 'portcullis', got xfs labelled 'photos'\n"
                         "  Nothing was changed on it", self.applied()["message"])

    def test_only_a_blank_volume_is_formatted(self) -> None:
        device = self.volume(b"")
        root = self.root / "srv/portcullis"

        done = self.run_host("data", device=device)

        self.assertEqual(f"formatting {device}, which is blank\nmkfs.ext4 -q -L portcullis {device}\n"
                         f"mount -o noatime,nodev,nosuid,noexec {device} {root}\n", done.stdout)

    def test_unknown_data_is_not_formatted(self) -> None:
        device = self.volume(b"a ledger of another kind")

        done = self.run_host("data", device=device)

        self.assertEqual(f"portcullis: {device}: expected a blank volume or ext4 labelled 'portcullis', got unknown data "
                         "labelled ''\n  Nothing was changed on it\n", done.stdout)

    def test_the_file_system_takes_all_of_its_volume_when_it_is_mounted(self) -> None:
        self.run_host("data", device="/dev/disk-of-a-test")

        self.assertEqual("resize2fs /dev/disk-of-a-test\n", (self.fakes / "disk.log").read_text())

    @unittest.skipUnless(CAN_MOUNT, NO_MOUNT)
    def test_the_file_system_takes_what_its_volume_gains_at_each_turn(self) -> None:
        self.serve_first()
        (self.fakes / "disk.log").write_text("")
        (self.fakes / "resize2fs").write_text("#!/bin/sh\necho resize2fs $* >> $FAKES/disk.log; echo on-line resizing required\n")

        done = self.run_host(device="/dev/disk-of-a-test", through=(*AS_A_MOUNT, str(self.root / "srv/portcullis")))

        self.assertEqual("resize2fs /dev/disk-of-a-test\n", (self.fakes / "disk.log").read_text())
        self.assertEqual((0, "the file system of /dev/disk-of-a-test has grown with its volume\n"),
                         (done.returncode, done.stdout))

    @unittest.skipUnless(CAN_MOUNT, NO_MOUNT)
    def test_a_file_system_that_cannot_grow_is_reported_and_serves(self) -> None:
        self.serve_first()
        (self.fakes / "resize2fs").write_text("#!/bin/sh\necho bad magic number >&2; exit 1\n")

        done = self.run_host(device="/dev/disk-of-a-test", through=(*AS_A_MOUNT, str(self.root / "srv/portcullis")))

        self.assertEqual((0, "the file system of /dev/disk-of-a-test did not grow with its volume: bad magic number\n"),
                         (done.returncode, done.stdout))
