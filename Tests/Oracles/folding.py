#!/usr/bin/env python3
"""Compares Tests/Fixtures/search-pairs.tsv, which the units hold the search against, with what others know of languages:
Unicode's normal forms by `unicodedata`, and ICU's collation, which ignores case, width and marks at its first level.

    python3 Tests/Oracles/folding.py

A pair whose rule is `unicode` must be found, or not, by ICU as well; what is ours alone says `own`.
"""

import pathlib
import re
import sys
import unicodedata

import icu

PAIRS = pathlib.Path(__file__).parent.parent / "Fixtures/search-pairs.tsv"


def plain(text):
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found.group(1), 16)), text)


def pairs():
    for number, line in enumerate(PAIRS.read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("#"):
            language, stored, searched, found, rule = (plain(field) for field in line.split("\t"))
            yield number, language, stored, searched, found == "yes", rule


def finds(stored, word):
    """ICU's search at the first level, of letters without what stands between them, ASCII digits for all others."""
    collator = icu.RuleBasedCollator("")
    collator.setStrength(icu.Collator.PRIMARY)
    collator.setAttribute(icu.UCollAttribute.ALTERNATE_HANDLING, icu.UCollAttributeValue.SHIFTED)
    search = icu.StringSearch(word, stored, collator)
    return search.first() >= 0


def main():
    faults, counted, languages = [], 0, set()
    for number, language, stored, searched, found, rule in pairs():
        counted += 1
        languages.add(language)
        forms = [("NFC", "NFD"), ("NFD", "NFC"), ("NFKC", "NFKD")]
        for left, right in forms if rule == "unicode" else []:
            text = unicodedata.normalize(left, stored)
            words = unicodedata.normalize(right, searched).split()
            if all(finds(text, word) for word in words) != found:
                faults.append(f"line {number}, {language}: {searched} in {stored}: ICU finds it {not found} ({left})")
                break
        if rule not in ("unicode", "own"):
            faults.append(f"line {number}: there is no rule {rule}")
    if counted < 200 or len(languages) < 20:
        faults.append(f"{counted} pairs in {len(languages)} languages are too few")
    print(*faults, f"{counted} pairs, {len(languages)} languages, ICU {icu.ICU_VERSION}: {len(faults)} differ", sep="\n")
    sys.exit(bool(faults))


main()
