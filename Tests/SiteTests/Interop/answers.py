"""Holds answers against www/openapi.json.

Reads lines of JSON, each an answer with method, pattern, status, type and body; prints what is wrong with them, a line
each, and nothing where all is as it is described.
"""

import json
import sys

import jsonschema_rs

described = json.load(open(sys.argv[1], encoding="utf-8"))


def schema_of(answer):
    operation = described["paths"][answer["pattern"]][answer["method"].lower()]
    response = operation["responses"].get(str(answer["status"]))
    if response is None:
        return None, "is no status of it"
    if "$ref" in response:
        response = described["components"]["responses"][response["$ref"].split("/")[-1]]
    content = response.get("content", {})
    if not answer["body"]:
        return None, "has no body" if content else None
    if answer["type"] not in content:
        return None, f"has the type {answer['type']}"
    return content[answer["type"]]["schema"], None


for line in sys.stdin:
    answer = json.loads(line)
    schema, fault = schema_of(answer)
    faults = [fault] if fault else []
    if schema and answer["type"].endswith("json"):
        whole = {**schema, "components": described["components"]}
        validator = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
        faults += [str(error).splitlines()[0] for error in validator.iter_errors(json.loads(answer["body"]))]
    for fault in faults:
        print(answer["method"], answer["pattern"], answer["status"], fault)
