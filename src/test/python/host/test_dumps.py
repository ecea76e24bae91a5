"""Dumps of the ledger, and how one is restored."""
import hashlib
import os
import shutil
import subprocess
import unittest
from pathlib import Path

from host_case import PROJECT, HostCase
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

    def setUp(self) -> None:
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

    def sockets(self) -> None:
        # Debian's service makes this folder when it starts; where it never ran, the server would not start.
        folder = Path("/run/postgresql")
        if not folder.exists():
            folder.mkdir()
            shutil.chown(folder, "postgres", "postgres")
            self.addCleanup(shutil.rmtree, folder, ignore_errors=True)

    def postgres(self, program: str, *arguments: Path | str) -> str:
        # A server that is started keeps what it is given to write to.
        file = self.open / "said"
        with open(file, "w", encoding="utf-8") as said:
            done = subprocess.run(["/usr/sbin/runuser", "-u", "postgres", "--", self.binaries / program, *arguments],
                                  stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False, cwd="/")
        log = self.open / "log"
        self.assertEqual(0, done.returncode, file.read_text() + (log.read_text() if log.exists() else ""))
        return file.read_text()

    def sql(self, database: str, statement: str) -> str:
        return self.postgres("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-p", self.port, "-d", database, "-c", statement).strip()

    def dump(self) -> Path:
        """As the nightly unit makes one: file and seal."""
        file = self.open / "ledger.dump"
        self.assertEqual(0, self.run_host("dump-to", str(file), place=self.place).returncode)
        self.assertTrue(Path(f"{file}.seal").exists())
        return file

    def keys(self) -> str:
        return self.sql("portcullis", "SELECT string_agg(id, ',') FROM virtual_key")

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
