"""Checks a desired-state document against desired.schema.json, before anything on the host changes."""
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aws import Failure, Problem

SCHEMA: dict[str, Any] = json.loads(Path(__file__).with_name("desired.schema.json").read_text(encoding="utf-8"))
TYPES = {"object": dict, "string": str, "integer": int}
# The schema may use these and no others. The first line checks, the second explains.
KEYWORDS = {"type", "const", "pattern", "minimum", "required", "properties", "patternProperties",
            "additionalProperties",
            "$schema", "title", "description", "examples"}
REMEDY = "Run 'pulumi up', which writes the document"


def parse(text: str) -> dict[str, Any]:
    """The document, which the schema accepts."""
    try:
        document = json.loads(text)
    except ValueError as problem:
        raise Problem("desired", f"is not JSON: {problem}", REMEDY) from None
    wanted = SCHEMA["properties"]["format"]["const"]
    if isinstance(document, dict) and (got := document.get("format", wanted)) != wanted:
        # Another format may have other keys, so their problems would mislead.
        raise Failure("desired", f"format {wanted}", got, "Name a bundle of the program that wrote it: run 'pulumi up'")
    if found := list(problems(SCHEMA, document, "desired")):
        raise Problem("desired", "has these problems:\n" + "\n".join(found), REMEDY)
    accepted: dict[str, Any] = document
    return accepted


def problems(schema: dict[str, Any], value: Any, where: str) -> Iterator[str]:
    """What the schema does not accept, with the place of each."""
    if not fits(schema, value):
        yield f"{where}: expected {schema['description']}, got {json.dumps(value)[:60]}"
    elif schema.get("type") == "object":
        known: dict[str, Any] = schema.get("properties", {})
        for key in schema.get("required", []):
            if key not in value:
                yield f"{where}.{key}: is missing: {known[key]['description']}"
        patterns: dict[str, Any] = schema.get("patternProperties", {})
        for key, part in value.items():
            matching = next((patterns[pattern] for pattern in patterns if re.fullmatch(pattern, key)), None)
            if rule := known.get(key) or matching or schema.get("additionalProperties"):
                yield from problems(rule, part, f"{where}.{key}")
            else:
                yield f"{where}.{key}: is not a key of this document"


def fits(schema: dict[str, Any], value: Any) -> bool:
    """Whether the value itself is right, without what it holds."""
    wanted = TYPES.get(schema.get("type", ""), object)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        return False
    if "const" in schema and value != schema["const"]:
        return False
    # Every pattern is anchored. A $ of Python would also match before a line end, which fullmatch does not.
    if "pattern" in schema and not re.fullmatch(schema["pattern"], str(value)):
        return False
    return bool(value >= schema.get("minimum", value)) if wanted is int else True
