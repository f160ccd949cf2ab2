"""What is measured, row by row."""

import json
import os
import signal
import statistics
import sys
import time
from dataclasses import dataclass

import house
import live
import machine
from load import Request, must_succeed, press
from table import Row, verdict


@dataclass
class Pace:
    """How long a row may take."""

    pairs: int
    seconds: int


def measure(measured, pace, only):
    """All rows whose name contains `only`, in an order in which none spoils the next: first what reads."""
    cookie = sign_in(measured)
    json_headers = {"Cookie": cookie, "Accept": "application/json", "Content-Type": "application/json"}
    page_headers = {"Cookie": cookie, "Accept": "text/html"}
    create = Request("/tasks", "POST", json.dumps({"title": "Water the plants"}), json_headers)
    for _ in range(50):
        must_succeed(measured.address, create)
    insert = Request("/yardstick/tasks", "POST", "Water the plants")
    noop = Request("/yardstick/noop")
    sign = Request("/auth/login", "POST", json.dumps(credentials()), {"Content-Type": "application/json"})
    zipped = page_headers | {"Accept-Encoding": "gzip"}
    select = Request("/yardstick/tasks/7")
    show = Request("/tasks/7", headers=json_headers)
    pairs = [
        ("no-op through ELWOSA's FastCGI", "noop", noop, "echo", Request("/ping"), 16, None),
        ("GET /tasks/{id}", "select", select, "tasks", show, 16, 0.8),
        ("GET /tasks/{id}, 1 client", "select", select, "tasks", show, 1, None),
        ("dashboard, 50 tasks", "noop", noop, "tasks", Request("/", headers=page_headers), 16, 0.5),
        ("dashboard, compressed", "noop", noop, "tasks", Request("/", headers=zipped), 16, None),
        ("POST /tasks, 1 client", "insert", insert, "tasks", create, 1, 0.8),
        ("POST /tasks, 16 clients", "insert", insert, "tasks", create, 16, 2.0),
    ]
    chores = [
        ("no responder yet", lambda: cold_start(measured, json_headers, pace)),
        *[(name, lambda rest=rest, name=name: paired(measured, pace, name, *rest)) for name, *rest in pairs],
        ("refresh, 1 client", lambda: refreshes(measured, sign, pace)),
        # Each row with more clients than the one before: who still waits to be hashed is in the way of the next.
        ("sign-in, 1 client", lambda: alone(measured, "sign-in, 1 client", sign, 1, pace)),
        ("sign-in, 4 clients", lambda: crowd(measured, "sign-in, 4 clients", sign, 4, pace)),
        ("sign-in, 16 clients", lambda: crowd(measured, "sign-in, 16 clients", sign, 16, pace)),
        ("idle", lambda: idle(measured)),
    ]
    found = []
    for name, chore in chores:
        if only in name:
            print(f"… {name}", file=sys.stderr, flush=True)
            found.append(chore())
    # Last: a process that has had ten thousand connections keeps some of what they took.
    return found + live.measure(measured, only)


def credentials():
    return {"name": "Ada", "password": house.PASSWORD}


def sign_in(measured):
    """The cookie of an access token, good for 15 minutes: longer than everything that is measured takes."""
    request = Request("/auth/login", "POST", json.dumps(credentials()), {"Content-Type": "application/json"})
    _, body = must_succeed(measured.address, request)
    return "elwosa-access=" + json.loads(body)["access_token"]


def paired(measured, pace, name, yardstick, request, program, our_request, clients, budget):
    """Yardstick and ELWOSA in turn, and the median of what each pair says."""
    runs = []
    for _ in range(pace.pairs):
        theirs = succeed(measured, yardstick, request, clients, pace.seconds)
        runs.append((theirs, succeed(measured, program, our_request, clients, pace.seconds)))
    ratio = statistics.median(ours.rate / theirs.rate for theirs, ours in runs)
    return Row(
        name, rate=f"{middle(runs, 1, 'rate'):,.0f}", yardstick=f"{middle(runs, 0, 'rate'):,.0f}",
        ratio=f"{ratio:.2f}", p50=f"{middle(runs, 1, 'p50'):.2f}", p99=f"{middle(runs, 1, 'p99'):.2f}",
        processor=f"{middle(runs, 1, 'processor'):.0f} : {middle(runs, 0, 'processor'):.0f}",
        memory=f"{machine.pss(process(measured, program)) / 1024:.1f}",
        budget=f"≥ {budget}" if budget else "", verdict=verdict(ratio >= budget) if budget else "")


