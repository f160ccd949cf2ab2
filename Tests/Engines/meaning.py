"""Carries out on both engines what prepares on both, and compares what they answer.

Arguments: as statements.py. Two parts: the traps that are known by name, each with what a second engine has to do about
it, and every SELECT that the stores prepared during the tests, over one small world and for several callers. A
difference that is not listed fails, and so does one that is listed and no longer there.
"""

import decimal
import pathlib
import re
import sqlite3
import sys

import psycopg

import engines
import record

WORLD = pathlib.Path(__file__).with_name("world.sql")

# What prepares alike and answers otherwise, and where statements of this house could meet it.
TRAPS = {
    "NULL comes first in an ascending order of SQLite, last in one of PostgreSQL: write coalesce into the order":
        "SELECT n FROM (SELECT 1 AS n UNION ALL SELECT NULL) t ORDER BY n",
    "LIKE takes a for A in SQLite alone: it is asked of kinds and actors, which are written in lower case":
        "SELECT CASE WHEN 'View_saved' LIKE 'view%' THEN 1 ELSE 0 END",
    "lower() leaves all but A to Z in SQLite: a name that nobody has is looked for so":
        "SELECT lower('ÄB')",
    "sum() of numbers is a numeric in PostgreSQL, not a whole number: the counts beside the tasks":
        "SELECT sum(n) FROM (SELECT CAST(1 AS BIGINT) AS n) t",
    "U+0000 is a character of a text in SQLite, none in PostgreSQL: a key that no name has uses U+0001":
        "SELECT length(CAST(? AS TEXT))",
    "a number in a text is read up to where it ends by SQLite, refused by PostgreSQL: actors, after LIKE 'account:%'":
        "SELECT CAST('7x' AS BIGINT)",
    "a subquery with two rows is its first in SQLite, an error in PostgreSQL: each has LIMIT 1 or a key":
        "SELECT (SELECT 1 UNION ALL SELECT 2)",
    "a limit below zero is none in SQLite, an error in PostgreSQL":
        "SELECT n FROM (SELECT 1 AS n) t LIMIT -1",
    "a comparison is 1 or 0 in SQLite, a truth value in PostgreSQL: rows are read as Bool, which takes both":
        "SELECT 1 < 2",
    "a truth value in JSON is read out as 1 by SQLite, as 'true' by PostgreSQL: only whether it is there is asked":
        "SELECT content ->> 'made' FROM eventBody WHERE seq = 4",
}
VALUES = {"SELECT length(CAST(? AS TEXT))": ["a\0b"]}

# What is no trap, and has to stay so: the helpers of the stores, and texts in the order of their bytes, for which a
# database of PostgreSQL is made with the locale C.
ALIKE = [
    ("SELECT CAST(key AS BIGINT) AS id FROM json_each(?)", ['{"7":0,"-9":0,"7":0}']),
    ("SELECT NULL IS DISTINCT FROM 1, NULL IS DISTINCT FROM NULL, 2 IS NOT DISTINCT FROM 2", []),
    ("SELECT (NULL > 1) IS NOT TRUE, (2 > 1) IS TRUE, (NULL > 1) IS TRUE", []),
    ("SELECT 'B' < 'a', 'a' < 'ä', '~' > 'z', '~' < 'ä'", []),
    ("SELECT -5 / 2, 7 / 2, -7 % 3", []),
    ("SELECT length('ä'), substr('äbc', 2, 1), 'a' || NULL", []),
    ("SELECT count(*) FILTER (WHERE n > 1) FROM (SELECT 1 AS n UNION ALL SELECT 2) t", []),
]


def ours(value):
    """A value as rows of this house are read: truth as a number, bytes as bytes."""
    if isinstance(value, (memoryview, bytearray)):
        return bytes(value)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, decimal.Decimal) and value == int(value):
        return int(value)
    return value


def answer(execute, reading=ours):
    try:
        return [tuple(reading(value) for value in row) for row in execute()]
    except (sqlite3.Error, psycopg.Error, UnicodeError) as error:
        return type(error).__name__


def both(here, there, statement, values, reading=ours):
    text = engines.numbered(statement)
    cursor = psycopg.RawCursor(there)
    return (
        answer(lambda: here.execute(statement, values).fetchall(), reading),
        answer(lambda: cursor.execute(text, values).fetchall(), reading),
    )


