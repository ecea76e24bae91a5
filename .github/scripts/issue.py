"""Writes a file into the one open issue of ours with its mark: opens, renews or closes it. Usage: issue.py FILE

The file's first line is the mark. A file with nothing below it closes the issue. An issue that a person closed is closed:
the next findings open another. Needs GITHUB_REPOSITORY beside what github.py needs, and the permission issues: write.
"""

import os
import pathlib
import sys
from typing import Any

from github import Failure, ask

LONGEST = 65_536  # characters, GitHub's limit for an issue
PAGES = 10  # of a hundred issues each
TITLE = "Upkeep: releases, models and prices"
US = "github-actions[bot]"


def open_one(repository: str, mark: str) -> dict[str, Any] | None:
    """Our open issue, or None. Another user's issue that begins with our mark is not ours, and neither is a pull request."""
    for page in range(1, PAGES + 1):
        issues: list[dict[str, Any]] = ask("GET", f"/repos/{repository}/issues?state=open&per_page=100&page={page}")
        for issue in issues:
            ours = issue["user"]["login"] == US and "pull_request" not in issue
            if ours and (issue["body"] or "").startswith(mark):
                return issue
        if len(issues) < 100:
            return None
    return None


def main(path: str) -> str:
    text = pathlib.Path(path).read_text(encoding="utf-8")
    mark, _, findings = text.partition("\n")
    if not (mark.startswith("<!-- ") and mark.endswith(" -->")):
        raise Failure(f"{path}: the first line is not a mark, such as <!-- name -->")
    if len(text) > LONGEST:
        raise Failure(f"{path}: expected at most {LONGEST} characters, got {len(text)}")
    repository = os.environ["GITHUB_REPOSITORY"]
    known = open_one(repository, mark)
    if not findings.strip():
        if known is None:
            return "Nothing was found, and no issue is open"
        closing = {"body": f"{mark}\nNothing is left to do.\n", "state": "closed"}
        ask("PATCH", f"/repos/{repository}/issues/{known['number']}", closing)
        return f"Nothing was found: closed #{known['number']}"
    if known is None:
        made = ask("POST", f"/repos/{repository}/issues", {"title": TITLE, "body": text})
        return f"Opened #{made['number']}"
    if without_ticks(known["body"]) == text:
        return f"#{known['number']} says it already"
    ask("PATCH", f"/repos/{repository}/issues/{known['number']}", {"body": text})
    return f"Renewed #{known['number']}"


def without_ticks(body: str) -> str:
    """The text before a person ticked boxes in it. GitHub ends lines with CRLF when a person edits them."""
    return body.replace("\r\n", "\n").replace("- [x] ", "- [ ] ")


if __name__ == "__main__":
    try:
        print(main(sys.argv[1]))
    except Failure as failure:
        sys.exit(f"::error::{failure}")
