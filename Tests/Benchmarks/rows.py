"""What is measured, row by row."""

import json
import os
import signal
import statistics
import sys
import time
from dataclasses import dataclass
from urllib.parse import quote

import house
import live
import machine
import memory
from fill import COUNT, batch, fill
from load import Request, must_succeed, press
from table import Row, verdict

JSON = {"Accept": "application/json", "Content-Type": "application/json"}
PAGE = {"Accept": "text/html"}
# Tasks that the rows of changes work on, one after the other.
SPARE = 499


@dataclass
class Pace:
    """How long a row may take, and how many tasks there are."""

    pairs: int
    seconds: int
    tasks: int = COUNT
    # How long a row waits for the machine to be quiet, in seconds.
    patience: int = 60
    clients: tuple = (1, 16)


@dataclass
class Pair:
    """A request, and what does the same beside ELWOSA; `yardstick` is None where nothing does."""

    name: str
    area: str
    request: Request
    yardstick: str | None = None
    beside: Request | None = None
    # By the number of clients.
    budgets: dict | None = None

    def named(self, clients):
        return f"{self.name}, {clients} client{'s' if clients > 1 else ''}"


class Bench:
    """A house with tasks, and the rows that were measured in it."""

    def __init__(self, measured, pace):
        self.measured, self.pace, self.quiet = measured, pace, machine.Quiet(pace.patience)
        self.signed_in, self.sent = None, {}
        self.shape, self.projects = fill(measured, self.headers(JSON), pace.tasks)
        self.spare = self._make_spare()
        self.memory = memory.Memory(
            measured, self.shape, self.headers(JSON), memory.FILLED if pace.patience else memory.BULK)
        measured.start_beside()

    def headers(self, wanted):
        """With the cookie of an access token, which is good for 15 minutes."""
        if self.signed_in is None or time.monotonic() - self.signed_in > 600:
            self.cookie, self.signed_in = sign_in(self.measured), time.monotonic()
        return wanted | {"Cookie": self.cookie}

    def _make_spare(self):
        """Numbers of open tasks that wait for nothing, the first and the last."""
        tasks = [self.shape.task(self.projects, 0) | {"status": "open"} for _ in range(SPARE)]
        batch(self.measured, [{"create": task} for task in tasks[:250]], self.headers(JSON))
        batch(self.measured, [{"create": task} for task in tasks[250:]], self.headers(JSON))
        return self.pace.tasks + 1, self.pace.tasks + SPARE

    def pairs(self):
        """What reads first, since what writes makes the lists longer."""
        noop, listed = Request("/yardstick/noop"), Request("/yardstick/list")
        shown = self.pace.tasks // 2
        words, fields = self.shape.words, "id,title,status,version"
        long = next(word for word in words[1_000:] if len(word) > 9)
        searches = {"a word": words[300], "a common word": words[2], "a rare word": words[-1], "a part of a word": long[2:],
                    "two Chinese characters": "北京", "two words": f"{words[300]} {words[301]}"}
        new = [self.shape.task(self.projects, 0) | {"status": "open", "labels": []} for _ in range(400)]
        bodies = [json.dumps(task) for task in new]
        parts = ["\x1f".join([task["title"], task["description"].replace("\n", " ")]
                             + [step["title"] for step in task["steps"]]) for task in new]
        create = Request("/tasks", "POST", headers=JSON, bodies=bodies)
        moves = [json.dumps({"projectId": project}) for project in self.projects[:2]]
        return [
            Pair("no-op through ELWOSA's FastCGI", "echo", Request("/ping"), "noop", noop),
            Pair("a token verified", "auth", Request("/auth/verify", headers=JSON), "noop", noop),
            Pair("GET /tasks/{id}", "tasks", Request(f"/tasks/{shown}", headers=JSON), "select",
                 Request(f"/yardstick/tasks/{shown}"), {16: 0.8}),
            Pair("list of 50, JSON", "tasks", Request("/tasks", headers=JSON), "list", listed),
            Pair("list of 50, fields=", "tasks", Request(f"/tasks?fields={fields}", headers=JSON)),
            Pair("list of 50, page", "tasks", Request("/tasks", headers=PAGE), "list", listed),
            *(Pair(f"search for {what}, JSON", "tasks", Request(f"/tasks?q={quote(query)}", headers=JSON))
              for what, query in searches.items()),
            Pair("task page", "tasks", Request(f"/tasks/{shown}", headers=PAGE)),
            Pair("board", "tasks", Request("/board", headers=PAGE)),
            Pair("dashboard as it was kept", "tasks", Request("/", headers=PAGE), "noop", noop, {16: 0.5}),
            Pair("dashboard drawn anew", "tasks", Request("/?fresh=@n", headers=PAGE, numbers=(1, 1_000_000_000)),
                 "list", listed),
            Pair("dashboard, compressed", "tasks", Request("/", headers=PAGE | {"Accept-Encoding": "gzip"}), "noop",
                 noop),
            Pair("create, beside a lone INSERT", "tasks", create, "insert",
                 Request("/yardstick/tasks", "POST", "Water the plants"), {16: 2.0}),
            Pair("create, beside one transaction", "tasks", create, "create",
                 Request("/yardstick/create", "POST", bodies=parts), {1: 0.8}),
            Pair("create, beside shared commits", "tasks", create, "group",
                 Request("/yardstick/group", "POST", bodies=parts)),
            Pair("complete and reopen", "tasks",
                 Request("/tasks/@n/completion", "POST", headers=JSON, numbers=self.spare, turn="DELETE")),
            Pair("move to another project", "tasks",
                 Request("/tasks/@n", "PATCH", headers=JSON, numbers=self.spare, bodies=moves)),
            *self.memory.pairs(Pair),
        ]

    def row(self, pair, clients):
        """Yardstick and ELWOSA in turn, and the median of what each pair says."""
        name = pair.named(clients)
        request = Request(**vars(pair.request) | {"headers": self.headers(pair.request.headers)})
        theirs, ours = [], []
        for _ in range(self.pace.pairs):
            if pair.yardstick:
                theirs.append(succeed(self.measured, pair.yardstick, pair.beside, clients, self.pace.seconds))
            # Each run goes on where the one before stopped: the same again would change nothing.
            request.start = self.sent.get(pair.name, 0)
            ours.append(succeed(self.measured, pair.area, request, clients, self.pace.seconds))
            self.sent[pair.name] = request.start + ours[-1].requests
        row = Row(
            name, rate=f"{middle(ours, 'rate'):,.0f}", p50=f"{middle(ours, 'p50'):.2f}",
            p99=f"{middle(ours, 'p99'):.2f}", processor=f"{middle(ours, 'processor'):.0f}",
            memory=f"{machine.pss(process(self.measured, pair.area)) / 1024:.1f}")
        if theirs:
            ratio = statistics.median(our.rate / their.rate for their, our in zip(theirs, ours))
            row.yardstick, row.ratio = f"{middle(theirs, 'rate'):,.0f}", f"{ratio:.2f}"
            row.processor += f" : {middle(theirs, 'processor'):.0f}"
            if budget := (pair.budgets or {}).get(clients):
                row.budget, row.verdict = f"≥ {budget}", verdict(ratio >= budget)
        return row


