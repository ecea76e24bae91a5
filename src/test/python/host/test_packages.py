"""Debian's packages and the SSM agent."""
import hashlib

from host_case import HostCase
from stand_ins import BINARY


class PackagesTest(HostCase):
    def agent(self, **pin: str) -> tuple[int, str, str]:
        """What the agent's unit runs, of a host that serves."""
        self.desire(self.bundle(**pin))
        self.assertEqual(0, self.run_host().returncode)
        (self.fakes / "apt.log").write_text("")
        done = self.run_host("agent", place=self.root / "opt/portcullis/current/release/host")
        return done.returncode, done.stdout, (self.fakes / "apt.log").read_text()

    def test_an_agent_without_a_checksum_is_not_installed_and_is_no_error(self) -> None:
        self.assertEqual((0, "", ""), self.agent())

    def test_a_pinned_agent_is_installed_from_the_bundle_s_manifest(self) -> None:
        code, said, calls = self.agent(agent=hashlib.sha256(BINARY).hexdigest())

        self.assertEqual((0, "SSM agent 3.3.1 is installed\n"), (code, said))
        self.assertRegex(calls, r"^install -y --allow-downgrades --no-install-recommends .* /\S+/ssm-agent\.deb\n$")

    def test_an_agent_that_is_there_already_is_left_alone(self) -> None:
        (self.fakes / "dpkg-query").write_text("#!/bin/sh\ncase \"$*\" in *Version*) echo 3.3.1-1 ;; *) echo installed ;; esac\n")

        self.assertEqual((0, "", ""), self.agent(agent=hashlib.sha256(BINARY).hexdigest()))

    def test_an_agent_that_is_another_file_is_refused_and_the_host_serves(self) -> None:
        code, said, calls = self.agent(agent="0" * 64)

        self.assertEqual((1, ""), (code, calls))
        self.assertIn(f"expected SHA-256 {'0' * 64}, got {hashlib.sha256(BINARY).hexdigest()}", said)
        self.assertEqual("applied", self.applied()["state"])

    def test_packages_come_over_https_whatever_the_image_says(self) -> None:
        apt = self.root / "etc/apt"
        texts = {
            "sources.list": "deb http://mirror.example/debian trixie main\n",
            "sources.list.d/debian.sources": "Types: deb\nURIs: mirror+file:///etc/apt/mirrors/debian.list\n",
            "sources.list.d/other.list": "deb mirror+http://security.mirror.example/debian-security trixie-security main\n",
            "mirrors/debian.list": "http://cloud.mirror.example/debian\n",
        }
        for name, text in texts.items():
            (apt / name).parent.mkdir(parents=True, exist_ok=True)
            (apt / name).write_text(text)
        (self.fakes / "dpkg-query").write_text("#!/bin/sh\necho not-installed\n")
        (self.fakes / "apt-get").write_text(
            "#!/bin/sh\n"
            "case $1 in update) ! grep -rq http: $PORTCULLIS_ROOT/etc/apt || { echo too early >&2; exit 1; } ;; esac\n")
        self.desire(self.bundle())

        done = self.run_host()

        self.assertEqual(0, done.returncode, done.stdout)
        for name, text in texts.items():
            self.assertEqual(text.replace("http:", "https:"), (apt / name).read_text())
