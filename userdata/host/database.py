"""PostgreSQL's cluster on the data volume, the gate's role and database in it, dumps and the way back."""
import json
import os
import shutil
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path

import aws
from aws import Failure
from layout import CURRENT, DATA, RELEASE, ROOT, ports
from shell import replace, run

NAME = "portcullis"
CLUSTERS = DATA / "postgresql"
DUMPS = DATA / "dumps"
KEPT = 2
# A password is nowhere else than here and in its file: not in the server's log when the statement fails.
ROLE = """
SET log_min_error_statement = panic;
SELECT 'CREATE ROLE {name}' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') \\gexec
ALTER ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '{password}';
SELECT 'CREATE DATABASE {name} OWNER {name}' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{name}') \\gexec
REVOKE ALL ON DATABASE {name}, postgres, template1 FROM PUBLIC;
"""


def version():
    """The major version that Debian has installed."""
    return max((path.name for path in (ROOT / "usr/lib/postgresql").iterdir()), key=int)


def unit():
    """The service of the one cluster."""
    return f"postgresql@{version()}-main.service"


def as_postgres(*command, text=None, remedy="Look at the journal of postgresql"):
    """As the server's own user, who needs no password on the socket."""
    return run("runuser", "-u", "postgres", "--", *command, text=text, where="PostgreSQL", remedy=remedy)


def psql(statements, database="postgres"):
    """Stops at the first error."""
    port = str(ports()["PORT_POSTGRES"])
    as_postgres("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-p", port, "-d", database, text=statements)


def cluster():
    """Makes the cluster, or takes over the one that the volume brings along. Nothing on the volume is ever removed."""
    major = version()
    data, mark = CLUSTERS / major, CLUSTERS / f"{major}.whole"
    CLUSTERS.mkdir(parents=True, exist_ok=True)
    others = [path.name for path in CLUSTERS.glob("*.whole") if path != mark]
    if others and not mark.exists():
        raise Failure(str(CLUSTERS), f"a cluster of PostgreSQL {major}", f"{others[0].split('.')[0]}",
                      "Upgrade it with pg_upgrade, or restore a dump into a blank volume")
    if data.exists() and not mark.exists():
        # Power went while it was made: it has no data of anybody's.
        data.rename(CLUSTERS / f"{major}.broken-{int(time.time())}")
    settings = ROOT / f"etc/postgresql/{major}/main"
    if not (settings / "postgresql.conf").exists() or not data.exists():
        shutil.rmtree(settings, ignore_errors=True)
        if data.exists():
            # pg_createcluster moves these to /etc, where those of the instance before have gone with it.
            for name in ("postgresql.conf", "pg_hba.conf", "pg_ident.conf"):
                (data / name).touch(0o600)
            # Another instance's user of the same name may have had another number.
            run("chown", "-R", "postgres:postgres", data)
        run("pg_createcluster", major, "main", "--datadir", data, "--port", str(ports()["PORT_POSTGRES"]),
            "--start-conf", "auto", "--", "--data-checksums", "--encoding=UTF8", "--locale=C.UTF-8")
    return configure(settings)


def configure(settings):
    """Our settings over Debian's; true when the server has to be restarted for them."""
    files = {settings / "conf.d/portcullis.conf": RELEASE / "postgresql/portcullis.conf",
             settings / "pg_hba.conf": RELEASE / "postgresql/pg_hba.conf"}
    changed = [path for path, source in files.items() if not path.exists() or path.read_text() != source.read_text()]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, files[path].read_text(), 0o640)
        run("chown", "postgres:postgres", path)
    return bool(changed)


def role(generation):
    """The gate's role with the generation's password; again the same on the way back."""
    password = (generation / "credentials/database-password").read_text()
    psql(ROLE.format(name=NAME, password=password))
    (CLUSTERS / f"{version()}.whole").touch()


def exists():
    """Whether there is anything to dump."""
    return (CLUSTERS / f"{version()}.whole").exists()


