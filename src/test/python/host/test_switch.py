"""How a host takes a new desired state, and what it does when a switch fails or is cut off."""
import os
import stat

from host_case import ALWAYS, SECRETS, HostCase
from stand_ins import BINARY, Aws, Services, denied


class SwitchTest(HostCase):
    def test_a_blank_host_becomes_what_is_desired(self) -> None:
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

    def test_the_gate_is_told_of_the_operators_application_where_there_is_one(self) -> None:
        door = {"audience": "1b2c", "token": "fedcba.access"}
        self.desire(self.bundle(), operators=door)

        done = self.run_host()

        self.assertEqual(0, done.returncode, done.stdout)
        written = (self.root / "opt/portcullis/current/gate.yaml").read_text()
        self.assertIn('operatorsAccess: {"audience": "1b2c", "token": "fedcba.access"}\n', written)

    def test_what_is_there_already_is_left_alone(self) -> None:
        self.desire(self.bundle())
        self.run_host()
        self.systemctl()

        done = self.run_host()

        self.assertEqual((0, ""), (done.returncode, done.stdout))
        self.assertEqual([], self.systemctl())

    def test_a_new_client_restarts_the_gate_and_nothing_else(self) -> None:
        sha256 = self.bundle()
        self.desire(sha256)
        self.run_host()
        self.systemctl()

        self.desire(sha256, {"id.access": "laptop", "other.access": "ci"})
        self.assertEqual(0, self.run_host().returncode)

        gate = "portcullis-gate.service"
        self.assertEqual([f"stop {gate}", *ALWAYS, f"start --no-block {gate}"], self.systemctl())

    def test_a_declared_key_is_a_credential_of_the_gate_and_goes_with_its_version(self) -> None:
        sha256 = self.bundle()
        first = "pk-abcd1234-" + "a" * 43
        version = self.put("client-key-laptop", first, "SecureString")
        versions = dict.fromkeys(SECRETS, 1)
        self.desire(sha256, secretVersions={**versions, "client-key-laptop": version})
        self.run_host()
        credentials = self.root / "opt/portcullis/current/credentials"
        self.assertEqual(first, (credentials / "client-keys/laptop").read_text())
        self.assertEqual(0o700, stat.S_IMODE((credentials / "client-keys").stat().st_mode))
        self.assertEqual(0o400, stat.S_IMODE((credentials / "client-keys/laptop").stat().st_mode))
        self.systemctl()

        version = self.put("client-key-laptop", "pk-abcd1234-" + "b" * 43, "SecureString")
        self.desire(sha256, secretVersions={**versions, "client-key-laptop": version})
        self.assertEqual(0, self.run_host().returncode)

        gate = "portcullis-gate.service"
        self.assertEqual([f"stop {gate}", *ALWAYS, f"start --no-block {gate}"], self.systemctl())
        self.desire(sha256)
        self.assertEqual(0, self.run_host().returncode)
        self.assertEqual([], list((credentials / "client-keys").iterdir()))

    def test_a_webhooks_address_is_a_credential_of_the_gate_and_goes_with_its_version(self) -> None:
        sha256 = self.bundle()
        versions = dict.fromkeys(SECRETS, 1)
        address = "eyJ1cmwiOiJodHRwczovL2hvb2tzLmV4YW1wbGUuY29tL3gifQ"
        version = self.put("webhook-ops", address, "SecureString")
        self.desire(sha256, secretVersions={**versions, "webhook-ops": version})
        self.run_host()
        webhooks = self.root / "opt/portcullis/current/credentials/webhooks"
        self.assertEqual(address, (webhooks / "ops").read_text())
        self.assertEqual(0o700, stat.S_IMODE(webhooks.stat().st_mode))
        self.assertEqual(0o400, stat.S_IMODE((webhooks / "ops").stat().st_mode))
        self.systemctl()

        version = self.put("webhook-ops", address + "Cg", "SecureString")
        self.desire(sha256, secretVersions={**versions, "webhook-ops": version})
        self.assertEqual(0, self.run_host().returncode)

        gate = "portcullis-gate.service"
        self.assertEqual([f"stop {gate}", *ALWAYS, f"start --no-block {gate}"], self.systemctl())
        self.desire(sha256)
        self.assertEqual(0, self.run_host().returncode)
        self.assertEqual([], list(webhooks.iterdir()))

    def test_a_new_tunnel_token_restarts_the_tunnel_and_nothing_else(self) -> None:
        sha256 = self.bundle()
        self.desire(sha256)
        self.run_host()
        self.systemctl()

        self.put("tunnel-token", "another-token-0123456789", "SecureString")
        self.desire(sha256)
        self.assertEqual(0, self.run_host().returncode)

        tunnel = "portcullis-cloudflared.service"
        self.assertEqual([f"stop {tunnel}", *ALWAYS, f"start --no-block {tunnel}"], self.systemctl())

    def test_what_is_not_ready_is_rolled_back(self) -> None:
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

    def test_a_desired_state_that_is_taken_back_after_a_rollback_is_reported(self) -> None:
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

    def test_a_database_that_is_recovering_from_a_power_cut_is_waited_for_and_not_restarted(self) -> None:
        self.desire(self.bundle())
        self.run_host()
        server = next((self.fakes / "active").glob("postgresql@*"))
        server.unlink()
        (self.fakes / "state").write_text("activating\n")
        self.systemctl()

        self.desire(self.bundle("second"))
        self.assertEqual(0, self.run_host().returncode)

        self.assertEqual([f"start {server.name}"], [call for call in self.systemctl() if "postgresql" in call])

    def test_a_run_that_is_killed_is_finished_by_the_next(self) -> None:
        # At each kind of call to systemctl that an upgrade makes, in its order.
        for call in ("is-active", "stop", "daemon-reload", "enable", "start"):
            with self.subTest(call):
                self.run_again_after(call)

    def run_again_after(self, call: str) -> None:
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

    def test_a_run_that_is_killed_is_undone_when_the_desired_state_is_taken_back(self) -> None:
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

    def test_two_releases_are_kept(self) -> None:
        for note in ("first", "second", "third"):
            self.desire(self.bundle(note))
            self.assertEqual(0, self.run_host().returncode)

        self.assertEqual(2, len(list((self.root / "opt/portcullis/releases").iterdir())))
        self.assertEqual(2, len(list((self.root / "opt/portcullis/generations").iterdir())))

    def test_a_database_that_refuses_keeps_what_serves(self) -> None:
        first = self.desire(self.bundle())
        self.run_host()
        self.systemctl()
        (self.fakes / "psql.fails").touch()
        self.desire(self.bundle("second"))

        self.assertEqual(1, self.run_host().returncode)

        self.assertEqual(first, self.current())
        self.assertEqual([], [call for call in self.systemctl() if call.startswith("stop")])

    def test_an_outcome_that_cannot_be_reported_is_reported_later(self) -> None:
        self.serve_first()
        wanted = self.desire(self.bundle("second"))
        Aws.faults = {"PutParameter": denied("ssm:PutParameter")}
        done = self.run_host()
        self.assertEqual(1, done.returncode)
        self.assertIn("parameter /portcullis/test/applied: expected status 200 from AWS", done.stdout)
        self.assertEqual(wanted, self.current())
        self.systemctl()
        Aws.faults = {}

        self.takes(wanted)

        self.assertEqual(ALWAYS, self.systemctl())

    def test_timers_of_security_updates_are_started_again_when_they_are_ours(self) -> None:
        self.desire(self.bundle(**{"system/etc/systemd/system/apt-daily.timer.d/portcullis.conf": "[Timer]\n"}))

        self.assertEqual(0, self.run_host().returncode)

        calls = (self.fakes / "systemctl.log").read_text().splitlines()
        self.assertLess(calls.index("daemon-reload"), calls.index("restart apt-daily.timer apt-daily-upgrade.timer"))
