"""Makes a virtual environment with exactly what a lock names, unless it is there. Usage: environment.py LOCK DIRECTORY"""
import shutil
import subprocess
import sys
from pathlib import Path


def install(lock: Path, directory: Path) -> None:
    """Installs into the directory when the lock has changed since the last time."""
    # Copied last, so that an installation that was cut off does not count.
    installed = directory / "installed.lock"
    if installed.exists() and installed.read_bytes() == lock.read_bytes():
        return
    print(f"Installing {lock} for the tests into {directory} (once, about 10 s)", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", directory], check=True)
    subprocess.run([directory / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes",
                    "--only-binary", ":all:", "-r", lock], check=True)
    shutil.copyfile(lock, installed)


if __name__ == "__main__":
    install(Path(sys.argv[1]), Path(sys.argv[2]))