def dump_to(target):
    """A dump that pg_restore can read, or none."""
    port = str(ports()["PORT_POSTGRES"])
    run("pg_dump", "-p", port, "-Fc", "-f", target, NAME, where="dump", remedy="Is there room on the data volume?")
    listed = run("pg_restore", "--list", target, where="dump", remedy="It is tried again")
    if "TABLE DATA public virtual_key" not in listed and "TABLE public virtual_key" not in listed:
        raise Failure("dump", "the ledger's tables", "a dump without them", "Has the gate ever started?")


def before_upgrade(name):
    """Kept on the volume, so that an upgrade can be undone without the network."""
    DUMPS.mkdir(parents=True, exist_ok=True)
    run("chown", "postgres:postgres", DUMPS)
    DUMPS.chmod(0o700)
    target = DUMPS / f"before-{name}.dump"
    try:
        as_postgres(sys.executable, "-I", RELEASE / "host", "dump-to", target)
    except Failure:
        # Half a dump is none, and takes the room that may be missing.
        target.unlink(missing_ok=True)
        raise
    for old in sorted(DUMPS.glob("before-*.dump"), key=os.path.getmtime)[:-KEPT]:
        old.unlink()


def upload_dump():
    """The nightly dump, written to a folder of the unit's own first: what is uploaded has been read back."""
    desired = json.loads((CURRENT / "desired.json").read_text())
    with tempfile.TemporaryDirectory(dir=os.environ.get("PORTCULLIS_DUMPS")) as folder:
        file = Path(folder) / "portcullis.dump"
        dump_to(file)
        key = datetime.now(timezone.utc).strftime("dumps/%Y-%m-%dT%H-%M-%SZ.dump")
        with tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace") as answer:
            path = f"/{desired['backupBucket']}/{key}"
            status = aws.signed("s3", desired["region"], path, answer.name, [("upload-file", file)], 1800)
            if status != 200:
                raise aws.refused("s3:/" + path, status, answer.read(2000))
        print(f"uploaded {key}, {file.stat().st_size} bytes")


def restore(file):
    """Replaces the ledger by a dump's; the one before is kept under another name. Undone when anything goes wrong."""
    run("pg_restore", "--list", file, where=file, remedy="It is no dump, or not a whole one")
    port, aside = str(ports()["PORT_POSTGRES"]), f"{NAME}_{int(time.time())}"
    psql(f"DROP DATABASE IF EXISTS {NAME}_new;\nCREATE DATABASE {NAME}_new OWNER {NAME} TEMPLATE template0;\n"
         f"REVOKE ALL ON DATABASE {NAME}_new FROM PUBLIC;\n")
    with open(file, "rb") as source, tempfile.NamedTemporaryFile() as copy:
        shutil.copyfileobj(source, copy)
        copy.flush()
        run("chown", "postgres", copy.name)
        as_postgres("pg_restore", "-p", port, "--exit-on-error", "--single-transaction", "--no-owner", f"--role={NAME}",
                    "-d", f"{NAME}_new", copy.name, remedy="The ledger is as it was")
    gate = "portcullis-gate.service"
    run("systemctl", "stop", gate)
    try:
        # Only the gate's connections and the dump's could be in the way.
        psql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{NAME}' \\g /dev/null\n"
             f"ALTER DATABASE {NAME} RENAME TO {aside};\nALTER DATABASE {NAME}_new RENAME TO {NAME};\n")
    finally:
        run("systemctl", "start", "--no-block", gate)
    print(f"restored {file}; the ledger before it is the database {aside}")


def start(changed):
    """Enabled, running, and answering on its socket."""
    run("systemctl", "enable", unit())
    state = run("systemctl", "show", "--property=ActiveState", "--value", unit()).strip()
    remedy = "Look at the journal of postgresql and at the data volume's room"
    if state != "active":
        # Waits for one that is starting. After a power cut that one recovers; a restart would break it off.
        run("systemctl", "start", unit(), remedy=remedy)
    if changed and state not in ("inactive", "failed"):
        run("systemctl", "restart", unit(), remedy=remedy)
