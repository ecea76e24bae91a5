"""Calls to AWS: their signatures, their redirects, and the credentials of roles."""
import http.server
import json
import os
import stat
import subprocess
import sys
import threading

import boto3
from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from host_case import BOOT, PROJECT, REGION, HostCase
from stand_ins import Aws


class AwsCallsTest(HostCase):
    def test_calls_are_signed_as_aws_expects(self) -> None:
        """By the library that AWS itself publishes; moto takes any signature."""
        seen: list[tuple[str, str, dict[str, str], bytes]] = []

        class Ear(http.server.BaseHTTPRequestHandler):
            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                seen.append((self.command, self.path, dict(self.headers), body))
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            do_GET = do_PUT = do_POST = answer

            def log_message(self, *_: object) -> None:
                pass

        ear = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear)
        threading.Thread(target=ear.serve_forever, daemon=True).start()
        self.addCleanup(ear.server_close)
        self.addCleanup(ear.shutdown)
        calls = """import aws
aws.download("eu-west-1", "bucket", "bundles/0123.tar.gz", "/dev/null")
aws.signed("s3", "eu-west-1", "/bucket/dumps/2026-11-21T02-00-00Z.dump", "/dev/null", [("upload-file", aws.__file__)])
aws.ssm("eu-west-1", "PutParameter", {"Name": "/a/b", "Value": 'two\\nlines and "quotes"'})
aws.signed("sts", "eu-west-1", "/", "/dev/null", [("data-raw", "Action=AssumeRole&RoleArn=arn:aws:iam::1:role/x")])
"""
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(BOOT), "AWS_ACCESS_KEY_ID": "AKIATEST",
                       "AWS_SECRET_ACCESS_KEY": "a-secret", "AWS_SESSION_TOKEN": "a-token", "PYTHONDONTWRITEBYTECODE": "1",
                       "AWS_ENDPOINT_URL": f"http://127.0.0.1:{ear.server_address[1]}"}
        subprocess.run([sys.executable, "-c", calls], env=environment, check=True)

        self.assertEqual(["GET", "PUT", "POST", "POST"], [call[0] for call in seen])
        for (method, path, headers, body), service in zip(seen, ("s3", "s3", "ssm", "sts"), strict=True):
            given = dict(part.split("=", 1) for part in headers["Authorization"].split(" ", 1)[1].split(", "))
            names = given["SignedHeaders"].split(";")
            self.assertIn("x-amz-security-token", names)
            self.assertEqual(service == "s3", "x-amz-content-sha256" in names)
            signer = (S3SigV4Auth if service == "s3" else SigV4Auth)(
                Credentials("AKIATEST", "a-secret", "a-token"), service, REGION)
            request = AWSRequest(method, f"http://{headers['Host']}{path}", data=body,
                                 headers={name: value for name, value in headers.items() if name.lower() in names})
            request.context["timestamp"] = headers["X-Amz-Date"]
            string = signer.string_to_sign(request, signer.canonical_request(request))
            self.assertEqual(signer.signature(string, request), given["Signature"], service)

    def test_a_redirect_is_followed_for_a_file_with_a_checksum_and_never_for_aws(self) -> None:
        self.desire(self.bundle())
        Aws.faults = {"/bundles/": (307, "")}
        Aws.location = f"http://127.0.0.1:{self.services.server_address[1]}/cloudflared"

        self.assertEqual(1, self.run_host().returncode)

        self.assertIn("expected status 200 from AWS, got status 307", self.applied()["message"])
        Aws.faults = {}
        self.forget_back_off()
        # Its address answers 302 to where the file is.
        self.assertEqual(0, self.run_host().returncode)

    def test_each_reader_gets_the_credentials_of_its_role_with_an_end_and_for_its_group(self) -> None:
        calls = """import sys; sys.path[:0] = sys.argv[1:3]
import keeper; from pathlib import Path
for reader in keeper.ROLES:
    assert 1700 < keeper.renew(reader, Path(sys.argv[3])) <= 1800
"""
        environment = {"PATH": os.environ["PATH"], "AWS_ACCESS_KEY_ID": "AKIATEST", "AWS_SECRET_ACCESS_KEY": "a-secret",
                       "AWS_ENDPOINT_URL": self.endpoint, "PYTHONDONTWRITEBYTECODE": "1", "ROLE_REGION": REGION,
                       "MODEL_ROLE": "arn:aws:iam::123456789012:role/model",
                       "METRICS_ROLE": "arn:aws:iam::123456789012:role/metrics",
                       "LOGS_ROLE": "arn:aws:iam::123456789012:role/logs"}
        for reader in ("litellm", "gate", "logs"):
            (self.root / reader).mkdir()
            # As tmpfiles.d makes it.
            (self.root / reader).chmod(0o2750)
        subprocess.run([sys.executable, "-c", calls, PROJECT / "userdata/host", BOOT, self.root], env=environment,
                       check=True)

        found = {reader: json.loads((self.root / reader / "role.json").read_text()) for reader in ("litellm", "gate", "logs")}
        for reader, credentials in found.items():
            self.assertEqual(0o640, stat.S_IMODE((self.root / reader / "role.json").stat().st_mode))
            self.assertEqual({"Version", "AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"}, set(credentials))
            sts = boto3.client("sts", region_name=REGION, endpoint_url=self.endpoint,
                               aws_access_key_id=credentials["AccessKeyId"],
                               aws_secret_access_key=credentials["SecretAccessKey"],
                               aws_session_token=credentials["SessionToken"])
            role = {"litellm": "model", "gate": "metrics", "logs": "logs"}[reader]
            self.assertIn(f"assumed-role/{role}/{reader}", sts.get_caller_identity()["Arn"])
