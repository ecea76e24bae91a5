"""Restores that somebody without a session on the host orders by a parameter."""
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from host_case import PREFIX, HostCase
from ledger_case import LedgerCase
from stand_ins import Aws, Services, denied

BUCKET = "backups-of-a-test"
NUMBER = "0123456789abcdef"


class Ordering(HostCase):
    """What the command of an operator does in the account."""

    def order(self, number: str = NUMBER, age: int = 0, **changes: object) -> None:
        at = (datetime.now(UTC) - timedelta(seconds=age)).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.put("restore", json.dumps({"id": number, "at": at, "dumpFirst": True, **changes}))

    def outcome(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ssm.get_parameter(Name=PREFIX + "/restored")["Parameter"]["Value"])
        return found

    def obey(self) -> str:
        done = self.run_host("restore-ordered", place=self.root / "opt/portcullis/current/release/host")
        self.assertEqual(0, done.returncode, done.stdout)
        return done.stdout

    def hand_over(self, dump: bytes, seal: bytes, number: str = NUMBER) -> None:
        self.s3.put_object(Bucket=BUCKET, Key=f"restore/{number}.dump", Body=dump)
        self.s3.put_object(Bucket=BUCKET, Key=f"restore/{number}.dump.seal", Body=seal)

    def kept(self) -> list[str]:
        found = self.s3.list_objects_v2(Bucket=BUCKET, Prefix="dumps/").get("Contents", [])
        return [one["Key"] for one in found if one["Key"].endswith(".dump")]


class OrderTest(Ordering):
    def setUp(self) -> None:
        super().setUp()
        self.serve_first()
        self.put("restored", "{}")
        self.systemctl()

    def test_without_an_order_nothing_happens(self) -> None:
        self.put("restore", "{}")

        self.assertEqual("", self.obey())
        self.assertEqual({}, self.outcome())
        self.assertEqual([], self.systemctl())

    def test_what_is_no_order_is_refused_and_runs_nothing(self) -> None:
        for change in ({"id": "../../dumps/x"}, {"id": "x; reboot"}, {"at": "now"}, {"dumpFirst": "yes"}):
            self.order(**change)  # type: ignore[arg-type]
            done = self.run_host("restore-ordered", place=self.root / "opt/portcullis/current/release/host")

            self.assertEqual(1, done.returncode)
            self.assertIn("restore: is not an order", done.stdout)
        self.assertEqual([], self.systemctl())
        self.assertEqual({}, self.outcome())

    def test_an_order_that_the_host_slept_through_is_not_obeyed(self) -> None:
        self.order(age=3600)
        self.obey()

        self.assertEqual(("failed", NUMBER), (self.outcome()["state"], self.outcome()["id"]))
        self.assertIn("expected one of the last 10 minutes", self.outcome()["message"])
        self.assertEqual([], self.systemctl())

    def test_a_dump_that_was_not_handed_over_leaves_everything_as_it_is(self) -> None:
        self.order(number="f" * 16)
        self.obey()

        self.assertEqual("failed", self.outcome()["state"])
        self.assertIn(f"restore/{'f' * 16}.dump", self.outcome()["message"])
        self.assertEqual([], self.systemctl())

    def test_a_dump_of_another_gateway_is_refused_by_its_name(self) -> None:
        self.hand_over(b"d\n", b"0" * 64 + b"\nportcullis-other-backups-1-eu-west-1\n")
        self.order()
        self.obey()

        self.assertEqual("failed", self.outcome()["state"])
        self.assertIn("got a dump of the gateway with the bucket portcullis-other-backups-1-eu-west-1", self.outcome()["message"])
        self.assertEqual([], self.systemctl())

    def test_a_report_that_did_not_arrive_is_repeated(self) -> None:
        self.order(age=3600)
        Aws.faults = {"PutParameter /portcullis/test/restored": denied("ssm:PutParameter")}
        done = self.run_host("restore-ordered", place=self.root / "opt/portcullis/current/release/host")
        self.assertEqual(1, done.returncode)
        self.assertEqual({}, self.outcome())

        Aws.faults = {}
        self.obey()

        self.assertEqual("failed", self.outcome()["state"])


class OrderedRestoreTest(Ordering, LedgerCase):
    def setUp(self) -> None:
        super().setUp()
        self.put("restored", "{}")
        file = self.dump()
        self.hand_over(file.read_bytes(), file.with_name(file.name + ".seal").read_bytes())
        self.before = self.kept()
        self.sql("portcullis", "UPDATE virtual_key SET id = 'after'")

    def fresh(self) -> list[str]:
        return [key for key in self.kept() if key not in self.before]

    def test_an_order_restores_the_dump_and_keeps_the_present_ledger_twice(self) -> None:
        self.order()
        said = self.obey()

        outcome = self.outcome()
        self.assertEqual(("restored", NUMBER, "portcullis_" + NUMBER), tuple(outcome[name] for name in ("state", "id", "aside")))
        self.assertEqual("before", self.keys())
        self.assertEqual("after", self.sql("portcullis_" + NUMBER, "SELECT id FROM virtual_key"))
        self.assertEqual([outcome["kept"]], self.fresh())
        self.assertRegex(said, re.compile("fetching the dump.*dumping the present.*restoring beside.*waiting until", re.DOTALL))

        self.assertEqual("", self.obey())

    def test_an_order_may_do_without_a_dump_of_the_present_ledger(self) -> None:
        self.order(dumpFirst=False)
        self.obey()

        self.assertEqual(("restored", []), (self.outcome()["state"], self.fresh()))

    def test_a_changed_dump_is_refused_before_anything_is_done(self) -> None:
        body = self.s3.get_object(Bucket=BUCKET, Key=f"restore/{NUMBER}.dump")["Body"].read()
        self.s3.put_object(Bucket=BUCKET, Key=f"restore/{NUMBER}.dump", Body=body + b"x")
        self.order()
        self.obey()

        self.assertIn("got a dump that was changed", self.outcome()["message"])
        self.assertEqual(("after", []), (self.keys(), self.fresh()))

    def test_a_gate_that_does_not_serve_with_the_dump_gets_its_ledger_back(self) -> None:
        Services.well = False
        self.order()
        self.obey()

        self.assertEqual("failed", self.outcome()["state"])
        self.assertIn("The ledger is as it was", self.outcome()["message"])
        self.assertNotIn("aside", self.outcome())
        self.assertEqual("after", self.keys())

    def test_a_restore_that_was_killed_is_ended_by_the_next_look(self) -> None:
        # The stand-in of systemctl kills the one that calls it; the gate is stopped before the exchange and started after it.
        for number, step in (("a" * 16, "stop"), ("b" * 16, "start")):
            with self.subTest(step):
                body = self.s3.get_object(Bucket=BUCKET, Key=f"restore/{NUMBER}.dump")["Body"].read()
                seal = self.s3.get_object(Bucket=BUCKET, Key=f"restore/{NUMBER}.dump.seal")["Body"].read()
                self.hand_over(body, seal, number)
                self.sql("portcullis", "UPDATE virtual_key SET id = 'after'")
                (self.fakes / "kill").write_text(step)
                self.order(number)
                done = self.run_host("restore-ordered", place=self.place)
                self.assertEqual(-9, done.returncode, done.stdout)
                self.assertEqual("running", self.outcome()["state"])
                self.systemctl()

                self.obey()

                self.assertEqual("restored", self.outcome()["state"], self.outcome())
                self.assertEqual("before", self.keys())
                self.assertEqual("after", self.sql("portcullis_" + number, "SELECT id FROM virtual_key"))
                self.assertIn("start --no-block portcullis-gate.service", self.systemctl())
