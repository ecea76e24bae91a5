"""Dumps of the ledger, and how one is restored by hand."""
import hashlib
from pathlib import Path

from host_case import HostCase
from ledger_case import LedgerCase
from stand_ins import Services


class DumpTest(HostCase):
    def test_the_dump_is_put_into_the_backup_bucket(self) -> None:
        self.desire(self.bundle())
        self.run_host()

        done = self.run_host("dump", place=self.root / "opt/portcullis/current/release/host")

        self.assertEqual(0, done.returncode, done.stdout)
        objects = self.s3.list_objects_v2(Bucket="backups-of-a-test")["Contents"]
        self.assertRegex(objects[0]["Key"], r"^dumps/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.dump$")
        self.assertEqual(2, objects[0]["Size"])
        self.assertEqual(objects[0]["Key"] + ".seal", objects[1]["Key"])
        seal = self.s3.get_object(Bucket="backups-of-a-test", Key=objects[1]["Key"])["Body"].read()
        self.assertRegex(seal, rb"^[0-9a-f]{64}\nbackups-of-a-test\n$")


HOSTILE = """
CREATE TABLE public.virtual_key (id text);
INSERT INTO public.virtual_key VALUES ('one');
CREATE FUNCTION public.harmless(text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN true; END $$;
ALTER TABLE public.virtual_key ADD CHECK (public.harmless(id));
CREATE OR REPLACE FUNCTION public.harmless(text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE 'RESET ROLE'; EXECUTE $q$COPY (SELECT 1) TO PROGRAM 'touch @/owned'$q$; RETURN true; END $$;
"""


class RestoreTest(LedgerCase):
    """On the host, as an operator with a shell does it."""

    def hostile(self) -> tuple[Path, str]:
        self.sql("postgres", "CREATE DATABASE hostile")
        self.sql("hostile", HOSTILE.replace("@", str(self.open)))
        file = self.open / "hostile.dump"
        self.postgres("pg_dump", "-p", self.port, "-Fc", "-f", file, "hostile")
        return file, hashlib.sha256(file.read_bytes()).hexdigest()

    def test_code_of_a_dump_never_runs_as_the_superuser(self) -> None:
        file, digest = self.hostile()

        done = self.run_host("restore", str(file), digest, place=self.place)

        self.assertFalse((self.open / "owned").exists(), done.stdout)
        self.assertEqual(1, done.returncode)
        self.assertIn("The ledger is as it was", done.stdout)
        self.assertEqual("before", self.keys())

    def test_a_foreign_dump_is_refused_until_it_is_named(self) -> None:
        file, digest = self.hostile()

        for named in ((), ("0" * 64,)):
            done = self.run_host("restore", str(file), *named, place=self.place)

            self.assertEqual(1, done.returncode)
            self.assertIn(f"restore {file} {digest}", done.stdout)
        self.assertEqual("before", self.keys())

    def test_a_dump_that_was_changed_after_it_was_sealed_is_refused(self) -> None:
        file = self.dump()
        file.write_bytes(file.read_bytes() + b"x")

        done = self.run_host("restore", str(file), place=self.place)

        self.assertEqual(1, done.returncode)
        self.assertIn("the seal of this stack's hosts", done.stdout)

    def test_a_dump_of_this_stack_is_restored_by_its_seal(self) -> None:
        file = self.dump()
        self.sql("portcullis", "UPDATE virtual_key SET id = 'after'")

        done = self.run_host("restore", str(file), place=self.place)

        self.assertEqual(0, done.returncode, done.stdout)
        self.assertEqual("before", self.keys())
        owner = "SELECT tableowner FROM pg_tables WHERE tablename = 'virtual_key'"
        self.assertEqual("portcullis", self.sql("portcullis", owner))

    def test_a_restore_after_which_the_gate_does_not_serve_goes_back(self) -> None:
        file = self.dump()
        self.sql("portcullis", "UPDATE virtual_key SET id = 'after'")
        Services.well = False

        done = self.run_host("restore", str(file), place=self.place)

        self.assertEqual(1, done.returncode)
        self.assertIn("does not bring a gate that serves", done.stdout)
        self.assertIn("The ledger is as it was", done.stdout)
        self.assertEqual("after", self.keys())

        Services.well = True
        again = self.run_host("restore", str(file), place=self.place)

        self.assertEqual(0, again.returncode, again.stdout)
        self.assertRegex(again.stdout, r"restored .* in \d+ s; the ledger before it is the database portcullis_\d+")
        self.assertEqual("before", self.keys())
