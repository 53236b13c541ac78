"""A client for Pagefind's binary, which is part of its Python package.

The package's own client reads one answer every tenth of a second, which means
three and a half seconds for 35 claims and half an hour for 20,000. This one
writes the requests from a thread and reads the answers as they arrive. The
protocol is defined in the package's `service.types`: JSON in base64, each
message followed by a comma, one answer for each request, in their order.
"""

import base64
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
    """Pagefind is missing, has refused a request, or has stopped."""


def run_requests(
    config: Payload, requests: Iterable[Payload], count: int
) -> tuple[dict[str, Any], int]:
    """Create an index with `config` and send it `count` requests, which are generated one by one.

    Return the answer to the last one, and Pagefind's memory use in bytes.
    """
    service = [str(_binary()), "--service"]
    with subprocess.Popen(service, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            (index,) = _exchange(process, [{"type": "NewIndex", "config": dict(config)}], 1)
            sent = ({**request, "index_id": index["index_id"]} for request in requests)
            (answer,) = deque(_exchange(process, sent, count), maxlen=1)
            return answer, _memory(process.pid)
        finally:
            process.kill()
            with suppress(BrokenPipeError):  # some of the input may be unread
                process.stdin.close()  # type: ignore[union-attr]


def identity() -> str:
    """Return what differs for each version and build of the program, which has 59 MB to digest."""
    try:
        stat = _binary().stat()
        return f"{_binary()} {stat.st_size} {stat.st_mtime_ns}"
    except OSError as error:
        raise PagefindError(f"the binary of Pagefind cannot be read: {error}") from None


def _binary() -> Path:
    from pagefind.service import get_executable  # imported late: only site builds need it

    binary = get_executable()
    if binary is None:
        raise PagefindError("the package pagefind has no binary for this machine")
    return Path(binary)


def _memory(process: int) -> int:
    """Return the peak memory of a running process in bytes; 0 if the system does not report it."""
    with suppress(OSError, ValueError):
        status = Path(f"/proc/{process}/status").read_text("utf-8")
        for line in status.splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def _exchange(
    process: subprocess.Popen[bytes], payloads: Iterable[Payload], count: int
) -> Iterator[dict[str, Any]]:
    # In a thread: writing everything before reading would deadlock once both pipes are full.
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
            raise PagefindError("Pagefind stopped before the index was complete")
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
        pass  # Pagefind has stopped: the reader reports the end of the answers
    except Exception as error:  # such as an unreadable page; the reader raises it
        failed.append(error)
        process.kill()


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
