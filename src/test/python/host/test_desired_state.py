"""Desired-state documents, which the host checks against desired.schema.json before it changes anything."""
import json
import runpy
import sys
from collections.abc import Iterator
from typing import Any

from host_case import BOOT, EXAMPLE, PROJECT, HostCase

HOST = PROJECT / "userdata/host"


def schemas(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema and all that it holds."""
    yield schema
    named = [*schema.get("properties", {}).values(), *schema.get("patternProperties", {}).values()]
    for part in [*named, schema.get("additionalProperties")]:
        if isinstance(part, dict):
            yield from schemas(part)


class DesiredStateTest(HostCase):
    def test_every_problem_of_a_document_is_named_at_once_and_the_host_keeps_serving(self) -> None:
        self.serve_first()

        self.refuses(
            self.bundle("second"),
            "desired: has these problems:\n"
            "desired.bundle.colour: is not a key of this document\n"
            "desired.hostname: expected the public name of the gateway, such as llm.example.com, got 7\n"
            "desired.secretVersions.tunnel-token: is missing: a version, 1 or more\n"
            "desired.secretVersions.admin-key: expected a version, 1 or more, got true\n"
            "desired.secretVersions.key-pepper: expected a version, 1 or more, got 0\n"
            "desired.wages: is not a key of this document\n"
            "  Run 'pulumi up', which writes the document",
            bundle={"sha256": self.bundle("second"), "colour": "red"}, hostname=7, wages=1,
            secretVersions={"admin-key": True, "database-password": 1, "key-pepper": 0, "litellm-key": 1})

    def test_a_document_that_names_no_bundle_is_reported(self) -> None:
        self.serve_first()
        serving = self.current()
        for text in ("{}", "7", '{"bundle": {"sha256": "../../etc"}}', "not JSON"):
            with self.subTest(text):
                self.put("desired", text)

                self.assertEqual(1, self.run_host().returncode)

                self.assertEqual("desired: does not name a bundle, its bucket and a region\n"
                                 "  Run 'pulumi up', which writes it", self.applied()["message"])
                self.assertEqual(serving, self.current())
                self.forget_back_off()

    def test_the_host_reads_the_schema_s_example_and_knows_every_keyword_and_secret(self) -> None:
        sys.path[:0] = [str(HOST), str(BOOT)]
        self.addCleanup(sys.path.__delitem__, slice(0, 2))
        desired = runpy.run_path(str(HOST / "desired.py"))
        generation = runpy.run_path(str(HOST / "generation.py"))

        self.assertEqual(EXAMPLE, desired["parse"](json.dumps(EXAMPLE)))
        found = list(schemas(desired["SCHEMA"]))
        self.assertLessEqual({keyword for schema in found for keyword in schema}, desired["KEYWORDS"])
        self.assertTrue(all("description" in schema for schema in found))
        for pattern in [schema["pattern"] for schema in found if "pattern" in schema]:
            self.assertRegex(pattern, r"\A\^.*\$\Z")
        secrets = desired["SCHEMA"]["properties"]["secretVersions"]
        self.assertEqual(sorted(generation["CREDENTIALS"]), secrets["required"])
        self.assertEqual(secrets["required"], list(secrets["properties"]))
