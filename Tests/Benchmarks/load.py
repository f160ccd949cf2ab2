"""Loads the site with wrk, and asks single questions with http.client."""

import http.client
import json
import os
import subprocess
import tempfile
from dataclasses import dataclass, field

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "wrk.lua")


@dataclass
class Request:
    """One request as wrk repeats it.

    `@n` in the path stands for one of `numbers` (the first and the last) after the other; `turn` is the method of each
    second time through them. `bodies` are sent one after the other. `start` is how many have been sent before.
    """

    path: str
    method: str = "GET"
    body: str = ""
    headers: dict = field(default_factory=dict)
    numbers: tuple = ()
    turn: str = ""
    bodies: list = field(default_factory=list)
    start: int = 0

    def first(self):
        """The same as a single question."""
        path = self.path.replace("@n", str(self.numbers[0])) if self.numbers else self.path
        return Request(path, self.method, self.bodies[0] if self.bodies else self.body, self.headers)


@dataclass
class Run:
    """What one run of wrk saw. Rates are requests a second, times milliseconds; processor time is the microseconds
    that the program behind NGINX used for one request."""

    rate: float
    p50: float
    p99: float
    requests: int
    failed: int
    processor: float = 0


def ask(address, request):
    """One answer: status, headers and body."""
    connection = http.client.HTTPConnection(address, timeout=30)
    connection.request(request.method, request.path, request.body.encode() if request.body else None, request.headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


def must_succeed(address, request):
    """Ends the program unless the answer is one of success: a redirect to the sign-in page is fast, too."""
    request = request.first()
    status, headers, body = ask(address, request)
    if not 200 <= status < 300:
        raise SystemExit(f"{request.method} {request.path} answers {status}, so nothing is measured: {body[:200]!r}")
    return headers, body


def press(address, request, clients, seconds):
    """Repeats a request from so many clients; one thread of wrk keeps up with both processors of a small machine."""
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "30s", "-s", SCRIPT]
    for name, value in request.headers.items():
        command += ["-H", f"{name}: {value}"]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".bodies") as bodies:
        lines = request.bodies or ([request.body] if request.body else [])
        bodies.write("".join(line + "\n" for line in lines))
        bodies.flush()
        first, last = request.numbers or ("", "")
        command += [f"http://{address}{request.path}", "--", request.method, bodies.name if lines else "",
                    str(first), str(last), request.turn, str(request.start)]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = json.loads(output.strip().splitlines()[-1])
    return Run(
        rate=found["requests"] * 1e6 / found["microseconds"], p50=found["p50"] / 1000, p99=found["p99"] / 1000,
        requests=found["requests"], failed=found["failed"])
