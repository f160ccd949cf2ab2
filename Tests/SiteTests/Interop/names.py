"""Names as precis-i18n prepares them, one JSON array a line: typed, kept in its case, in lower case; null where refused."""

import json
import random
import sys
import unicodedata

import precis_i18n.profile
from precis_i18n.unicode import UnicodeData

data = UnicodeData()
profiles = [
    precis_i18n.profile.Username(data, "UsernameCasePreserved", None),
    precis_i18n.profile.Username(data, "UsernameCaseMapped", "lower"),
]


def enforce(profile, text):
    try:
        return profile.enforce(text)
    except UnicodeEncodeError:
        return None


def show(text):
    # Spaces part a name before the profile is asked, so they are no part of what is compared.
    if text and not any(c in " \u3000" for c in text):
        print(json.dumps([text] + [enforce(profile, text) for profile in profiles]))


# Of the thousands of ideographs and syllables that are all alike, some.
assigned = [
    chr(code) for code in range(0x110000)
    if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
    and (code % 41 == 0 or not (0x3400 <= code < 0xd7b0 or 0x17000 <= code < 0x18d00 or code >= 0x20000))
]
seed = int(sys.argv[1])
# A fourth of them, another with the next seed.
for character in assigned[seed % 4::4]:
    show(character)
    show("a" + character)

random.seed(seed)
alphabets = [
    "aA1._-", "lL\u00b7", "äÄa\u0308ßẞ", "ΣσςΑ\u0375\u0301", "אבג\u05f3\u05f41", "ابت\u200c\u200d\u064b٠۰1",
    "कष\u094d\u200c\u200d", "ァあ漢\u30fba", "ＡａﾊﾞＺ", "각ᄀ\u1161\u11a8", "İıiI\u0307", "\u0300\u0345\u0316\u031ba",
]
for number in range(5_000):
    letters = alphabets[number % len(alphabets)] + (random.choice(assigned) if number % 3 else "")
    show("".join(random.choice(letters) for _ in range(random.randint(1, 6))))
