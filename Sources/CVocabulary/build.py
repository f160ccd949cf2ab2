#!/usr/bin/env python3
"""Writes o200k.table and cl100k.table from the vocabularies of OpenAI's models.

    pip download --no-deps litellm && unzip litellm-*.whl 'litellm/litellm_core_utils/tokenizers/*'
    python3 Sources/CVocabulary/build.py litellm/litellm_core_utils/tokenizers

The files there are those that tiktoken fetches, under the names of its cache; their digests are the ones that tiktoken
asks for. A table is what a program maps and looks up in, all numbers little-endian and of 32 bits: the number of tokens,
the number of slots, the slots, the places where the tokens begin, with the end of the last one, and their bytes one
after the other. A slot is 0, or has the upper 14 bits of a token's hash above one more than its rank; a token stands in
the first free slot from the one that the lower bits of its hash name.
"""

import base64
import hashlib
import pathlib
import struct
import sys

HERE = pathlib.Path(__file__).parent
VOCABULARIES = {
    "o200k": ("https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken",
              "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"),
    "cl100k": ("https://openaipublic.blob.core.windows.net/encodings/cl100k_base.tiktoken",
               "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"),
}
RANK_BITS = 18


def fnv1a(token):
    hash = 0x811C9DC5
    for byte in token:
        hash = (hash ^ byte) * 0x01000193 & 0xFFFFFFFF
    return hash


def table(tokens):
    size = 1 << (len(tokens) * 5 // 4).bit_length()
    slots = [0] * size
    for rank, token in enumerate(tokens):
        hash = fnv1a(token)
        slot = hash % size
        while slots[slot]:
            slot = (slot + 1) % size
        slots[slot] = hash >> RANK_BITS << RANK_BITS | rank + 1
    places = [0]
    for token in tokens:
        places.append(places[-1] + len(token))
    numbers = [len(tokens), size, *slots, *places]
    return struct.pack(f"<{len(numbers)}I", *numbers) + b"".join(tokens)


for name, (address, digest) in VOCABULARIES.items():
    data = (pathlib.Path(sys.argv[1]) / hashlib.sha1(address.encode()).hexdigest()).read_bytes()
    assert hashlib.sha256(data).hexdigest() == digest, name
    tokens = []
    for line in data.splitlines():
        token, rank = line.split()
        assert int(rank) == len(tokens)
        tokens.append(base64.b64decode(token))
    assert len(tokens) < 1 << RANK_BITS
    (HERE / f"{name}.table").write_bytes(table(tokens))
