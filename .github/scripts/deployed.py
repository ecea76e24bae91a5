"""Prints the commit of an environment's last deployment that succeeded, smoke check included. Usage: deployed.py NAME

The commit before in the history may never have been deployed: of several pushes in a row, one run serves the last.
Needs GITHUB_REPOSITORY beside what github.py needs, and the permission deployments: read.
"""

import os
import sys
import urllib.parse

from github import Failure, ask

LOOKED_AT = 30


def main(environment: str) -> str:
    repository = os.environ["GITHUB_REPOSITORY"]
    query = urllib.parse.urlencode({"environment": environment, "per_page": LOOKED_AT})
    for deployment in ask("GET", f"/repos/{repository}/deployments?{query}"):
        statuses = ask("GET", f"/repos/{repository}/deployments/{deployment['id']}/statuses?per_page=100")
        if any(status["state"] == "success" for status in statuses):
            return str(deployment["sha"])
    raise Failure(f"{environment}: none of its last {LOOKED_AT} deployments succeeded")


if __name__ == "__main__":
    try:
        print(main(sys.argv[1]))
    except Failure as failure:
        sys.exit(f"::warning::{failure}")
