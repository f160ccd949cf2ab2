"""Fills a house with tasks, by the interface that everybody has."""

import json
import subprocess

import house
from load import Request, must_succeed
from tasks import Shape

COUNT = 10_000
# Far below what one request may change, so that all of them pass.
STEP = 250


def fill(measured, headers, count=COUNT):
    """Projects, people and `count` tasks, of which the first has the number 1."""
    shape = Shape()
    for person in shape.people:
        subprocess.run(
            [measured.program("elwosa"), "user", "add", person, "--role", "member", "--password-file", "-"],
            env=measured.environment, input=house.PASSWORD, text=True, check=True, capture_output=True)
    projects = [made(measured, "/projects", {"name": f"Project {place}"}, headers)["id"]
                for place in range(1, shape.numbers["projects"] + 1)]
    for project in projects:
        for person in shape.people:
            made(measured, f"/projects/{project}/members", {"account": person, "role": "editor"}, headers)
    places = {}
    for first in range(1, count + 1, STEP):
        tasks = [shape.task(projects, number) for number in range(first, min(first + STEP, count + 1))]
        batch(measured, [{"create": task} for task in tasks], headers)
        places |= {first + place: task["projectId"] for place, task in enumerate(tasks)}
    ties = shape.ties(places)
    for first in range(0, len(ties), STEP):
        batch(measured, [{"update": tie} for tie in ties[first:first + STEP]], headers)
    return shape, projects


def made(measured, path, body, headers):
    return json.loads(must_succeed(measured.address, Request(path, "POST", json.dumps(body), headers))[1])


def batch(measured, commands, headers):
    must_succeed(measured.address, Request("/tasks/batch", "POST", json.dumps({"commands": commands}), headers))
