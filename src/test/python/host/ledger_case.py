"""A host with a real PostgreSQL, its roles and its pg_hba.conf. The boot test restores on a whole host."""
import os
import random
import shutil
import socket
import subprocess
import unittest
from pathlib import Path

from host_case import PROJECT, HostCase

SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))


def free_port() -> int:
    """Below the range of outgoing connections, one of which could take a port between this look and the server's start."""
    for port in random.sample(range(15_000, 30_000), 100):
        with socket.socket() as taken:
            try:
                taken.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise OSError("no port between 15000 and 30000 is free")


@unittest.skipUnless(SERVERS and os.geteuid() == 0, "no PostgreSQL is installed here, or this is not root: the boot test asks")
class LedgerCase(HostCase):
    """The ledger has one table with one row, `before`."""

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
        self.port = str(free_port())
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
