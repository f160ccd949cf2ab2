"""Tasks as people write them, drawn from the distributions of `shape.json`; the same ones each time."""

import datetime
import itertools
import json
import os
import random

HERE = os.path.dirname(os.path.abspath(__file__))
# Everyday characters of a script that puts no spaces between words.
CHARACTERS = "明天去北京开会我们的工作要和人在有大这中国上个到说时地为子就你可以生会自着过家学对小多然于心么"
SYLLABLES = [a + b for a in "bdfgklmnprstvw" for b in ("a", "e", "i", "o", "u", "ar", "en", "il", "on", "ur")]


class Shape:
    """The committed numbers, and what is drawn from them."""

    def __init__(self, seed=1):
        with open(os.path.join(HERE, "shape.json"), encoding="utf-8") as file:
            self.numbers = json.load(file)
        self.random = random.Random(seed)
        self.words = self._vocabulary(self.numbers["vocabulary"])
        # Zipf's law: the n-th word is as frequent as 1/n.
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, len(self.words) + 1)))
        self.labels = [self.words[200 + number] for number in range(30)]
        self.people = [f"Person {number}" for number in range(1, self.numbers["people"] + 1)]

    def _vocabulary(self, count):
        words = set()
        while len(words) < count:
            words.add("".join(self.random.choice(SYLLABLES) for _ in range(self.random.choice((1, 2, 2, 3, 3, 4)))))
        return sorted(words, key=lambda word: (len(word), self.random.random()))

    def pick(self, name):
        """One of the values of a table of shares."""
        table = self.numbers[name]
        value = self.random.choices(list(table), list(table.values()))[0]
        return int(value) if value.isdigit() else value

    def between(self, name):
        """A number from quantiles, even between two of them."""
        place = self.random.uniform(0, 100)
        quantiles = self.numbers[name]
        for (low, least), (high, most) in zip(quantiles, quantiles[1:]):
            if place <= high:
                return round(least + (most - least) * (place - low) / max(high - low, 1e-9))
        return quantiles[-1][1]

    def text(self, length):
        """Words up to so many characters, the last one cut; lines and lists as Markdown has them."""
        written = ""
        while len(written) < length:
            end = self.random.choices((" ", ". ", "\n\n", "\n- ", " `"), (88, 8, 2, 1.5, 0.5))[0]
            word = self.random.choices(self.words, cum_weights=self.weights)[0]
            written += word + ("` " if end == " `" else end)
        return written[:length].strip()

    def title(self):
        return self.text(max(8, self.between("title"))).replace("\n", " ").replace("`", "").strip(" -") or "untitled"

    def task(self, projects, number):
        """A task as `POST /tasks` takes it; `number` is how many are there before it."""
        status = self.pick("status")
        labels = [f"type:{self.pick('kind')}"] + self.random.sample(self.labels, self.pick("furtherLabels"))
        # From a source of its own, so that all others stay as they were.
        other = random.Random(number)
        chinese = "".join(other.choices(CHARACTERS, k=12)) if number % 20 == 0 else ""
        task = {
            "title": f"{self.title()} {chinese}".strip(), "description": self.text(self.between("description")), "status": status,
            "priority": self.pick("priority"), "labels": labels, "projectId": self.random.choice(projects),
            "steps": [{"title": self.title(), "done": status == "done"} for _ in range(self.pick("steps"))],
            "assignees": self.random.sample(self.people, self.pick("assignees")),
        }
        if status != "done" and self.random.random() < self.numbers["dueAmongLive"]:
            day = datetime.date.today() + datetime.timedelta(days=self.between("dueDays"))
            task["dueAt"] = day.isoformat()
        return task

    def ties(self, places):
        """What each of the tasks in these projects, given by number, belongs to and waits for: earlier ones of the same
        project."""
        found = []
        for number, place in places.items():
            near = [other for other in range(max(1, number - 60), number) if places.get(other) == place]
            tie = {"id": number}
            # A parent is no subtask itself, so that depth stays small.
            parents = [other for other in near if other % 4 == 0]
            if number % 4 and parents and self.random.random() < self.numbers["hasParent"] * 4 / 3:
                tie["parentId"] = self.random.choice(parents)
            blockers = [other for other in near if other != tie.get("parentId")]
            count = min(self.pick("blockers"), len(blockers))
            if count:
                tie["blockedBy"] = sorted(self.random.sample(blockers, count))
            if len(tie) > 1:
                found.append(tie)
        return found
