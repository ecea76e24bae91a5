#!/usr/bin/python3 -I
"""Stands for cloudflared in the boot test: the same command line, the same readiness, no Cloudflare.

The real one gets the configuration of the tunnel from its network, this one from its token: base64 of JSON with
`listen`, the loopback port that plays the tunnel's far end, and `ingress`, the list of rules in the form of Cloudflare's
API. It demands an assertion for the rule's audience where the rule does, and cannot check its signature.
"""
import base64
import http.client
import http.server
import json
import os
import signal
import socket
import sys
import threading
import urllib.parse
from collections.abc import Sequence
from email.message import Message
from typing import Any


def rule_of(ingress: Sequence[dict[str, Any]], host: str) -> dict[str, Any]:
    """The first rule that names this host or no host: the last rule is for all."""
    return next(rule for rule in ingress if rule.get("hostname", host) == host)


def audiences(headers: Message) -> set[str]:
    """The audiences of the assertion; none when it is missing or cannot be read."""
    try:
        payload = headers.get("Cf-Access-Jwt-Assertion", "").split(".")[1]
        found = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["aud"]
    except (IndexError, KeyError, ValueError):
        return set()
    return {found} if isinstance(found, str) else set(found)


class Forward(http.server.BaseHTTPRequestHandler):
    """One request, streamed both ways."""

    protocol_version = "HTTP/1.1"
    ingress: Sequence[dict[str, Any]] = ()

    def forward(self) -> None:
        rule = rule_of(self.ingress, self.headers.get("Host", ""))
        access = rule.get("originRequest", {}).get("access", {})
        if access.get("required") and not audiences(self.headers) & set(access["audTags"]):
            self.send_error(403)
            return
        if rule["service"].startswith("http_status:"):
            self.send_error(int(rule["service"].split(":")[1]))
            return
        service = urllib.parse.urlsplit(rule["service"])
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        there = http.client.HTTPConnection(service.hostname, service.port, timeout=150)
        try:
            there.request(self.command, self.path, body, {name: value for name, value in self.headers.items()
                                                          if name.lower() not in ("connection", "transfer-encoding")})
            answer = there.getresponse()
        except OSError:
            self.send_error(502)
            return
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("connection", "transfer-encoding", "content-length", "date", "server"):
                self.send_header(name, value)
        self.send_header("Connection", "close")
        self.close_connection = True
        self.end_headers()
        while part := answer.read1(65536):
            self.wfile.write(part)
            self.wfile.flush()
        there.close()

    do_GET = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_HEAD = do_PATCH = forward

    def log_message(self, *_: object) -> None:
        """Logs nothing of requests."""


class Metrics(http.server.BaseHTTPRequestHandler):
    """Answers the readiness check as the real one does."""

    def do_GET(self) -> None:
        body = b'{"status":200,"readyConnections":1}'
        self.send_response(200 if self.path == "/ready" else 404)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Logs nothing of requests."""


def main(arguments: list[str]) -> None:
    """`tunnel ... --metrics ADDRESS ... run --token-file FILE`."""
    host, port = arguments[arguments.index("--metrics") + 1].rsplit(":", 1)
    with open(arguments[arguments.index("--token-file") + 1], encoding="ascii") as file:
        token = json.loads(base64.b64decode(file.read()))
    Forward.ingress = token["ingress"]
    tunnel = http.server.ThreadingHTTPServer(("127.0.0.1", token["listen"]), Forward)
    metrics = http.server.ThreadingHTTPServer((host, int(port)), Metrics)
    for server in (tunnel, metrics):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    if "NOTIFY_SOCKET" in os.environ:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.connect(os.environ["NOTIFY_SOCKET"].replace("@", "\0", 1))
            notify.send(b"READY=1")
    print("stand-in of cloudflared: forwarding to the ingress", flush=True)
    signal.sigwait([signal.SIGTERM, signal.SIGINT])


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM, signal.SIGINT])
    main(sys.argv[1:])
