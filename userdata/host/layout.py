"""The paths of a host. A release is an unpacked bundle; a generation is a release with its values and secrets.

Units and links below /etc name files through the link `current`, so moving that link switches everything. Tests move the
whole tree with PORTCULLIS_ROOT.
"""
import os
from pathlib import Path

ROOT = Path(os.environ.get("PORTCULLIS_ROOT", "/"))
RELEASE = Path(__file__).resolve().parent.parent
HOME = ROOT / "opt/portcullis"
RELEASES = HOME / "releases"
GENERATIONS = HOME / "generations"
CURRENT = HOME / "current"
VENVS = HOME / "litellm"
CLOUDFLAREDS = HOME / "cloudflared"
BOOT = ROOT / "usr/local/lib/portcullis"
STATE = ROOT / "var/lib/portcullis"
RUN = ROOT / "run/portcullis"
DATA = ROOT / "srv/portcullis"
SYSTEMD = ROOT / "etc/systemd/system"


def ports() -> dict[str, int]:
    """The ports of the bundle, by name."""
    lines = (RELEASE / "ports.env").read_text().split()
    return {name: int(number) for name, number in (line.split("=") for line in lines)}
