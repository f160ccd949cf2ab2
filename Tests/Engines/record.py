"""The statements that the tests prepared, by the functions that asked for them.

- Source: the file that Sources/SQLite/StatementRecord.swift writes.
"""

import bisect
import collections
import functools
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).parents[2]
ROOMS = {path.name for path in [*(ROOT / "Sources").iterdir(), *(ROOT / "Tests").iterdir()] if path.is_dir()}
# The rooms that ask in SQL: the one for what every feature needs, and one for each feature.
STORES = {name for name in ROOMS if name.endswith("Store")}

# Only the room SQLite speaks of transactions, and a pragma is a question to the engine about itself.
OF_THE_ENGINE = re.compile(r"(PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b")


class Symbols:
    """The functions of a program, by their places in its file."""

    def __init__(self, path):
        lines = subprocess.run(["nm", path], capture_output=True, text=True, check=True).stdout.splitlines()
        parts = [line.split(" ", 2) for line in lines if line[0] != " "]
        found = sorted((int(place, 16), name) for place, kind, name in parts if kind in "tT")
        self.places, self.names = zip(*found)

    @functools.cache
    def before(self, place):
        """The function that contains the call which returns to this place."""
        return self.names[max(0, bisect.bisect_left(self.places, place) - 1)]


@functools.cache
def room(symbol):
    """The room in whose files a function stands; None where it is none of this house.

    - Source: Swift's docs/ABI/Mangling.rst: a module is its name's length and its name; an extension in another module
      names that with an E after it.
    """
    extending = [name for name in ROOMS if re.search(rf"(?<!\d){len(name)}{name}E", symbol)]
    own = [name for name in ROOMS if symbol.startswith(f"$s{len(name)}{name}")]
    return next(iter(extending + own), None)


def read(record, programs):
    """The statements of the stores, each with the names of the functions in them that prepared it."""
    symbols = functools.cache(lambda program: Symbols(pathlib.Path(programs) / program))
    asked = collections.defaultdict(set)
    for entry in pathlib.Path(record).read_text().split("\x1e")[:-1]:
        statement, program, callers = entry.split("\x1f")
        if OF_THE_ENGINE.match(statement):
            continue
        functions = (symbols(program).before(int(caller, 16)) for caller in callers.split())
        function = next((each for each in functions if room(each) not in (None, "SQLite")), "")
        if room(function) in STORES:
            asked[statement.strip()].add(function)
    names = demangle({function for functions in asked.values() for function in functions})
    return {statement: {names[function] for function in functions} for statement, functions in asked.items()}


def demangle(functions):
    """The names as they stand in the source, without closures and parameters."""
    functions = sorted(functions)
    command = ["swift", "demangle", "--compact", "--simplified"]
    lines = subprocess.run(command, input="\n".join(functions), capture_output=True, text=True, check=True).stdout
    return {function: plain(line) for function, line in zip(functions, lines.splitlines())}


def plain(name):
    """`SQLiteTaskRepository.find` of `closure #1 in static SQLiteTaskRepository.find(_:visibleTo:)`."""
    outermost = name.split(" in ")[-1].replace("one-time initialization function for ", "")
    return re.match(r"(?:static |specialized |\(extension in \w+\):)*([\w.]*\w)", outermost)[1]
