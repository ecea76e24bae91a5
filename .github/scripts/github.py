"""GitHub's API for the scripts beside this one. Needs GITHUB_API_URL and GITHUB_TOKEN, as a runner sets them."""

import json
import os
import urllib.error
import urllib.request
from typing import Any


class Failure(Exception):
    """An error that the log shows without a stack trace."""


def ask(method: str, path: str, body: object = None, accept: str = "application/vnd.github+json") -> Any:
    request = urllib.request.Request(
        os.environ["GITHUB_API_URL"] + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "accept": accept,
            "authorization": "Bearer " + os.environ["GITHUB_TOKEN"],
            "content-type": "application/json",
            "x-github-api-version": "2022-11-28",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)
    except urllib.error.HTTPError as refused:
        raise Failure(f"{method} {path.partition('?')[0]}: GitHub answered status {refused.code}") from None
    except urllib.error.URLError as away:
        raise Failure(f"{method} {path.partition('?')[0]}: GitHub did not answer: {away.reason}") from None
