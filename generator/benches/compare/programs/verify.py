"""Validates each body of a folder with jsonschema-rs: verify.py SCHEMA FOLDER"""

import json
import pathlib
import sys

import jsonschema_rs

schema, folder = map(pathlib.Path, sys.argv[1:])
validator = jsonschema_rs.validator_for(json.loads(schema.read_text()))
for body in sorted(folder.iterdir()):
    if not validator.is_valid(json.loads(body.read_text())):
        sys.exit(f"{body} is not valid")
