"""What memory costs: entries of 300 characters, written alone and in bulk, read, and replayed."""

import json
import os
import random
import statistics
import subprocess
import time

import machine
from load import Request, must_succeed, press
from table import Row, verdict

JSON = {"Accept": "application/json", "Content-Type": "application/json"}
LENGTH = 300
BULK = 1_000
# Entries that are there before anything is measured, and by which their size on disk is.
FILLED = 10_000


class Memory:
    """A space of its own, with entries under the keys `note-0` and on."""

    def __init__(self, measured, shape, headers, count):
        self.measured, self.shape, self.count = measured, shape, count
        made = Request("/memory/spaces", "POST", json.dumps({"kind": "shared", "name": "Measured"}), headers)
        self.space = json.loads(must_succeed(measured.address, made)[1])["id"]
        before = self.used()
        for first in range(0, count, BULK):
            entries = [self.entry() | {"key": f"note-{number}"} for number in range(first, min(first + BULK, count))]
            must_succeed(measured.address, self.bulk([json.dumps({"entries": entries})], headers))
        self.bytes = (self.used() - before) / count

    def entry(self):
        """A text of so many characters, and what an agent says of it."""
        text = self.shape.text(LENGTH)
        tags = self.shape.random.sample(self.shape.labels, 2)
        return {"content": text.ljust(LENGTH, "."), "kind": "fact", "tags": tags, "importance": 5, "source": "a chat"}

    def bulk(self, bodies, headers=JSON):
        return Request(f"/memory/{self.space}", "POST", headers=headers, bodies=bodies)

    def used(self):
        """Bytes of the pages that the database uses."""
        database = os.path.join(self.measured.state, "data", "elwosa.db")
        query = "SELECT (a.page_count - b.freelist_count) * c.page_size " \
            "FROM pragma_page_count a, pragma_freelist_count b, pragma_page_size c"
        return int(subprocess.run(["sqlite3", database, query], check=True, capture_output=True, text=True).stdout)

    def pairs(self, pair):
        """`pair` makes one; what reads comes first."""
        key = f"note-{random.Random(1).randrange(self.count)}"
        bodies = [json.dumps(self.entry()) for _ in range(400)]
        insert = Request("/yardstick/tasks", "POST", "Water the plants")
        return [
            pair("GET /memory/{space}/{key}", "memory", Request(f"/memory/{self.space}/{key}", headers=JSON)),
            pair("entries, 50 of a list, JSON", "memory", Request(f"/memory/{self.space}?limit=50", headers=JSON)),
            pair("put of an entry, beside a lone INSERT", "memory",
                 Request(f"/memory/{self.space}", "POST", headers=JSON, bodies=bodies), "insert", insert),
        ]

    def puts_in_bulk(self, headers, pace, process):
        """1,000 entries a request."""
        bodies = [json.dumps({"entries": [self.entry() for _ in range(BULK)]}) for _ in range(4)]
        rates, run = [], None
        for _ in range(pace.pairs):
            run = press(self.measured.address, self.bulk(bodies, headers | JSON), 1, max(2, pace.seconds))
            if run.failed or not run.requests:
                raise SystemExit(f"entries in bulk: {run.failed} of {run.requests} requests failed.")
            rates.append(run.rate * BULK)
        return Row("entries in bulk, 1,000 a request", rate=f"{statistics.median(rates):,.0f} entries",
                   p50=f"{run.p50:.0f}", p99=f"{run.p99:.0f}", memory=f"{machine.pss(process()) / 1024:.1f} (loaded)")

    def replay(self):
        """All events of the house into a database beside it, and both compared."""
        count = int(subprocess.run(
            ["sqlite3", os.path.join(self.measured.state, "data", "elwosa.db"),
             "SELECT count(*) FROM event WHERE area = 'memory'"],
            check=True, capture_output=True, text=True).stdout)
        begin = time.monotonic()
        subprocess.run([self.measured.program("elwosa"), "events", "rebuild", "--check"], env=self.measured.environment,
                       check=True, capture_output=True)
        seconds = time.monotonic() - begin
        return Row(f"replay and comparison, {count:,} events of memory and those of tasks", p50=f"{seconds * 1000:,.0f}")

    def size(self):
        return Row("on disk: an entry of 300 characters", memory=f"{self.bytes:,.0f} bytes")


def idle(pid):
    """The responder after everything: what it adds to a house, and its part of everything."""
    added, part = machine.own(pid), machine.pss(pid)
    return Row("idle: what memory adds", memory=f"{added / 1024:.1f} (Pss {part / 1024:.1f})", budget="≤ 5 MB",
               verdict=verdict(added * 1024 <= 5e6))
