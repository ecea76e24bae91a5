"""Where things are. One release is one unpacked bundle; one generation is a release with its values and secrets.

The link `current` is the switch: units and links below /etc name files through it and nothing else changes.
PORTCULLIS_ROOT moves all of it, for tests.
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
    """Name to number, as the bundle has them."""
    lines = (RELEASE / "ports.env").read_text().split()
    return {name: int(number) for name, number in (line.split("=") for line in lines)}
