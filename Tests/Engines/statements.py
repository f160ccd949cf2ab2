"""Prepares every statement that the stores gave to SQLite during the tests on PostgreSQL as well.

Arguments: the record (Sources/SQLite/StatementRecord.swift) and the directory of the programs that wrote it. Those that
do not prepare are listed in exceptions.txt, by the function that asks for them and what PostgreSQL says; the list only
shrinks: a new one fails, and so does one that has become unnecessary. No statement may make SQLite build an index for it.
"""

import pathlib
import sqlite3
import sys

import psycopg

import engines
import record

LIST = pathlib.Path(__file__).with_name("exceptions.txt")


def listed():
    lines = LIST.read_text().splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def refused(connection, statement):
    """What PostgreSQL says of a statement; None where it prepares and can be planned."""
    text = engines.numbered(statement)
    try:
        connection.execute(f"PREPARE asked AS {text}")
        connection.execute("DEALLOCATE asked")
        connection.execute(f"EXPLAIN (GENERIC_PLAN) {text}")
    except psycopg.Error as error:
        return engines.complaint(error)


def makes_index(connection, statement):
    """Whether SQLite reads a whole table to make an index that lasts as long as the statement: slow once it is large."""
    plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", [None] * engines.count(statement))
    return any(" AUTOMATIC " in line for *_, line in plan)


def main(path, programs):
    asked = record.read(path, programs)
    # What migrations say is carried out, not prepared.
    asked = {statement: names - {"Schema.carryOut"} for statement, names in asked.items()}
    asked = {statement: names for statement, names in asked.items() if names}
    here = engines.sqlite()
    found, examples, unindexed = set(), {}, []
    with engines.postgres() as there:
        for name, complaint in engines.migrate(there):
            found.add(f"{name}: {complaint}")
        useless = [name for name, (pattern, _) in engines.REPLACEMENTS.items() if not engines.is_used(pattern)]
        for statement, names in sorted(asked.items()):
            unindexed += [statement] if makes_index(here, statement) else []
            complaint = refused(there, statement)
            for name in names if complaint else []:
                line = f"{name}: {complaint}"
                found.add(line)
                examples.setdefault(line, statement)
    for line in sorted(found - listed()):
        print(f"not listed: {line}\n{examples.get(line, '')}\n")
    for line in sorted(listed() - found):
        print(f"unnecessary by now: {line}")
    for name in useless:
        print(f"a replacement without use: {name}")
    for statement in unindexed:
        print(f"SQLite makes an index of its own for it, each time:\n{statement}\n")
    print(f"{len(asked)} statements, {len(found)} exceptions")
    return len(asked) > 200 and found == listed() and not useless and not unindexed


if __name__ == "__main__":
    sys.exit(0 if main(*sys.argv[1:]) else 1)
