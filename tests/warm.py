"""Runs programs like `python -c`, in processes forked from one that has imported ours.

To start Python and import the program takes longer than most of what tests ask of it. The process
that runs is a real one, with its own exit code; what imports themselves do is not tested here.
"""

import atexit
import os
import shlex
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

BRIEFINGS = "from article_briefings.cli import run; run()"
MKDOCS = "from mkdocs.__main__ import cli; cli()"
#: What stands in the place of `python`, for `python -m MODULE`.
MODULE = (
    "import runpy, sys; del sys.argv[:2]; runpy.run_module(sys.argv[0], None, '__main__', True)"
)

#: Waits at a socket. A child runs each program; another reports its exit code. The child ends as
#: Python does, but frees nothing: all that was imported takes ten times as long as a program.
_SERVER = """\
import atexit, gc, importlib, json, os, pkgutil, socket, sys, threading
import article_briefings, mkdocs.__main__
for module in pkgutil.walk_packages(article_briefings.__path__, "article_briefings."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
gc.collect()
gc.freeze()
listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1])
listener.listen()
print("ready", flush=True)
while True:
    connection, _ = listener.accept()
    if os.fork() == 0:
        break
    connection.close()
    os.waitpid(-1, os.WNOHANG)  # one that has ended
listener.close()
size, fds, *_ = socket.recv_fds(connection, 8, 3)
content = connection.makefile("rb").read(int.from_bytes(size))
worker = os.fork()
if worker:
    code = os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
    connection.sendall(str(code).encode())
    os._exit(0)
connection.close()
for number, fd in enumerate(fds):
    os.dup2(fd, number)
    os.close(fd)
program, folder, environment, sys.argv = json.loads(content)
os.chdir(folder)
os.environ.clear()
os.environ.update(environment)
try:
    exec(program, {"__name__": "__main__"})
    code = 0
except SystemExit as error:
    code = error.code
    if code is not None and not isinstance(code, int):
        print(code, file=sys.stderr)
        code = 1
except BaseException:
    sys.excepthook(*sys.exc_info())
    code = 1
threading._shutdown()
atexit._run_exitfuncs()
for stream in (sys.stdout, sys.stderr):
    stream.flush()
os._exit(code or 0)
"""
#: Sends a program, its arguments, folder and environment, and ends as it ends.
_CLIENT = """\
import json, os, socket, sys
address, program, *arguments = sys.argv[1:]
content = json.dumps([program, os.getcwd(), dict(os.environ), ["-c", *arguments]]).encode()
with socket.socket(socket.AF_UNIX) as connection:
    connection.connect(address)
    socket.send_fds(connection, [len(content).to_bytes(8)], [0, 1, 2])
    connection.sendall(content)
    code = int(connection.recv(16))
os._exit(code) if code >= 0 else os.kill(os.getpid(), -code)
"""


@cache
def python() -> tuple[str, ...]:
    """The words that stand in the place of `python -c`."""
    folder = tempfile.TemporaryDirectory(prefix="warm-")
    address = str(Path(folder.name, "socket"))
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER, address],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )

    def end() -> None:
        server.kill()
        server.wait()
        folder.cleanup()

    atexit.register(end)
    assert server.stdout
    with server.stdout as said:
        assert said.readline() == b"ready\n"
    return (sys.executable, "-I", "-S", "-c", _CLIENT, address)


def install(folder: Path, **programs: str) -> None:
    """Put commands into a folder, each with its program and with arguments of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "python").unlink(missing_ok=True)
    (folder / "python").symlink_to(sys.executable)
    for name, program in programs.items():
        words = shlex.join([*python(), program])
        (folder / name).write_text(f'#!/bin/sh\nexec {words} "$@"\n', "utf-8")
        (folder / name).chmod(0o755)
