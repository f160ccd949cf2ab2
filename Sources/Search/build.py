#!/usr/bin/env python3
"""Prints the rows of SearchText+Table.swift: what each letter with a mark is folded to.

    python3 Sources/Search/build.py
"""

import unicodedata

# Letters that Unicode does not take apart, and those that German and its neighbours write as two.
EXTRA = {
    "ß": "s", "ẞ": "s", "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i",
    "ſ": "s", "ŉ": "n", "ƀ": "b", "ɓ": "b", "ƃ": "b", "ƈ": "c", "ɖ": "d", "ɗ": "d", "ƌ": "d", "ƒ": "f", "ɠ": "g",
    "ƙ": "k", "ƚ": "l", "ɨ": "i", "ɲ": "n", "ƞ": "n", "ɵ": "o", "ƥ": "p", "ʈ": "t", "ƭ": "t", "ƫ": "t", "ʋ": "v",
    "ƴ": "y", "ƶ": "z", "ȥ": "z", "ⱥ": "a", "ȼ": "c", "ɇ": "e", "ɉ": "j", "ɍ": "r", "ɏ": "y", "ⱦ": "t", "ʉ": "u",
    "ǥ": "g", "ȡ": "d", "ȴ": "l", "ȵ": "n", "ȶ": "t", "ȷ": "j", "ς": "σ",
}
RANGES = [range(0xC0, 0x500), range(0x1E00, 0x2000)]


def folded(code):
    """The letter alone, or a space where nothing changes."""
    letter = chr(code)
    if not unicodedata.category(letter).startswith("L"):
        return " "
    while True:
        lower = unicodedata.normalize("NFD", letter.lower())[0]
        lower = EXTRA.get(lower, lower)
        if lower == letter:
            return " " if ord(letter) == code else letter
        letter = lower


for codes in RANGES:
    text = "".join(folded(code) for code in codes)
    for start in range(0, len(text), 64):
        print(f'        "{text[start:start + 64]}",')
    print()
