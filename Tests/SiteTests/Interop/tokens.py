"""Reads an access token of a running site with PyJWT, and makes tokens of its own.

Arguments: the site's origin and the directory of its keys. Standard input: an access token of account 1, just made.
Prints a JSON object of tokens by what is wrong with them; "right" is good. Ends with an error if the site's own token
is not what RFC 9068 and RFC 7519 ask for.
"""

import json
import pathlib
import sys
import time

import jwt
from jwt.utils import base64url_encode

origin, directory = sys.argv[1:]
token = sys.stdin.read()
file = sorted(pathlib.Path(directory).glob("*.HS256.key"))[-1]
key, kid = file.read_bytes(), file.name.removesuffix(".HS256.key")

# What the library reads in ours.
names = {"iss", "aud", "sub", "iat", "exp", "jti", "sid"}
claims = jwt.decode(
    token, key, algorithms=["HS256"], issuer=origin, audience=origin, options={"require": sorted(names - {"sid"})}
)
assert jwt.get_unverified_header(token) == {"alg": "HS256", "typ": "at+jwt", "kid": kid}
assert set(claims) == names, claims
assert claims["sub"] == "1" and isinstance(claims["sid"], int) and claims["sid"] > 0, claims
assert claims["exp"] - claims["iat"] == 900 and abs(time.time() - claims["iat"]) < 60, claims
assert len(claims["jti"]) == 16, claims
for wrong in ({"key": bytes(32)}, {"audience": "x"}, {"issuer": "x"}, {"algorithms": ["HS512"]}):
    arguments = {"key": key, "audience": origin, "issuer": origin, "algorithms": ["HS256"]} | wrong
    try:
        jwt.decode(token, **arguments)
        sys.exit(f"read with {sorted(wrong)} that is not its own")
    except jwt.InvalidTokenError:
        pass


def encode(header: dict, payload: dict = claims, secret: bytes = key) -> str:
    """Signs with the library's algorithm, and with the header's members in this order.

    jwt.encode puts "typ" first and its sort_headers puts "kid" second. The site reads a header only as it writes it.
    """
    parts = [base64url_encode(json.dumps(part, separators=(",", ":")).encode()) for part in (header, payload)]
    signed = b".".join(parts)
    signature = jwt.get_algorithm_by_name(header["alg"]).sign(signed, secret)
    return b".".join([signed, base64url_encode(signature)]).decode()


def without(name: str) -> dict:
    return {other: value for other, value in claims.items() if other != name}


header = {"alg": "HS256", "typ": "at+jwt", "kid": kid}
right = encode(header)
head, body, signature = right.split(".")
tokens = {
    "right": right,
    "alg none": jwt.encode(claims, None, algorithm="none", headers={"typ": "at+jwt", "kid": kid}),
    "alg none, no kid": jwt.encode(claims, None, algorithm="none"),
    "alg None, with our signature": encode(header).replace(
        head, base64url_encode(b'{"alg":"None","typ":"at+jwt","kid":"%s"}' % kid.encode()).decode()
    ),
    "HS512": encode(header | {"alg": "HS512"}),
    "HS384": encode(header | {"alg": "HS384"}),
    "typ JWT": encode(header | {"typ": "JWT"}),
    "typ application/at+jwt": encode(header | {"typ": "application/at+jwt"}),
    "no typ": encode({"alg": "HS256", "kid": kid}),
    "no kid": encode({"alg": "HS256", "typ": "at+jwt"}),
    "unknown kid": encode(header | {"kid": "20200101T000000Z-0000"}),
    "kid that is a path": encode(header | {"kid": "../event"}),
    "empty key": encode(header, secret=b"\0"),
    "crit": encode(header | {"crit": ["exp"]}),
    "jwk": encode(header | {"jwk": {"kty": "oct", "k": base64url_encode(key).decode()}}),
    "jku": encode(header | {"jku": "http://127.0.0.1/keys"}),
    "the library's own order": jwt.encode(claims, key, algorithm="HS256", headers={"typ": "at+jwt", "kid": kid}),
    "wrong aud": encode(header, claims | {"aud": "http://127.0.0.1:1"}),
    "aud as a list": encode(header, claims | {"aud": [origin]}),
    "wrong iss": encode(header, claims | {"iss": origin + "/"}),
    "expired": encode(header, claims | {"iat": claims["iat"] - 1000, "exp": claims["iat"] - 100}),
    "from the future": encode(header, claims | {"iat": claims["iat"] + 600, "exp": claims["iat"] + 1500}),
    "exp as text": encode(header, claims | {"exp": str(claims["exp"])}),
    "exp as a fraction": encode(header, claims | {"exp": claims["exp"] + 0.5}),
    "somebody else's session": encode(header, claims | {"sub": "2"}),
    "a session there is not": encode(header, claims | {"sid": 4711}),
    "huge": encode(header, claims | {"more": "a" * 4000}),
    "signature cut": right[:-1],
    "signature with stray bits": right[:-1] + chr(ord(right[-1]) + 1),
    "padding": right + "=",
    "no signature": f"{head}.{body}.",
    "a fourth part": right + ".",
} | {f"no {name}": encode(header, without(name)) for name in sorted(names - {"jti"})}
print(json.dumps(tokens))
