#!/usr/bin/env python3
"""Writes UnicodeTables+Data.swift from the files of Debian's package unicode-data.

    python3 Sources/Domain/Unicode/build.py
"""

import pathlib
import re

SOURCE = pathlib.Path("/usr/share/unicode")
TARGET = pathlib.Path(__file__).with_name("UnicodeTables+Data.swift")
WIDTH = 105

# RFC 8264, section 9.6: what no property of Unicode says.
EXCEPTIONS = {
    **dict.fromkeys([0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007], True),
    **dict.fromkeys([0xB7, 0x375, 0x5F3, 0x5F4, 0x30FB, *range(0x660, 0x66A), *range(0x6F0, 0x6FA)], True),
    **dict.fromkeys([0x640, 0x7FA, 0x302E, 0x302F, *range(0x3031, 0x3036), 0x303B], False),
}
JOINERS = {0x200C, 0x200D}
# The bidirectional classes that RFC 5893 tells apart; what it treats alike is one letter.
BIDI = {"L": "L", "R": "R", "AL": "A", "AN": "N", "EN": "E", "NSM": "M"}


def lines(name):
    for line in (SOURCE / name).read_text(encoding="utf-8").splitlines():
        text = line.split("#")[0].strip()
        if text:
            yield [field.strip() for field in text.split(";")]


def codes(text):
    first, _, last = text.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def property_of(name, wanted):
    """The code points that have a property, or one of some values of it."""
    return {code: fields[1] for fields in lines(name) if fields[1] in wanted for code in codes(fields[0])}


def characters():
    """Category, bidirectional class and decomposition of every assigned code point."""
    start = None
    for fields in lines("UnicodeData.txt"):
        code, name = int(fields[0], 16), fields[1]
        if name.endswith(", First>"):
            start = code
            continue
        first = start if name.endswith(", Last>") else code
        start = None
        for each in range(first, code + 1):
            yield each, fields[2], fields[4], fields[5]


ALL = {code: (category, bidi, mapping) for code, category, bidi, mapping in characters()}
CANONICAL, WIDTHS = {}, {}
for code, (_, _, mapping) in ALL.items():
    kind = re.match(r"<(\w+)> ", mapping)
    parts = [int(part, 16) for part in mapping[kind.end() if kind else 0:].split()]
    if parts and not kind:
        CANONICAL[code] = parts
    if kind and kind[1] in ("wide", "narrow"):
        WIDTHS[code] = parts[0]

EXCLUDED = property_of("DerivedNormalizationProps.txt", {"Full_Composition_Exclusion"})
IGNORED = property_of("DerivedCoreProperties.txt", {"Default_Ignorable_Code_Point"})
NONCHARACTERS = property_of("PropList.txt", {"Noncharacter_Code_Point"})
OLD_JAMO = property_of("HangulSyllableType.txt", {"L", "V", "T"})
NOT_NFKC = {
    code for fields in lines("DerivedNormalizationProps.txt") if fields[1] == "NFKC_QC" and fields[2] == "N"
    for code in codes(fields[0])
}


def is_identifier(code):
    """RFC 8264, section 8, with the code points whose context decides."""
    if code in EXCEPTIONS:
        return EXCEPTIONS[code]
    if code not in ALL:
        return False
    if 0x21 <= code <= 0x7E or code in JOINERS:
        return True
    if code in OLD_JAMO or code in IGNORED or code in NONCHARACTERS or code in NOT_NFKC:
        return False
    return ALL[code][0] in ("Ll", "Lu", "Lo", "Nd", "Lm", "Mn", "Mc")


def ranges(tags):
    """Records of first, last and tag; neighbours of one tag are one record."""
    records = []
    for code in sorted(tags):
        if records and records[-1][1] == code - 1 and records[-1][2] == tags[code]:
            records[-1][1] = code
        else:
            records.append([code, code, tags[code]])
    return "".join(f"{first:05x}{last:05x}{tag}" for first, last, tag in records)


TABLES = {
    "decompositions": (
        "Canonical mappings of one step: the character, and what it is made of; zero for a second part that is not.",
        "".join(f"{code:05x}{parts[0]:05x}{(parts + [0])[1]:05x}" for code, parts in sorted(CANONICAL.items()))),
    "compositions": (
        "The two parts, and the character that they are together.",
        "".join(
            f"{parts[0]:05x}{parts[1]:05x}{code:05x}"
            for code, parts in sorted(CANONICAL.items(), key=lambda item: item[1])
            if len(parts) == 2 and code not in EXCLUDED)),
    "widths": (
        "Fullwidth and halfwidth characters, and what they are otherwise.",
        "".join(f"{code:05x}{plain:05x}" for code, plain in sorted(WIDTHS.items()))),
    "identifiers": (
        "First and last of the characters that names may have (RFC 8264, IdentifierClass), and their bidirectional class.",
        ranges({code: BIDI.get(ALL[code][1], "O") for code in range(0x110000) if is_identifier(code)})),
    "joining": (
        "First and last of the characters that join their neighbours, and to which side.",
        ranges({
            code: fields[1] for fields in lines("extracted/DerivedJoiningType.txt") if fields[1] in "LRDT"
            for code in codes(fields[0])})),
    "scripts": (
        "First and last of the letters of the scripts that a rule of context asks for: Greek, Hebrew, and K for Japanese.",
        ranges({
            code: {"Greek": "G", "Hebrew": "H"}.get(script, "K") for code, script in property_of(
                "Scripts.txt", {"Greek", "Hebrew", "Hiragana", "Katakana", "Han"}).items()})),
}


def literal(name, remark, text):
    rows = [text[start:start + WIDTH] for start in range(0, len(text), WIDTH)]
    body = "\\\n        ".join(rows)
    return f'    /// {remark}\n    static let {name}: StaticString = """\n        {body}\n        """\n'


if __name__ == "__main__":
    version = re.search(r"(\d+\.\d+\.\d+)", (SOURCE / "DerivedAge.txt").read_text())[1]
    TARGET.write_text(
        f"// Written by build.py from Unicode {version}; do not edit.\n\nextension UnicodeTables {{\n"
        + "\n".join(literal(name, *table) for name, table in TABLES.items()) + "}\n", encoding="utf-8")
