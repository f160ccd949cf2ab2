"""Loads the site with wrk, and asks single questions with http.client."""

import http.client
import json
import os
import subprocess
from dataclasses import dataclass, field

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "wrk.lua")


@dataclass
class Request:
    """One request as wrk repeats it."""

    path: str
    method: str = "GET"
    body: str = ""
    headers: dict = field(default_factory=dict)


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
    connection.request(request.method, request.path, request.body or None, request.headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


def must_succeed(address, request):
    """Ends the program unless the answer is one of success: a redirect to the sign-in page is fast, too."""
    status, headers, body = ask(address, request)
    if not 200 <= status < 300:
        raise SystemExit(f"{request.method} {request.path} answers {status}, so nothing is measured: {body[:200]!r}")
    return headers, body


def press(address, request, clients, seconds):
    """Repeats a request from so many clients; one thread of wrk keeps up with both processors of a small machine."""
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "30s", "-s", SCRIPT]
    for name, value in request.headers.items():
        command += ["-H", f"{name}: {value}"]
    command += [f"http://{address}{request.path}", "--", request.method] + ([request.body] if request.body else [])
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = json.loads(output.strip().splitlines()[-1])
    return Run(
        rate=found["requests"] * 1e6 / found["microseconds"], p50=found["p50"] / 1000, p99=found["p99"] / 1000,
        requests=found["requests"], failed=found["failed"])
