#!/usr/bin/env python3
"""Reads a JSON array of texts and prints for each how many tokens tiktoken counts in it: the oracle of TokenInteropTests.

    vocabularies.py TEXTS.json Sources/CVocabulary

The vocabularies are read from the tables of the program, so nothing is fetched; what these hold is checked against the
digests that tiktoken asks for.
"""

import base64
import hashlib
import json
import pathlib
import struct
import sys
import unittest.mock

import tiktoken
from tiktoken_ext import openai_public

TABLES = pathlib.Path(sys.argv[2])


def tokens(name):
    data = (TABLES / f"{name}.table").read_bytes()
    count, slots = struct.unpack_from("<2I", data)
    places = struct.unpack_from(f"<{count + 1}I", data, 4 * (2 + slots))
    start = 4 * (2 + slots + count + 1)
    return [data[start + place:start + end] for place, end in zip(places, places[1:])]


def load(address, expected_hash):
    ranks = {token: rank for rank, token in enumerate(tokens(pathlib.Path(address).stem.removesuffix("_base")))}
    lines = b"".join(base64.b64encode(token) + b" %d\n" % rank for token, rank in ranks.items())
    assert hashlib.sha256(lines).hexdigest() == expected_hash, address
    return ranks


with unittest.mock.patch.object(openai_public, "load_tiktoken_bpe", load):
    encodings = [tiktoken.Encoding(**make()) for make in (openai_public.o200k_base, openai_public.cl100k_base)]
texts = json.load(open(sys.argv[1], encoding="utf8"))
print(json.dumps([[len(encoding.encode_ordinary(text)) for encoding in encodings] for text in texts]))
