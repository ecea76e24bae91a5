"""Stand-ins for what a host talks to: systemd and Debian's tools as scripts, its services and AWS as HTTP servers."""
import http.client
import http.server
import json
from collections.abc import Mapping
from typing import ClassVar

BINARY = b"#!/bin/sh\n"

# Writes its arguments down. A unit is active when its file is there, else in the state that `state` names. The call named
# in `kill` kills apply too.
SYSTEMCTL = """
    echo "$*" >> $FAKES/systemctl.log
    if [ "$(cat $FAKES/kill 2> /dev/null)" = "$1" ]; then rm $FAKES/kill; kill -9 $PPID; exit 1; fi
    for last; do :; done
    case $1 in
      is-active) [ -e $FAKES/active/$last ] ;;
      show) if [ -e $FAKES/active/$last ]; then echo active; else cat $FAKES/state 2> /dev/null || echo inactive; fi ;;
      start|restart) touch $FAKES/active/$last ;;
      stop) rm -f $FAKES/active/$last ;;
    esac
"""
FAKES = {
    "systemctl": SYSTEMCTL,
    "systemd-sysusers": "",
    "systemd-tmpfiles": "",
    "systemd-detect-virt": "",
    "apt-get": 'echo "$*" >> $FAKES/apt.log',
    "dpkg-query": 'case "$*" in *openssh*) echo not-installed ;; *) echo installed ;; esac',
    "runuser": 'shift 3; exec "$@"',
    "psql": "cat >> $FAKES/psql.log; [ ! -e $FAKES/psql.fails ] || { echo no >&2; exit 2; }",
    "pg_createcluster": 'echo "$*" >> $FAKES/cluster.log; mkdir -p $4 $PORTCULLIS_ROOT/etc/postgresql/$1/main; '
                        'touch $4/PG_VERSION $PORTCULLIS_ROOT/etc/postgresql/$1/main/postgresql.conf',
    "pg_dump": 'for last; do :; done; echo "$*" >> $FAKES/dump.log; while [ "$1" != -f ]; do shift; done; echo d > $2',
    "pg_restore": "echo '1; 0 1 TABLE DATA public virtual_key portcullis'",
    "chown": "",
    "mount": "",
    "blkid": "echo TYPE=ext4; echo LABEL=portcullis",
    "resize2fs": 'echo "resize2fs $*" >> $FAKES/disk.log; echo "The filesystem is already 1 (4k) blocks long.  Nothing to do!"',
}


class Services(http.server.BaseHTTPRequestHandler):
    """Well, unless the test says otherwise; also where cloudflared is fetched from."""

    well = True
    reachable = True

    def do_GET(self) -> None:
        if self.path == "/moved" and not Services.reachable:
            self.close_connection = True
            return
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/cloudflared")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        status = {"/v1/models": 401}.get(self.path, 200 if Services.well or self.path == "/cloudflared" else 503)
        # An index of Python packages that has none.
        self.send_response(404 if self.path.startswith("/simple/") else status)
        self.send_header("Content-Length", str(len(BINARY)))
        self.end_headers()
        self.wfile.write(BINARY)

    def log_message(self, *_: object) -> None:
        pass


class Aws(http.server.BaseHTTPRequestHandler):
    """Moto, but for the calls that a test has answered otherwise: by status and body, or by hanging up."""

    moto: tuple[str, int]
    # The answer by the purpose of a call: its path, or the operation and the name of the parameter. None hangs up.
    faults: ClassVar[Mapping[str, tuple[int, str] | None]] = {}
    # Where an answer of a fault sends the caller.
    location = "/"

    def forward(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        call = self.path
        if "X-Amz-Target" in self.headers:
            call = f"{self.headers['X-Amz-Target'].rpartition('.')[2]} {json.loads(body).get('Name', '')}"
        for part, fault in self.faults.items():
            if part in call:
                if fault is None:
                    self.close_connection = True
                else:
                    self.answer(fault[0], {"Location": self.location}, fault[1].encode())
                return
        there = http.client.HTTPConnection(*self.moto)
        there.request(self.command, self.path, body, dict(self.headers))
        found = there.getresponse()
        self.answer(found.status, dict(found.getheaders()), found.read())
        there.close()

    do_GET = do_PUT = do_POST = forward

    def answer(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def denied(operation: str) -> tuple[int, str]:
    """As Systems Manager says it."""
    return 400, json.dumps({"__type": "AccessDeniedException", "Message": f"is not authorized to perform: {operation}"})
