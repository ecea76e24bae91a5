"""The boot code, which is renewed with the release that serves."""


from host_case import BOOT, HostCase
from stand_ins import Services


class BootCodeTest(HostCase):
    def boot_code(self) -> str:
        return (self.root / "usr/local/lib/portcullis/boot/__main__.py").read_text()

    def test_the_boot_code_is_as_new_as_the_release_that_serves(self) -> None:
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

    def test_boot_code_that_cannot_read_the_desired_state_is_refused(self) -> None:
        self.serve_first()
        own = self.boot_code()

        self.refuses(self.bundle("second", **{"boot/disk.py": "raise OSError('no way out')\n"}), "boot code", "no way out")

        self.assertEqual(own, self.boot_code())

    def test_boot_code_of_a_release_that_is_rolled_back_is_not_taken(self) -> None:
        self.serve_first()
        own = self.boot_code()
        Services.well = False
        self.desire(self.bundle("second", **{"boot/__main__.py": own + "# newer\n"}))

        self.assertEqual(1, self.run_host().returncode)

        self.assertEqual(("rolled back", own), (self.applied()["state"], self.boot_code()))
