"""Manages PostgreSQL's cluster on the data volume, and the role and the database of the gate in it."""
import shutil
import time
from pathlib import Path

from aws import Failure
from layout import DATA, RELEASE, ROOT, ports
from shell import replace, run

NAME = "portcullis"
CLUSTERS = DATA / "postgresql"
# The first line keeps the password out of the server's log when a statement fails.
ROLE = """
SET log_min_error_statement = panic;
SELECT 'CREATE ROLE {name}' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') \\gexec
ALTER ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '{password}';
SELECT 'CREATE DATABASE {name} OWNER {name}' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{name}') \\gexec
REVOKE ALL ON DATABASE {name}, postgres, template1 FROM PUBLIC;
"""


def version() -> str:
    """The major version that Debian installed."""
    return max((path.name for path in (ROOT / "usr/lib/postgresql").iterdir()), key=int)


def unit() -> str:
    """The service of the one cluster."""
    return f"postgresql@{version()}-main.service"


def as_postgres(*command: str, text: str | None = None, remedy: str = "Read the journal of postgresql") -> str:
    """Runs a command as the user of the server, who needs no password on the socket."""
    return run("runuser", "-u", "postgres", "--", *command, text=text, where="PostgreSQL", remedy=remedy)


def psql(statements: str, database: str = "postgres") -> str:
    """Runs SQL statements and stops at the first error; the bare rows that they found."""
    port = str(ports()["PORT_POSTGRES"])
    return as_postgres("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-p", port, "-d", database, text=statements)


def cluster() -> bool:
    """Creates the cluster, or adopts the one on the volume; whether the server must restart. Nothing is ever deleted."""
    major = version()
    data, mark = CLUSTERS / major, CLUSTERS / f"{major}.whole"
    CLUSTERS.mkdir(parents=True, exist_ok=True)
    others = [path.name for path in CLUSTERS.glob("*.whole") if path != mark]
    if others and not mark.exists():
        raise Failure(str(CLUSTERS), f"a cluster of PostgreSQL {major}", f"{others[0].split('.')[0]}",
                      "Upgrade it with pg_upgrade, or restore a dump into a blank volume")
    if data.exists() and not mark.exists():
        # The power failed while the cluster was created, so it holds no data.
        data.rename(CLUSTERS / f"{major}.broken-{int(time.time())}")
    settings = ROOT / f"etc/postgresql/{major}/main"
    if not (settings / "postgresql.conf").exists() or not data.exists():
        shutil.rmtree(settings, ignore_errors=True)
        if data.exists():
            # pg_createcluster moves these to /etc; those of the instance before are gone with it.
            for name in ("postgresql.conf", "pg_hba.conf", "pg_ident.conf"):
                (data / name).touch(0o600)
            # The user postgres of the instance before may have had another number.
            run("chown", "-R", "postgres:postgres", data)
        run("pg_createcluster", major, "main", "--datadir", data, "--port", str(ports()["PORT_POSTGRES"]),
            "--start-conf", "auto", "--", "--data-checksums", "--encoding=UTF8", "--locale=C.UTF-8")
    return configure(settings)


def configure(settings: Path) -> bool:
    """Installs our settings over Debian's; whether the server must restart."""
    files = {settings / "conf.d/portcullis.conf": RELEASE / "postgresql/portcullis.conf",
             settings / "pg_hba.conf": RELEASE / "postgresql/pg_hba.conf"}
    changed = [path for path, source in files.items() if not path.exists() or path.read_text() != source.read_text()]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, files[path].read_text(), 0o640)
        run("chown", "postgres:postgres", path)
    return bool(changed)


def role(generation: Path) -> None:
    """Creates the role and the database of the gate, with the password of the generation. A rollback does the same."""
    password = (generation / "credentials/database-password").read_text()
    psql(ROLE.format(name=NAME, password=password))
    (CLUSTERS / f"{version()}.whole").touch()


def exists() -> bool:
    """Whether there is a cluster to dump."""
    return (CLUSTERS / f"{version()}.whole").exists()


def start(changed: bool) -> None:
    """Enables and starts the server."""
    run("systemctl", "enable", unit())
    state = run("systemctl", "show", "--property=ActiveState", "--value", unit()).strip()
    remedy = "Read the journal of postgresql and check the free space of the data volume"
    if state != "active":
        # Waits for a server that is starting. After a power cut it recovers, which a restart would interrupt.
        run("systemctl", "start", unit(), remedy=remedy)
    if changed and state not in ("inactive", "failed"):
        run("systemctl", "restart", unit(), remedy=remedy)
