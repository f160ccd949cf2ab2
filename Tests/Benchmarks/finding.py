"""What finding costs among a million entries: in one space of them, and in a few of two hundred."""

import glob
import http.client
import json
import os
import random
import re
import signal
import subprocess
import time
import urllib.parse

import house
import machine
from load import Request, must_succeed
from table import Row, verdict

JSON = {"Accept": "application/json", "Content-Type": "application/json"}
BULK = 1_000
# Spaces of a house that has its entries in many.
SPACES = 200
# Questions that are asked, each once.
QUESTIONS = 200
# - Units: milliseconds.
LIMIT = 20
# Tables of what entries are found by.
INDEX = ("memoryPassage", "memoryWords", "memoryPastWords", "memoryLongWord")


class Words:
    """Entries of the words of the project's own conversations, each as often as people use it, and their questions."""

    def __init__(self, count):
        self.random = random.Random(7)
        place = os.path.join(os.path.dirname(__file__), "Finding")
        sets = [json.load(open(name, encoding="utf-8")) for name in sorted(glob.glob(f"{place}/*/*.json"))]
        self.words = [word for one in sets for conversation in one["conversations"]
                      for turn in conversation["turns"] for word in re.findall(r"\w+", turn["content"])]
        questions = [question["question"] for one in sets for question in one["questions"]]
        self.questions = self.random.sample(questions, count)

    def entry(self, number):
        words = self.random.choices(self.words, k=self.random.randrange(8, 30))
        return {"content": f"{' '.join(words)} {number}.", "kind": "fact"}


class Million:
    """A house with so many entries in so many spaces, all of one account's."""

    def __init__(self, measured, sign_in, words, count, spaces):
        self.measured, self.sign_in, self.count, self.signed_in = measured, sign_in, count, None
        self.spaces = [self.space(f"Space {place}") for place in range(spaces)]
        before = self.used(*INDEX)
        each = count // spaces
        for place, space in enumerate(self.spaces):
            for first in range(0, each, BULK):
                numbers = range(first, min(first + BULK, each))
                entries = [words.entry(number) | {"key": f"k{number}"} for number in numbers]
                self.send(f"/memory/{space}", {"entries": entries})
        self.index = (self.used(*INDEX) - before) / count

    def space(self, name):
        return self.send("/memory/spaces", {"kind": "shared", "name": name})["id"]

    @property
    def headers(self):
        """With the cookie of an access token, which is good for 15 minutes."""
        if self.signed_in is None or time.monotonic() - self.signed_in > 600:
            self.cookie, self.signed_in = self.sign_in(self.measured), time.monotonic()
        return JSON | {"Cookie": self.cookie}

    def send(self, path, body):
        request = Request(path, "POST", json.dumps(body), self.headers)
        return json.loads(must_succeed(self.measured.address, request)[1])

    def used(self, *tables):
        """Bytes of the pages of the tables whose names begin so, with their indices."""
        database = os.path.join(self.measured.state, "data", "elwosa.db")
        names = " OR ".join(f"s.tbl_name LIKE '{table}%'" for table in tables)
        query = f"SELECT coalesce(sum(d.pgsize), 0) FROM dbstat d JOIN sqlite_schema s ON s.name = d.name " \
            f"WHERE {names}"
        return int(subprocess.run(["sqlite3", database, query], check=True, capture_output=True, text=True).stdout)

    def asked(self, name, words, spaces, path):
        """Every question once, one after the other, on one connection; `path` makes its request."""
        connection = http.client.HTTPConnection(self.measured.address, timeout=30)
        times, found = [], 0
        for question in words.questions:
            method, target, body = path(question, spaces)
            begin = time.monotonic()
            connection.request(method, target, body, self.headers)
            answer = connection.getresponse()
            content = answer.read()
            times.append((time.monotonic() - begin) * 1000)
            if answer.status != 200:
                raise SystemExit(f"{name}: {method} {target} answers {answer.status}: {content[:200]!r}")
            found += bool(json.loads(content)["bounded"])
        connection.close()
        times.sort()
        p50, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
        size = f"{self.count:,} entries in {len(self.spaces)} {'space' if len(self.spaces) == 1 else 'spaces'}"
        return Row(f"{name}, {size}", p50=f"{p50:.1f}", p99=f"{p99:.1f}", yardstick=f"{found} of {len(times)} bounded",
                   budget=f"≤ {LIMIT} ms", verdict=verdict(p99 <= LIMIT))

    def rows(self, words, process):
        """A search in all spaces, where there are many in three of them too, and a context; then size and memory."""
        few = self.spaces[:: max(1, len(self.spaces) // 3)][:3]
        yield self.asked("search", words, [], search)
        if len(few) > 1:
            yield self.asked("search in three of them", words, few, search)
        yield self.asked("context of 2,000 tokens", words, [], context)
        yield Row(f"on disk: what an entry of 20 words is found by, {len(self.spaces)} spaces",
                  memory=f"{self.index:,.0f} bytes")
        loaded = machine.own(process()) / 1024
        yield Row("memory, loaded by searches", memory=f"{loaded:.1f}", budget="≤ 12 MiB", verdict=verdict(loaded <= 12))


def search(question, spaces):
    asked = [("question", question)] + [("space", space) for space in spaces]
    return "GET", "/memory/search?" + urllib.parse.urlencode(asked), None


def context(question, spaces):
    return "POST", "/memory/context", json.dumps({"question": question} | ({"space": spaces} if spaces else {}))


def measure(process, sign_in, counts, questions=QUESTIONS):
    """Houses of their own, one after the other, so that each has nothing but what is measured."""
    words = Words(questions)
    for count, spaces in counts:
        with house.House() as measured:
            filled = Million(measured, sign_in, words, count, spaces)
            # As a house is found that has run for an hour.
            subprocess.run([measured.program("elwosa"), "sweep"], env=measured.environment, check=True, capture_output=True)
            # What was written is not to count for what searches load: the next request starts another.
            os.kill(process(measured, "memory"), signal.SIGTERM)
            yield from filled.rows(words, lambda: process(measured, "memory"))