def measure(measured, pace, only):
    """All rows whose name contains `only`."""
    bench = Bench(measured, pace)
    sign = Request("/auth/login", "POST", json.dumps(credentials()), {"Content-Type": "application/json"})
    found = []

    def take(name, chore):
        if only in name:
            print(f"… {name}", file=sys.stderr, flush=True)
            is_quiet = bench.quiet.wait(name)
            row = chore()
            row.name += "" if is_quiet else " (not quiet)"
            found.append(row)

    take("no responder yet", lambda: cold_start(measured, bench.headers(JSON), pace))
    for pair in bench.pairs():
        for clients in bench.pace.clients:
            take(pair.named(clients), lambda pair=pair, clients=clients: bench.row(pair, clients))
    take("entries in bulk", lambda: bench.memory.puts_in_bulk(
        bench.headers(JSON), pace, lambda: process(measured, "memory")))
    take("on disk: an entry", bench.memory.size)
    take("replay", bench.memory.replay)
    take("refresh, 1 client", lambda: refreshes(measured, sign, pace))
    # Each row with more clients than the one before: who still waits to be hashed is in the way of the next.
    take("sign-in, 1 client", lambda: alone(measured, "sign-in, 1 client", sign, 1, pace))
    take("sign-in, 4 clients", lambda: crowd(measured, "sign-in, 4 clients", sign, 4, pace))
    take("sign-in, 16 clients", lambda: crowd(measured, "sign-in, 16 clients", sign, 16, pace))
    take("idle: everything", lambda: idle(measured, found))
    # Last: a process that has had ten thousand connections keeps some of what they took. They take longer than a test may.
    if pace.patience:
        bench.quiet.wait("the rows of listeners")
        found += live.measure(measured, only)
    for what, share in bench.quiet.loud:
        print(f"Not quiet: others used {share:.0%} of the machine before {what}.")
    return found


def middle(runs, what):
    return statistics.median(getattr(run, what) for run in runs)


def credentials():
    return {"name": "Ada", "password": house.PASSWORD}


def sign_in(measured):
    """The cookie of an access token, good for 15 minutes: longer than everything that is measured takes."""
    request = Request("/auth/login", "POST", json.dumps(credentials()), {"Content-Type": "application/json"})
    _, body = must_succeed(measured.address, request)
    return "elwosa-access=" + json.loads(body)["access_token"]


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


def idle(measured, found):
    """`elwosa up`, NGINX and all responders after everything before, once their connections have closed."""
    must_succeed(measured.address, Request("/health/auth"))
    must_succeed(measured.address, Request("/health/tasks"))
    must_succeed(measured.address, Request("/health/live"))
    must_succeed(measured.address, Request("/health/memory"))
    time.sleep(8)
    parts = {}
    for pid in machine.family(measured.up.pid):
        parts[machine.name(pid)] = parts.get(machine.name(pid), 0) + machine.pss(pid)
    found.append(memory.idle(process(measured, "memory")))
    whole = sum(parts.values()) / 1024
    listed = ", ".join(f"{name} {size / 1024:.1f}" for name, size in sorted(parts.items()))
    print(f"idle, MiB: {listed}")
    return Row("idle: everything", memory=f"{whole:.1f}", budget="≤ 41 MB", verdict=verdict(whole * 1048576 <= 41e6))