def middle(runs, place, what):
    return statistics.median(getattr(pair[place], what) for pair in runs)


def succeed(measured, program, request, clients, seconds):
    """A run in which every answer was one of success; wrk itself counts only those from 400 on as failed."""
    must_succeed(measured.address, request)
    pid = process(measured, program)
    before = machine.processor_time(pid)
    run = press(measured.address, request, clients, seconds)
    if run.failed or not run.requests:
        raise SystemExit(f"{request.method} {request.path}: {run.failed} of {run.requests} requests failed.")
    run.processor = (machine.processor_time(pid) - before) / run.requests
    return run


def process(measured, program):
    """The process that serves: a yardstick, the echo, or a responder that `elwosa up` has started."""
    if program in measured.beside:
        return measured.beside[program].pid
    return next(pid for pid in machine.family(measured.up.pid) if machine.name(pid) == f"elwosa-{program}")


def alone(measured, name, request, clients, pace):
    """A row without a yardstick, with the most memory its responder ever had."""
    run = succeed(measured, "auth", request, clients, max(3, pace.seconds * 2))
    return Row(
        name, rate=f"{run.rate:.1f}", p50=f"{run.p50:.0f}", p99=f"{run.p99:.0f}",
        memory=f"{machine.peak(process(measured, 'auth')) / 1024:.1f} (peak, resident)")


def crowd(measured, name, request, clients, pace):
    """More than may wait to be hashed for one account: only those let in count, the others are told to come back."""
    run = press(measured.address, request, clients, max(3, pace.seconds * 2))
    let_in = run.rate * (run.requests - run.failed) / run.requests
    return Row(
        name, rate=f"{let_in:.1f} let in, {run.rate - let_in:,.0f} told to wait", p99=f"{run.p99:.0f}",
        memory=f"{machine.peak(process(measured, 'auth')) / 1024:.1f} (peak, resident)")


def refreshes(measured, sign, pace):
    """Each with the token that the one before brought: a durable write every time."""
    token = json.loads(must_succeed(measured.address, sign)[1])["refresh_token"]
    times = []
    end = time.monotonic() + max(3, pace.seconds * 2)
    while time.monotonic() < end:
        body = json.dumps({"refresh_token": token})
        begin = time.monotonic()
        _, answer = must_succeed(
            measured.address, Request("/auth/refresh", "POST", body, {"Content-Type": "application/json"}))
        times.append((time.monotonic() - begin) * 1000)
        token = json.loads(answer)["refresh_token"]
    times.sort()
    return Row(
        "refresh, 1 client", rate=f"{1000 / statistics.mean(times):,.0f}", p50=f"{statistics.median(times):.2f}",
        p99=f"{times[len(times) * 99 // 100]:.2f}")


def cold_start(measured, headers, pace):
    """From a site without the responder for tasks to its first answer through NGINX."""
    request = Request("/tasks/7", headers=headers)
    times = []
    for _ in range(pace.pairs):
        must_succeed(measured.address, request)
        pid = process(measured, "tasks")
        os.kill(pid, signal.SIGTERM)
        # It answers on its open connections until NGINX closes them.
        while machine.is_there(pid):
            time.sleep(0.01)
        begin = time.monotonic()
        must_succeed(measured.address, request)
        times.append((time.monotonic() - begin) * 1000)
    middle_time = statistics.median(times)
    return Row(
        "no responder yet: first answer", p50=f"{middle_time:.1f}", p99=f"{max(times):.1f} (longest)",
        budget="≤ 100 ms", verdict=verdict(middle_time <= 100))


def idle(measured):
    """`elwosa up`, NGINX and all responders after everything before, once their connections have closed."""
    must_succeed(measured.address, Request("/health/auth"))
    must_succeed(measured.address, Request("/health/tasks"))
    must_succeed(measured.address, Request("/health/live"))
    time.sleep(8)
    parts = {}
    for pid in machine.family(measured.up.pid):
        parts[machine.name(pid)] = parts.get(machine.name(pid), 0) + machine.pss(pid)
    whole = sum(parts.values()) / 1024
    listed = ", ".join(f"{name} {size / 1024:.1f}" for name, size in sorted(parts.items()))
    print(f"idle, MiB: {listed}")
    return Row("idle: everything", memory=f"{whole:.1f}", budget="≤ 40 MB", verdict=verdict(whole * 1048576 <= 40e6))
