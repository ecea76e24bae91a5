"""Desired states, bundles and pins that a host refuses."""
import hashlib
import json
import shutil

from host_case import BUCKET, SECRETS, HostCase


class RefusedInputTest(HostCase):
    def test_an_object_that_is_not_what_its_name_says_is_refused(self) -> None:
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
                             "  Upload the bundle again: this is another file", self.applied()["message"])
            self.assertEqual(("failed", wanted, first),
                             tuple(self.applied()[key] for key in ("state", "generation", "serving")))
            self.assertEqual(first, self.current())
            self.forget_back_off()

    def test_a_bundle_that_is_not_there_is_named_and_asked_for_later(self) -> None:
        self.desire("0" * 64)

        self.assertEqual(1, self.run_host().returncode)

        self.assertIn(f"s3://{BUCKET}/bundles/{'0' * 64}.tar.gz: expected status 200 from AWS, got status 404",
                      self.applied()["message"])
        self.assertEqual("", self.run_host().stdout)
        self.assertEqual(120, json.loads((self.root / "var/lib/portcullis/backoff.json").read_text())["wait"])

    def test_a_component_without_a_checksum_is_not_installed(self) -> None:
        self.desire(self.bundle(cloudflared=""))

        self.assertEqual(1, self.run_host().returncode)

        self.assertIn("config/components.yaml has no SHA-256", self.applied()["message"])
        self.assertFalse((self.root / "opt/portcullis/current").exists())

    def test_a_secret_that_is_older_than_desired_is_waited_for(self) -> None:
        sha256 = self.bundle()
        self.desire(sha256, secretVersions={**dict.fromkeys(SECRETS, 1), "tunnel-token": 999})

        self.assertEqual(1, self.run_host().returncode)

        self.assertIn("/portcullis/test/tunnel-token: expected version 999, got version", self.applied()["message"])

    def test_a_desired_state_of_another_format_is_refused(self) -> None:
        self.serve_first()
        sha256 = self.bundle("second")

        self.refuses(sha256, "desired: expected format 1, got 2\n  Name a bundle of the program that wrote it", format=2)

        self.takes(self.desire(sha256))

    def test_a_processor_that_nothing_is_pinned_for_is_named(self) -> None:
        self.serve_first()
        shutil.rmtree(self.root / "opt/portcullis/cloudflared")

        wanted = self.refuses(self.bundle("second"), "this machine: expected aarch64 or x86_64, got ",
                              "Choose another type of instance", through=("setarch", "linux32"))

        self.takes(wanted)

    def test_a_python_package_that_was_withdrawn_is_named(self) -> None:
        self.serve_first()
        lock = "withdrawn-package==1.0 --hash=sha256:" + "0" * 64 + "\n"

        self.refuses(self.bundle("second", lock=lock), "LiteLLM's packages: '",
                     "No matching distribution found for withdrawn-package==1.0",
                     "a package that was withdrawn needs another lock")

        self.takes(self.desire(self.bundle("third")))
