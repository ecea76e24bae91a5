"""Prints the findings of a week as Markdown, and only the mark in the first line when there is nothing to do.

Usage: findings.py RELEASES.json MODELS.json MODELS.yaml, the outputs of 'upgrade --check --json' and 'models list --json'
and the catalogue. Prices and announced ends come from the table that LiteLLM keeps: as of the day on which the catalogue
was looked up, and as of now. A difference between the two is a finding, and one from the catalogue itself is not: it has
its own sources.
"""

import datetime
import json
import pathlib
import re
import sys
import urllib.parse
from collections.abc import Iterator
from typing import Any

from github import Failure, ask

MARK = "<!-- portcullis-weekly -->"
TABLE = "model_prices_and_context_window.json"
LITELLM = "/repos/BerriAI/litellm"
WARNING_DAYS = 90
PRICES = ("input_cost_per_token", "output_cost_per_token", "cache_read_input_token_cost",
          "cache_creation_input_token_cost", "output_cost_per_image")

Table = dict[str, dict[str, Any]]


def releases(found: dict[str, Any]) -> Iterator[str]:
    for program in found["programs"]:
        proposed = program["proposed"]
        if proposed:
            yield (f"`{program['program']}` {program['pinned']} → {proposed['version']}, published on "
                   f"{proposed['publishedAt'][:10]}: run `./portcullis upgrade --yes`, read its notes, and open a pull request")


def ends(found: dict[str, Any], today: datetime.date) -> Iterator[str]:
    for model in found["models"]:
        if "retires" in model:
            days = (datetime.date.fromisoformat(model["retires"]) - today).days
            if days <= WARNING_DAYS:
                yield (f"`{model['name']}` retires on {model['retires']}: tell its callers to move to "
                       f"`{model['successor']}`")


def table(query: dict[str, str]) -> Table:
    """LiteLLM's table as of the newest commit on it that matches the query."""
    asked = urllib.parse.urlencode({"path": TABLE, "per_page": 1, **query})
    commits = ask("GET", f"{LITELLM}/commits?{asked}")
    if not commits:
        raise Failure(f"{TABLE}: no commit of LiteLLM's changes it, {query or 'at any time'}")
    where = f"{LITELLM}/contents/{TABLE}?ref={commits[0]['sha']}"
    found: Table = ask("GET", where, accept="application/vnd.github.raw+json")
    return found


def shown(entry: dict[str, Any], key: str) -> str:
    """A price as the catalogue writes it, in dollars per million tokens."""
    value = entry.get(key)
    if value is None:
        return "none"
    return f"{value if key.endswith('image') else value * 1_000_000:.6g}"


def changes(ids: list[str], before: Table, after: Table) -> Iterator[str]:
    for name in ids:
        old, new = before.get(name, {}), after.get(name, {})
        if old and not new:
            yield f"`{name}` is gone from the table: ask AWS's page of its vendor whether it ends"
        for key in PRICES if old and new else ():
            if shown(old, key) != shown(new, key):
                yield (f"`{name}`: `{key}` {shown(old, key)} → {shown(new, key)}: look it up at AWS, and renew "
                       "`config/models.yaml` and its date")
        if new.get("deprecation_date", "") != old.get("deprecation_date", "") and new.get("deprecation_date"):
            yield f"`{name}` ends on {new['deprecation_date']}, says the table: look it up at AWS, and name its `retires`"


def catalogue(text: str) -> tuple[list[str], str]:
    """The ids that Bedrock has for the models that it still serves, and the day on which they were looked up."""
    day = re.search(r"^# Looked up on (\d{4}-\d{2}-\d{2})\.", text, re.MULTILINE)
    served = text.partition("\nretired:\n")[0]
    ids = sorted(set(re.findall(r"^ +id: (\S+)", served, re.MULTILINE)))
    if not day or not ids:
        raise Failure("the catalogue: expected ids and a line '# Looked up on YYYY-MM-DD.'")
    return ids, day[1]


def section(title: str, lines: list[str]) -> str:
    return f"\n## {title}\n\n" + "".join(f"- [ ] {line}\n" for line in lines) if lines else ""


def main(releases_file: str, models_file: str, catalogue_file: str) -> str:
    ids, day = catalogue(pathlib.Path(catalogue_file).read_text(encoding="utf-8"))
    published = json.loads(pathlib.Path(releases_file).read_text(encoding="utf-8"))
    models = json.loads(pathlib.Path(models_file).read_text(encoding="utf-8"))
    today = datetime.datetime.now(datetime.UTC).date()
    before, after = table({"until": f"{day}T23:59:59Z"}), table({})
    parts = [
        section("Releases that may be taken", list(releases(published))),
        section(f"Models that end within {WARNING_DAYS} days", list(ends(models, today))),
        section(f"Changed in LiteLLM's table since {day}", list(changes(ids, before, after))),
    ]
    return f"{MARK}\n" + "".join(parts)


if __name__ == "__main__":
    try:
        print(main(*sys.argv[1:4]), end="")
    except Failure as failure:
        sys.exit(f"::error::{failure}")
