#!/usr/bin/env python3
"""Writes CommonPasswords+Table.swift: a binary fuse filter of passwords that many people choose.

Usage, in this directory, where pip and apt may reach their archives:

    pip install zxcvbn==4.5.0 Django==5.2.19
    apt-get download sqlmap=1.7.2-1 && dpkg -x sqlmap_1.7.2-1_all.deb unpacked
    python3 build.py unpacked/usr/share/sqlmap/data/txt/wordlist.tx_

Sources: the frequency lists of zxcvbn (MIT) and Django's list of common passwords (BSD-3-Clause), and for passwords of
15 characters and more, which those hardly have, Debian's package sqlmap (GPL-2+), whose list was gathered from leaks
and is in the order of the alphabet. What is written holds 12-bit fingerprints, none of the words. The same lists give
the same file, byte for byte.

The filter: Graf and Lemire, "Binary Fuse Filters: Fast and Smaller Than Xor Filters" (2022), with three segments.
"""

import gzip
import importlib.resources
import math
import sys
import zipfile

from zxcvbn.frequency_lists import FREQUENCY_LISTS

MASK64 = (1 << 64) - 1
FINGERPRINT_BITS = 12
LONGEST_RUN = 32
LONG = 15


def words():
    """Passwords of 4 characters and more, since a short one may be repeated; dictionary words of 8 and more; passwords
    of 15 and more from the list that has many of those."""
    packed = importlib.resources.files("django.contrib.auth") / "common-passwords.txt.gz"
    chosen = [*FREQUENCY_LISTS["passwords"], *gzip.decompress(packed.read_bytes()).decode().split()]
    found = {word for word in chosen if len(word) >= 4}
    found.update(word for word in FREQUENCY_LISTS["english_wikipedia"] if len(word) >= 8)
    found.update(word for word in leaked() if len(word) >= LONG)
    found.update(runs())
    return sorted({word.lower() for word in found})


def leaked():
    with zipfile.ZipFile(sys.argv[1]) as packed:
        return packed.read("wordlist.txt").decode("utf-8", "replace").splitlines()


def runs():
    """Runs along the keyboard, the digits and the alphabet, forwards and backwards, of every length from 8."""
    rows = ["1234567890", "0123456789", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
            "qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0"]
    for top, middle, low in (("qwertyuiop", "asdfghjkl", "zxcvbnm"), ("qwertzuiop", "asdfghjkl", "yxcvbnm")):
        rows += [top + middle + low, middle + low, low, "1234567890" + top + middle + low, top + "1234567890",
                 top + middle + low + "1234567890"]
    for row in rows:
        for text in (row, row[::-1]):
            longer = text * (LONGEST_RUN // len(text) + 1)
            yield from (longer[:length] for length in range(8, LONGEST_RUN + 1))


def mix(word, seed):
    """FNV-1a over the UTF-8 bytes, then MurmurHash3's finaliser: what `CommonPasswords.hash` computes."""
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = (value ^ byte) * 0x100000001B3 & MASK64
    value = (value + seed) & MASK64
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        value = (value ^ value >> 33) * factor & MASK64
    return value ^ value >> 33


class Shape:
    def __init__(self, count):
        self.segment = 1 << int(math.log(count) / math.log(3.33) + 2.25)
        factor = 0.875 + 0.25 * math.log(1_000_000) / math.log(count)
        self.starts = (round(count * factor) // self.segment - 1) * self.segment
        self.slots = self.starts + 2 * self.segment

    def places(self, value):
        first = value * self.starts >> 64
        mask = self.segment - 1
        return first, (first + self.segment) ^ (value >> 18 & mask), (first + 2 * self.segment) ^ (value & mask)


def fingerprint(value):
    return (value ^ value >> 32) & (1 << FINGERPRINT_BITS) - 1


def fill(values, shape):
    """The table, or None where the words cannot be told apart under this seed."""
    holders = [set() for _ in range(shape.slots)]
    for value in values:
        for place in shape.places(value):
            holders[place].add(value)
    alone = [place for place, held in enumerate(holders) if len(held) == 1]
    order = []
    while alone:
        place = alone.pop()
        if len(holders[place]) != 1:
            continue
        value = holders[place].pop()
        order.append((value, place))
        for other in shape.places(value):
            holders[other].discard(value)
            if len(holders[other]) == 1:
                alone.append(other)
    if len(order) != len(values):
        return None
    table = [0] * shape.slots
    for value, place in reversed(order):
        table[place] = fingerprint(value)
        for other in shape.places(value):
            if other != place:
                table[place] ^= table[other]
    return table


def build(found):
    shape = Shape(len(found))
    for seed in range(1, 100):
        values = {mix(word, seed) for word in found}
        table = fill(values, shape)
        if table:
            return seed, shape, table
    sys.exit("no seed fits: make the table larger")


def swift(count, long, seed, shape, table):
    # Two printable characters a fingerprint: a text is compiled at once and stays in the program file, where an array
    # of numbers takes the compiler a minute and the program memory of its own.
    text = "".join(chr(63 + (value >> 6)) + chr(63 + (value & 63)) for value in table)
    lines = [text[start:start + 110] for start in range(0, len(text), 110)]
    joined = "\\#\n".join("        " + line for line in lines)
    return f'''// Written by build.py; do not edit.

extension CommonPasswords {{
    /// - Units: words in the filter.
    static let count = {count:_}
    /// - Units: those of them that have 15 characters and more.
    static let longCount = {long:_}
    static let seed: UInt64 = {seed}
    static let segmentLength = {shape.segment:_}
    static let startCount = {shape.starts:_}

    /// Two characters from `?` to `~` for each slot, six bits each.
    static let table: StaticString = #"""
{joined}
        """#
}}
'''


found = words()
long = sum(len(word) >= LONG for word in found)
seed, shape, table = build(found)
with open("CommonPasswords+Table.swift", "w", encoding="ascii") as out:
    out.write(swift(len(found), long, seed, shape, table))
print(f"{len(found)} words, {long} of 15 characters and more, {shape.slots} slots, {2 * shape.slots} bytes, seed {seed}")
