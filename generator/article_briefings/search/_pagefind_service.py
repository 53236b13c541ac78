"""Talks to Pagefind's binary, which its Python package carries.

The package's own client reads one answer every tenth of a second, which is
three and a half seconds for 35 claims and half an hour for 20,000. This one
writes the requests from a thread and reads the answers as they come. The
protocol is the one of the package's `service.types`: JSON in base64, each
message ended by a comma, one answer for each request, in their order.
"""

import base64
import hashlib
import json
import subprocess
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from article_briefings.diagnostics import Refusal

Payload = Mapping[str, Any]


class PagefindError(Refusal):
    """Pagefind is not there, has refused a request, or has stopped."""


def run_requests(
    config: Payload, requests: Iterable[Payload], count: int
) -> tuple[dict[str, Any], int]:
    """Make an index with `config` and send it `count` requests, which are made one by one.

    Returns the answer to the last one, and the bytes of memory that Pagefind needed.
    """
    with _start() as process:
        try:
            (index,) = _exchange(process, [{"type": "NewIndex", "config": dict(config)}], 1)
            sent = ({**request, "index_id": index["index_id"]} for request in requests)
            (answer,) = deque(_exchange(process, sent, count), maxlen=1)
            return answer, _memory(process.pid)
        finally:
            process.kill()
            _let_go(process)


def identity() -> str:
    """A digest of the program; another version, or another build of it, has another."""
    try:
        return hashlib.sha256(_binary().read_bytes()).hexdigest()
    except OSError as error:
        raise PagefindError(f"the program of Pagefind cannot be read: {error}") from None


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [str(_binary()), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _binary() -> Path:
    from pagefind.service import get_executable  # late: only a site build needs it

    binary = get_executable()
    if binary is None:
        raise PagefindError("the package pagefind carries no binary for this machine")
    return Path(binary)


def _memory(process: int) -> int:
    """The most bytes of memory that a running process has had; 0 where the system does not say."""
    with suppress(OSError, ValueError):
        status = Path(f"/proc/{process}/status").read_text("utf-8")
        for line in status.splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def _exchange(
    process: subprocess.Popen[bytes], payloads: Iterable[Payload], count: int
) -> Iterator[dict[str, Any]]:
    # From a thread: with both pipes full, writing first and reading then would wait for ever.
    failed: list[Exception] = []
    arguments = (process, payloads, failed)
    writer = threading.Thread(target=_write, args=arguments, daemon=True)
    writer.start()
    answers = _answers(process)
    for _ in range(count):
        answer = next(answers, None)
        if answer is None:
            if failed:
                raise failed[0]
            raise PagefindError("Pagefind has stopped before the index was complete")
        if answer["type"] == "Error":
            raise PagefindError(f"Pagefind refused a request: {answer.get('message')}")
        yield answer
    writer.join()


def _write(
    process: subprocess.Popen[bytes], payloads: Iterable[Payload], failed: list[Exception]
) -> None:
    assert process.stdin is not None
    try:
        for number, payload in enumerate(payloads, 1):
            message = json.dumps({"message_id": number, "payload": payload})
            process.stdin.write(base64.b64encode(message.encode()) + b",")
        process.stdin.flush()
    except BrokenPipeError:
        pass  # gone: the reader finds the end of the answers and says so
    except Exception as error:  # a page that cannot be read, say: the reader raises it
        failed.append(error)
        process.kill()


def _let_go(process: subprocess.Popen[bytes]) -> None:
    """Close the pipe to a process that has ended, with what nobody will read any more."""
    assert process.stdin is not None
    with suppress(BrokenPipeError):
        process.stdin.close()


def _answers(process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    assert process.stdout is not None
    message = bytearray()
    while chunk := process.stdout.read1(1 << 20):  # type: ignore[attr-defined]
        *ends, rest = chunk.split(b",")
        for end in ends:
            message += end
            yield json.loads(base64.b64decode(message))["payload"]
            message.clear()
        message += rest
