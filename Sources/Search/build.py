#!/usr/bin/env python3
"""Writes FoldingTable+Data.swift: what each character is folded to, and what it is in a text.

    python3 Sources/Search/build.py

Source: the Unicode Character Database as Debian's package unicode-data has it; its version stands in the table.
"""

import pathlib
import re

DATA = pathlib.Path("/usr/share/unicode")
TABLE = pathlib.Path(__file__).with_name("FoldingTable+Data.swift")
# Beyond it are only tags and variation selectors, which fall away, and what is private.
LIMIT = 0x30000
BLOCK = 64
LINE = 100

# Letters that Unicode does not take apart: those with a stroke, a hook or a tail, what German and its neighbours write
# as two, the forms of alef, yeh, kaf and heh that Arabic and Persian keyboards disagree on, Hebrew's final letters.
PLAIN = dict(zip(
    "ßæœøłđðħŧıŉƀɓƃƈɖɗƌƒɠƙƚɨɲƞɵƥʈƭƫʋƴƶȥⱥȼɇɉɍɏⱦʉǥȡȴȵȶȷς",
    "saoolddhtinbbbcdddfgkl" "innoptttvyzzacejrytugdlntjσ"))
PLAIN.update(zip("ٱىیکةہھەךםןףץ", "اييكههههכמנפצ"))

# Marks that are letters in all but name: vowels below Thai, Lao and Tibetan, Telugu's length marks, virama, and the
# voice marks of kana. Every other mark with a combining class falls away.
KEPT_CLASSES = {8, 9, 84, 91, 103, 118, 129, 130, 132}
SKIN_TONES = range(0x1F3FB, 0x1F400)
# They draw out the letter before them, in Arabic and N'Ko.
STRETCHES = {0x640, 0x7FA}
WITHOUT_SPACES = {"Han", "Hiragana", "Katakana", "Hangul", "Bopomofo", "Yi"}


def lines(name):
    """The fields of each line of a file of Unicode's, without comments."""
    with open(DATA / name, encoding="utf-8") as file:
        for line in file:
            fields = [field.strip() for field in line.split("#")[0].split(";")]
            if len(fields) > 1:
                yield fields


def ranges(name, wanted, column=1):
    """The characters for which a file of ranges says one of `wanted`."""
    found = {}
    for fields in lines(name):
        if fields[column] in wanted:
            first, _, last = fields[0].partition("..")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                found[code] = fields
    return found


def characters():
    """Category, combining class, decomposition and decimal digit of every character that is assigned."""
    found, first = {}, None
    for fields in lines("UnicodeData.txt"):
        code = int(fields[0], 16)
        parts = [int(part, 16) for part in re.sub("<.*>", "", fields[5]).split()]
        entry = (fields[2], int(fields[3]), parts, fields[6])
        if fields[1].endswith("First>"):
            first = code
        for each in range(first if fields[1].endswith("Last>") else code, code + 1):
            found[each] = entry
    return found


CHARACTERS = characters()
FOLDED = {
    code: [int(part, 16) for part in fields[2].split()]
    for code, fields in ranges("DerivedNormalizationProps.txt", {"NFKC_CF"}).items()
}
APART = ranges("Scripts.txt", WITHOUT_SPACES) | ranges("LineBreak.txt", {"SA"})
# The mark of long vowels belongs to both kana and thus to no script.
APART[0x30FC] = None
VERSION = re.search(r"-([\d.]+)\.txt", (DATA / "Scripts.txt").read_text(encoding="utf-8")).group(1)


def category(code):
    return CHARACTERS.get(code, ("Cn", 0, [], ""))[0]


def falls_away(code):
    kind, combining = CHARACTERS.get(code, ("Cn", 0))[:2]
    return kind in ("Cf", "Me") or code in SKIN_TONES or code in STRETCHES or combining > 0 and combining not in KEPT_CLASSES


def once(code):
    """NFKC_CF, taken apart, without marks, and the plain letter."""
    for part in FOLDED.get(code, [code]):
        pieces = CHARACTERS.get(part, ("", 0, [], ""))[2]
        if pieces:
            yield from (folded for piece in pieces for folded in once(piece))
        elif CHARACTERS.get(part, ("",) * 4)[3]:
            yield ord("0") + int(CHARACTERS[part][3])
        elif not falls_away(part):
            yield ord(PLAIN.get(chr(part), chr(part)))


def folded(code):
    """What it is folded to in the end."""
    before, after = None, [code]
    while before != after:
        before, after = after, [folded for part in after for folded in once(part)]
    # Marks of spacing stand on a space of their own.
    return [part for part in after if part != 0x20] or after


def kind(code):
    """A letter, one of a script without spaces, a mark in it, a sign by its category, or what separates."""
    kind = category(code)
    if code in APART and kind[0] in "LNM":
        return 3 if kind[0] == "M" else 2
    if kind[0] in "LNM" or kind in ("Co", "Cn"):
        return 3 if code in (0x3099, 0x309A) else 1
    if kind in ("Ps", "Pe", "Pi", "Pf") or chr(code) in "\"'":
        return 0
    return {"P": 4, "S": 6 if kind == "So" else 5}.get(kind[0], 0)


def digits(number, count):
    """In base 64, whose digits begin with that for zero."""
    return "".join(chr(0x30 + (number >> 6 * place & 63)) for place in reversed(range(count)))


def trie(values, width):
    """Blocks, each once, and for each block of characters the number of its own."""
    blocks, index = {}, ""
    for start in range(0, LIMIT, BLOCK):
        block = "".join(digits(value, width) for value in values[start:start + BLOCK])
        index += digits(blocks.setdefault(block, len(blocks)), 2)
    return index, "".join(blocks)


def literal(name, text, comment):
    rows = [text[start:start + LINE] for start in range(0, len(text), LINE)]
    body = " \\#\n".join(rows).replace(" \\#", "\\#")
    body = "\n".join("        " + row for row in body.split("\n"))
    return f'    /// {comment}\n    static let {name}: StaticString = #"""\n{body}\n        """#\n'


def main():
    outputs, places = "", {}
    values = []
    for code in range(LIMIT):
        result = tuple(folded(code)) if code not in range(0xAC00, 0xD7A4) else (code,)
        if result == (code,):
            values.append(0)
            continue
        if result not in places:
            # Zero is what stays as it is.
            places[result] = len(outputs) + 1
            outputs += digits(len(result), 1) + "".join(digits(part, 3) for part in result)
        values.append(places[result])
    fold_index, fold_blocks = trie(values, 3)
    kind_index, kind_blocks = trie([kind(code) for code in range(LIMIT)], 1)
    TABLE.write_text(
        f"""/// Unicode {VERSION}; `build.py` beside this file writes it.
extension FoldingTable {{
{literal("foldIndex", fold_index, "Two digits for each 64 characters: the number of their block.")}
{literal("foldBlocks", fold_blocks, "Three digits for each character: 0 for itself, or one more than its place in `outputs`.")}
{literal("outputs", outputs, "A digit that counts, and three for each character.")}
{literal("kindIndex", kind_index, "As `foldIndex`.")}
{literal("kindBlocks", kind_blocks, "A digit for each character: the raw value of its `Folding.Kind`.")}}}
""", encoding="utf-8")
    print(len(outputs), len(places), len(fold_blocks), len(kind_blocks), len(fold_index), max(len(k) for k in places))


main()