def traps(here, there):
    """The traps that are none by now, and what is alike no longer."""
    wrong = []
    for name, statement in TRAPS.items():
        one, other = both(here, there, statement, VALUES.get(statement, []), repr)
        if one == other:
            wrong.append(f"no trap by now: {name}")
    for statement, values in ALIKE:
        one, other = both(here, there, statement, values)
        if one != other:
            wrong.append(f"{statement}: {one} and {other}")
    return wrong


# Functions with statements that answer otherwise over the world, and what in them it is: the trap of lower().
LISTED = {
    ("Everybody.freeName", "lower("),
}

# Who asks, and of what: for each type of a parameter the value that it takes. Nobody, the command line, is NULL.
CALLERS = [
    {"bigint": 1, "text": "open", "boolean": True},
    {"bigint": 2, "text": "äda", "boolean": False},
    {"bigint": None, "text": "2026-11-25", "boolean": True},
]
TYPES = "SELECT parameter_types::text[] FROM pg_prepared_statements WHERE name = 'asked'"
LISTS = '{"1":0,"2":0,"3":0}'


def values(text, types, caller):
    """The caller's values; lists and digests that the world has, and limits with room for all of it."""
    limits = {int(number) for number in re.findall(r"LIMIT \$(\d+)", text)}
    known = {"json": LISTS, "bytea": b"\1" * 32}
    return [50 if place in limits else known.get(kind, caller.get(kind, 1)) for place, kind in enumerate(types, 1)]


def selects(here, there, asked):
    """How many statements were compared, and by the functions that asked for them those which answer otherwise."""
    compared, different = 0, {}
    for statement, names in sorted(asked.items()):
        if not statement.startswith(("SELECT", "WITH")):
            continue
        text = engines.numbered(statement)
        try:
            there.execute(f"PREPARE asked AS {text}")
        except psycopg.Error:
            continue
        row = there.execute(TYPES).fetchone()
        there.execute("DEALLOCATE asked")
        compared += 1
        for caller in CALLERS:
            bound = values(text, row[0], caller)
            one = answer(lambda: here.execute(statement, bound).fetchall())
            typed = ", ".join(row[0])
            other = answer(lambda: run(there, text, typed, bound))
            if "ORDER BY" not in statement and isinstance(one, list) and isinstance(other, list):
                one, other = sorted(one, key=repr), sorted(other, key=repr)
            # Values that SQLite refuses are never given to it, such as a limit of NULL.
            if one != other and isinstance(one, list):
                met = "lower(" if "lower(" in statement else ""
                for name in names:
                    different.setdefault((name, met), (statement, bound, one, other))
    return compared, different


def run(there, text, types, bound):
    """Carried out with the types that the engine itself has found: a client has to say them."""
    there.execute(f"PREPARE asked{f' ({types})' if types else ''} AS {text}")
    try:
        given = psycopg.sql.SQL(", ").join(psycopg.sql.Literal(value) for value in bound)
        call = psycopg.sql.SQL("EXECUTE asked ({})" if bound else "EXECUTE asked").format(given)
        return there.execute(call).fetchall()
    finally:
        there.execute("DEALLOCATE asked")


def main(path, programs):
    here = engines.sqlite()
    asked = record.read(path, programs)
    with engines.postgres() as there:
        psycopg.types.json.set_json_loads(lambda text: text.decode() if isinstance(text, bytes) else text, there)
        engines.migrate(there)
        for statement in engines.world(WORLD.read_text(), of_postgres=False):
            here.execute(statement)
        for statement in engines.world(WORLD.read_text(), of_postgres=True):
            there.execute(statement)
        wrong = traps(here, there)
        compared, different = selects(here, there, asked)
    wrong += [f"{name} answers alike by now, {met}" for name, met in sorted(LISTED - different.keys())]
    for (name, met), (statement, bound, one, other) in sorted(different.items()):
        if (name, met) in LISTED:
            continue
        wrong.append(f"{name} answers otherwise: {statement}\nwith {bound}: {one}\nand {other}\n")
    print("\n".join(wrong))
    print(f"{compared} SELECTs compared, {len(TRAPS)} traps, {len(wrong)} differences that are not listed")
    return compared > 100 and not wrong


if __name__ == "__main__":
    sys.exit(0 if main(*sys.argv[1:]) else 1)
