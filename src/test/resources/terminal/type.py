"""Runs a program at a terminal of 60 columns, and types.

Standard input: JSON with "command" and "typed", a list of pairs: the end of a prompt, and the keys to press there.
Standard output: everything that the terminal showed. The exit code is the program's; 130 after Ctrl-C.
"""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios

PATIENCE = 60

task = json.load(sys.stdin)
pid, terminal = pty.fork()
if pid == 0:
    # As a shell at a terminal does: who runs the tests in the background has Ctrl-C ignored, and children inherit that.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.execv(task["command"][0], task["command"])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 60, 0, 0))
seen = b""
prompts = list(task["typed"])
at = 0
while True:
    ready, _, _ = select.select([terminal], [], [], PATIENCE)
    if not ready:
        sys.stderr.write("nothing shown for a minute\n")
        os.kill(pid, 9)
        break
    try:
        part = os.read(terminal, 4096)
    except OSError:
        break
    if not part:
        break
    seen += part
    if prompts and seen[at:].decode("utf-8", "replace").endswith(prompts[0][0]):
        at = len(seen)
        os.write(terminal, prompts.pop(0)[1].encode())
status = os.waitpid(pid, 0)[1]
sys.stdout.write(seen.decode("utf-8", "replace").replace("\r\n", "\n"))
if prompts:
    sys.stderr.write(f"never asked: {prompts[0][0]}\n")
sys.exit(os.waitstatus_to_exitcode(status) % 256)
