"""Writes a file into the one comment of ours under the pull request that a workflow_run event is about.

The event and GitHub identify the pull request: its head must be the commit that the workflow ran on. Otherwise it has moved
on, and a later run comments. Needs GITHUB_API_URL, GITHUB_EVENT_PATH, GITHUB_REPOSITORY and GITHUB_TOKEN, as a
runner sets them. The file's first line is the mark by which the comment is found again.
"""

import json
import os
import pathlib
import sys
import urllib.parse
from typing import Any

from github import Failure, ask

LONGEST = 65_536  # characters, GitHub's limit for a comment
PAGES = 30  # of a hundred comments each
US = "github-actions[bot]"


def pull_request(repository: str, run: dict[str, Any]) -> int | None:
    """The number of the open pull request whose head the run is about, or None."""
    head = f"{run['head_repository']['owner']['login']}:{run['head_branch']}"
    query = urllib.parse.urlencode({"state": "open", "head": head, "per_page": 100})
    for candidate in ask("GET", f"/repos/{repository}/pulls?{query}"):
        same = candidate["head"]["repo"] and candidate["head"]["repo"]["id"] == run["head_repository"]["id"]
        if same and candidate["head"]["sha"] == run["head_sha"]:
            return int(candidate["number"])
    return None


def earlier(repository: str, number: int, mark: str) -> int | None:
    """The id of our comment, or None. A comment of another user that begins with our mark is not ours."""
    for page in range(1, PAGES + 1):
        comments = ask("GET", f"/repos/{repository}/issues/{number}/comments?per_page=100&page={page}")
        for comment in comments:
            if comment["user"]["login"] == US and comment["body"].startswith(mark):
                return int(comment["id"])
        if len(comments) < 100:
            return None
    return None


def main(path: str) -> None:
    text = pathlib.Path(path).read_text(encoding="utf-8")
    mark = text.partition("\n")[0]
    if not (mark.startswith("<!-- ") and mark.endswith(" -->")):
        raise Failure(f"{path}: the first line is not a mark, such as <!-- name -->")
    if len(text) > LONGEST:
        raise Failure(f"{path}: expected at most {LONGEST} characters, got {len(text)}")
    repository = os.environ["GITHUB_REPOSITORY"]
    run = json.loads(pathlib.Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))["workflow_run"]
    number = pull_request(repository, run)
    if number is None:
        print("No open pull request has this commit as its head: no comment")
        return
    known = earlier(repository, number, mark)
    if known is None:
        ask("POST", f"/repos/{repository}/issues/{number}/comments", {"body": text})
        print(f"Commented on #{number}")
    else:
        ask("PATCH", f"/repos/{repository}/issues/comments/{known}", {"body": text})
        print(f"Renewed the comment on #{number}")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Failure as failure:
        sys.exit(f"::error::{failure}")
