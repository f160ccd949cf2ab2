#!/usr/bin/env python3
"""Writes CollationTable+Data.swift from the Default Unicode Collation Element Table.

    apt-get install unicode-data
    python3 Sources/Collation/build.py /usr/share/unicode/allkeys.txt

The table has single code points up to U+30FF, which are the alphabets that names are written in, and kana; ligatures,
wide and narrow forms, and emoji. Beyond it are Han and Hangul, whose order is that of their code points, and rare
scripts, which stand behind everything.
"""

import pathlib
import re
import sys

RANGES = [range(0x3100), range(0xFB00, 0xFB07), range(0xFF01, 0xFFF0), range(0x1F000, 0x1FB00)]
HERE = pathlib.Path(__file__).parent


def elements(lines):
    """(code point, [(primary, secondary, tertiary)]) for each line that has a single code point."""
    for line in lines:
        found = re.match(r"([0-9A-F]+) +; ((?:\[[.*][0-9A-F.]+\])+)", line)
        if found and any(int(found[1], 16) in codes for codes in RANGES):
            weights = re.findall(r"\[[.*]([0-9A-F]{4})\.([0-9A-F]{4})\.([0-9A-F]{4})\]", found[2])
            yield int(found[1], 16), [tuple(int(weight, 16) for weight in element) for element in weights]


def element(weights):
    primary, secondary, tertiary = weights
    assert primary <= 0xFFFF and secondary <= 0xFFF and tertiary <= 0xFF
    return f"{primary:04x}{secondary:03x}{tertiary:02x}"


def literal(text, width=112):
    rows = [text[start:start + width] for start in range(0, len(text), width)]
    return '"""\n' + "\\\n".join("        " + row for row in rows) + '\n        """'


lines = open(sys.argv[1], encoding="utf8").read().split("\n")
version = next(line.split()[1] for line in lines if line.startswith("@version"))
table = dict(elements(lines))
ascii_weights = []
for code in range(0x80):
    weights = table.pop(code)
    assert len(weights) == 1, hex(code)
    ascii_weights.append(element(weights[0]))
records = [f"{code:05x}{element(weights)}" for code in sorted(table) for weights in table[code]]
(HERE / "CollationTable+Data.swift").write_text(f"""// Written by build.py from DUCET {version}; do not edit.

extension CollationTable {{
    /// The element of each ASCII character, in their order.
    static let ascii: StaticString = {literal("".join(ascii_weights))}

    /// A record for each element of the other characters: the code point, and its three weights.
    static let others: StaticString = {literal("".join(records))}
}}
""")
