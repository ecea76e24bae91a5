"""AWS through curl, which signs, and which reads every secret from standard input: none is ever an argument.

The rights are the instance's own (IMDSv2). For tests: AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL.
"""
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from typing import Any

Options = Sequence[tuple[str, object]]
ARCHITECTURES = {"aarch64": "arm64", "x86_64": "amd64"}
CLOCK = "Look at the clock: timedatectl"
REMEDIES = {
    "AccessDenied": "The rights of the host's role do not cover this name",
    "NoSuch": "'pulumi up' makes what 'desired' names",
    "NotFound": "'pulumi up' makes it",
    "Signature": CLOCK,
    "Expired": CLOCK,
    "Skewed": CLOCK,
}


class Failure(Exception):
    """What is wrong, ready to print. Never holds a secret."""

    def __init__(self, where: str, expected: str, got: object, remedy: str) -> None:
        super().__init__(f"{where}: expected {expected}, got {got}\n  {remedy}")


def _quoted(value: object) -> str:
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


def _line(name: str, value: object) -> str:
    """An option without a value is a switch."""
    return f"{name} = {_quoted(value)}\n" if value != "" else name + "\n"


def curl(url: str, target: str, options: Options = (), seconds: int = 60) -> int:
    """Writes the body to a file and returns the status. Follows no redirect: it would take a signed call elsewhere."""
    lines: list[tuple[str, object]] = [("url", url), ("output", target), ("write-out", "%{http_code}"), ("max-time", seconds)]
    lines += [("connect-timeout", 10), ("proto", "=http,https"), ("noproxy", "169.254.169.254,127.0.0.1"), *options]
    config = "silent\nshow-error\n" + "".join(_line(name, value) for name, value in lines)
    done = subprocess.run(["curl", "-q", "-K", "-"], input=config, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        why = done.stderr.strip() or f"exit code {done.returncode}"
        raise Failure(url, "an answer", why, "Look at the network and the clock")
    return int(done.stdout)


def file_of(url: str, target: str) -> int:
    """A file that is known by its checksum, so where its maker keeps it does not matter."""
    return curl(url, target, [("location", ""), ("max-redirs", 5), ("max-filesize", 256_000_000), ("retry", 3)], 600)


def text_of(fetch: Callable[[str], int]) -> tuple[int, str]:
    """Status and text of an answer that is short."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace") as body:
        return fetch(body.name), body.read()


def _metadata(path: str, *options: tuple[str, object]) -> str:
    base = os.environ.get("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://169.254.169.254")
    status, body = text_of(lambda file: curl(f"{base}/latest/{path}", file, options, 10))
    if status != 200:
        raise Failure("instance metadata " + path, "status 200", status, "Look at the instance's profile")
    return body


def credentials() -> list[str]:
    """Key, secret and session token; the last is empty for a user's."""
    if "AWS_ACCESS_KEY_ID" in os.environ:
        names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
        return [os.environ.get(name, "") for name in names]
    put = ("request", "PUT"), ("header", "X-aws-ec2-metadata-token-ttl-seconds: 60")
    session = ("header", "X-aws-ec2-metadata-token: " + _metadata("api/token", *put))
    path = "meta-data/iam/security-credentials/"
    found = json.loads(_metadata(path + _metadata(path, session).split()[0], session))
    return [found[name] for name in ("AccessKeyId", "SecretAccessKey", "Token")]


def signed(service: str, region: str, path: str, target: str, options: Options = (), seconds: int = 60) -> int:
    """One signed call; the answer's body goes to a file."""
    key, secret, token = credentials()
    base = os.environ.get("AWS_ENDPOINT_URL", f"https://{service}.{region}.amazonaws.com")
    signing = [("user", f"{key}:{secret}"), ("aws-sigv4", f"aws:amz:{region}:{service}")]
    if service == "s3":
        signing.append(("header", "X-Amz-Content-Sha256: UNSIGNED-PAYLOAD"))
    if token:
        signing.append(("header", "X-Amz-Security-Token: " + token))
    return curl(base + path, target, [*signing, *options], seconds)


def refused(where: str, status: int, body: str) -> Failure:
    """Why AWS said no; its answers hold no value."""
    said = " ".join(body.split())[:300]
    remedy = next((text for word, text in REMEDIES.items() if word in said), "It is tried again")
    return Failure(where, "an answer of AWS", f"status {status}: {said}", remedy)


def ssm(region: str, action: str, request: dict[str, Any]) -> dict[str, Any]:
    """One call of Systems Manager."""
    headers = [("header", "X-Amz-Target: AmazonSSM." + action), ("header", "Content-Type: application/x-amz-json-1.1")]
    options = [*headers, ("data-raw", json.dumps(request))]
    status, text = text_of(lambda file: signed("ssm", region, "/", file, options))
    if status != 200:
        raise refused("parameter " + request["Name"], status, text)
    found: dict[str, Any] = json.loads(text)
    return found


def parameter(region: str, name: str) -> tuple[str, int]:
    """A parameter's value and version, decrypted."""
    found = ssm(region, "GetParameter", {"Name": name, "WithDecryption": True})["Parameter"]
    return found["Value"], found["Version"]


def download(region: str, bucket: str, key: str, target: str) -> None:
    """An object of S3, of at most 64 MB."""
    status = signed("s3", region, f"/{bucket}/{key}", target, [("max-filesize", 64_000_000)], 600)
    if status != 200:
        with open(target, encoding="utf-8", errors="replace") as body:
            raise refused(f"s3://{bucket}/{key}", status, body.read(2000))
