"""Calls AWS with curl, which signs each call and reads every secret from standard input: no secret is an argument.

The credentials are the instance's own (IMDSv2). Tests set AWS_ACCESS_KEY_ID and AWS_ENDPOINT_URL.
"""
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from typing import Any

Options = Sequence[tuple[str, object]]
ARCHITECTURES = {"aarch64": "arm64", "x86_64": "amd64"}
AGAIN = "The host tries again"
CLOCK = "Check the clock: timedatectl"
REMEDIES = {
    "AccessDenied": "The rights of the host's role do not cover this name",
    "NoSuch": "'pulumi up' creates what 'desired' names",
    "NotFound": "'pulumi up' creates it",
    "Signature": CLOCK,
    "Expired": CLOCK,
    "Skewed": CLOCK,
}


class Failure(Exception):
    """A problem, ready to print. It never holds a secret."""

    def __init__(self, where: str, expected: str, got: object, remedy: str) -> None:
        super().__init__(f"{where}: expected {expected}, got {got}\n  {remedy}")


class Problem(Failure):
    """A failure without a value that a reader would recognise."""

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        Exception.__init__(self, f"{where}: {problem}\n  {remedy}")


def _quoted(value: object) -> str:
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


def _line(name: str, value: object) -> str:
    """One line of curl's configuration. An option without a value is a switch."""
    return f"{name} = {_quoted(value)}\n" if value != "" else name + "\n"


def curl(url: str, target: str, options: Options = (), seconds: int = 60) -> int:
    """Writes the body to a file; the status. Follows no redirect, which would send a signed call elsewhere."""
    lines: list[tuple[str, object]] = [("url", url), ("output", target), ("write-out", "%{http_code}"), ("max-time", seconds)]
    lines += [("connect-timeout", 10), ("proto", "=http,https"), ("noproxy", "169.254.169.254,127.0.0.1"), *options]
    config = "silent\nshow-error\n" + "".join(_line(name, value) for name, value in lines)
    done = subprocess.run(["curl", "-q", "-K", "-"], input=config, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        why = done.stderr.strip() or f"exit code {done.returncode}"
        raise Problem(url, f"no answer: {why}", "Check the network and the clock")
    return int(done.stdout)


def file_of(url: str, target: str) -> int:
    """Downloads a file whose checksum is pinned, so that it may follow redirects."""
    return curl(url, target, [("location", ""), ("max-redirs", 5), ("max-filesize", 256_000_000), ("retry", 3)], 600)


def text_of(fetch: Callable[[str], int]) -> tuple[int, str]:
    """The status and the text of a short answer."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace") as body:
        return fetch(body.name), body.read()


def _metadata(path: str, *options: tuple[str, object]) -> str:
    base = os.environ.get("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://169.254.169.254")
    status, body = text_of(lambda file: curl(f"{base}/latest/{path}", file, options, 10))
    if status != 200:
        raise Failure("instance metadata " + path, "status 200", status, "Check the instance's profile")
    return body


def credentials() -> list[str]:
    """Access key, secret key and session token, which is empty for a user."""
    if "AWS_ACCESS_KEY_ID" in os.environ:
        names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
        return [os.environ.get(name, "") for name in names]
    put = ("request", "PUT"), ("header", "X-aws-ec2-metadata-token-ttl-seconds: 60")
    session = ("header", "X-aws-ec2-metadata-token: " + _metadata("api/token", *put))
    path = "meta-data/iam/security-credentials/"
    found = json.loads(_metadata(path + _metadata(path, session).split()[0], session))
    return [found[name] for name in ("AccessKeyId", "SecretAccessKey", "Token")]


def signed(service: str, region: str, path: str, target: str, options: Options = (), seconds: int = 60,
           keys: Sequence[str] = ()) -> int:
    """Makes one signed call, as the instance unless keys are given, and writes the answer to a file; the status."""
    key, secret, token = keys or credentials()
    base = os.environ.get("AWS_ENDPOINT_URL", f"https://{service}.{region}.amazonaws.com")
    signing = [("user", f"{key}:{secret}"), ("aws-sigv4", f"aws:amz:{region}:{service}")]
    if service == "s3":
        signing.append(("header", "X-Amz-Content-Sha256: UNSIGNED-PAYLOAD"))
    if token:
        signing.append(("header", "X-Amz-Security-Token: " + token))
    return curl(base + path, target, [*signing, *options], seconds)


def refused(where: str, status: int, body: str) -> Failure:
    """The failure for an error of AWS, whose answer holds no secret."""
    said = " ".join(body.split())[:300]
    remedy = next((text for word, text in REMEDIES.items() if word in said), AGAIN)
    return Failure(where, "status 200 from AWS", f"status {status}: {said}", remedy)


def ssm(region: str, action: str, request: dict[str, Any]) -> dict[str, Any]:
    """Calls Systems Manager; the answer."""
    headers = [("header", "X-Amz-Target: AmazonSSM." + action), ("header", "Content-Type: application/x-amz-json-1.1")]
    options = [*headers, ("data-raw", json.dumps(request))]
    status, text = text_of(lambda file: signed("ssm", region, "/", file, options))
    if status != 200:
        raise refused("parameter " + request["Name"], status, text)
    found: dict[str, Any] = json.loads(text)
    return found


def parameter(region: str, name: str) -> tuple[str, int]:
    """The decrypted value and the version of a parameter."""
    found = ssm(region, "GetParameter", {"Name": name, "WithDecryption": True})["Parameter"]
    return found["Value"], found["Version"]


def download(region: str, bucket: str, key: str, target: str) -> None:
    """Downloads an object of S3 of at most 64 MB."""
    status = signed("s3", region, f"/{bucket}/{key}", target, [("max-filesize", 64_000_000)], 600)
    if status != 200:
        with open(target, encoding="utf-8", errors="replace") as body:
            raise refused(f"s3://{bucket}/{key}", status, body.read(2000))
