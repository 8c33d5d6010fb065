"""The schemas of `engage schema`, judged by check-jsonschema, which reads the files itself.

  schema.py ENGAGE TOOLS FOLDER

The records of the golden workspaces and of the sample are valid by them. Then each field of each kind is written in many
ways, right and wrong, one file for each: the schema and `engage check` accept the same files.
"""

import collections
import copy
import json
import os
import pathlib
import shutil
import subprocess
import sys

import ruamel.yaml
import yaml

ENGAGE, TOOLS, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
HERE = pathlib.Path(__file__).resolve().parent.parent
WORKSPACES = [HERE / "tests/golden/schema-1", HERE / "tests/golden/second-edition", HERE]

# a word that is read in old files only; `engage check` reports it by a check of the same name
OLD = "verdict: changed-mind\n"

# a field of text that has a form of its own, which no schema tells: a check
OWN_FORM = {"check"}


def engage(*arguments, cwd):
    """What engage answers there as JSON."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ENGAGE_")}
    ran = subprocess.run([ENGAGE, *arguments, "--json"], cwd=cwd, env=kept, stdout=subprocess.PIPE, check=False)
    return json.loads(ran.stdout)["data"]


def refused_by_schema(kind, files):
    """The files that are not valid by the schema of a kind."""
    program, schema = TOOLS / "bin/check-jsonschema", FOLDER / "schemas" / f"{kind}.json"
    line = [program, "--output-format", "json", "--schemafile", schema, *files]
    answer = json.loads(subprocess.run(line, stdout=subprocess.PIPE, check=False).stdout)
    assert not answer.get("parse_errors"), answer["parse_errors"]
    return {pathlib.Path(error["filename"]): error["message"] for error in answer.get("errors", [])}


def refused_by_engage(workspace):
    """The files that engage cannot read as what they should be, with what it says."""
    found = engage("check", cwd=workspace)["findings"]
    unread = {"unreadable", "unknown-key", "key-missing", "unknown-check"}
    return {workspace / one["path"]: one["sentence"] for one in found if one["check"] in unread}


def judge_golden(kinds):
    """Every file of the workspaces has a schema, and is valid by it."""
    for at, workspace in enumerate(WORKSPACES):
        copied = FOLDER / f"golden-{at}"
        shutil.copytree(workspace / "engagements", copied / "engagements")
        if (workspace / "engage.yaml").exists():
            shutil.copy(workspace / "engage.yaml", copied)
        files = {kind["kind"]: sorted(copied.glob(kind["files"][0])) for kind in kinds}
        without = {file for file in copied.rglob("*.yaml") if "forks" not in file.parts} - {
            file for some in files.values() for file in some
        }
        assert not without, without
        for kind, some in files.items():
            refused = refused_by_schema(kind, some) if some else {}
            refused = {file: why for file, why in refused.items() if OLD not in file.read_text()}
            assert not refused, refused
        yield sum(map(len, files.values()))


def places(schema, value, path=()):
    """Each property that a record answers, by its path, with its schema and the schema that holds it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            of_key = schema.get("properties", {}).get(key) or schema.get("additionalProperties")
            if of_key:
                yield (*path, key), of_key, schema
                yield from places(of_key, inner, (*path, key))
    if isinstance(value, list) and value:
        yield (*path, 0), schema["items"], None
        yield from places(schema["items"], value[0], (*path, 0))


def shape(schema):
    """What a property is, in a word."""
    choice = schema.get("enum") or schema.get("anyOf", [{}])[0].get("enum")
    if choice:
        return "rating" if choice == [1, 2, 3, 4, 5] else "choice"
    types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    for word in ["object", "array", "integer", "boolean"]:
        if word in types and (word != "boolean" or "number" not in types):
            return word
    if "number" in types:
        return "text" if "boolean" in types else "decimal"
    return next(word for start, word in ADVICE.items() if schema["patternErrorMessage"].startswith(start))


# what is a text with a form, by how its advice begins
ADVICE = {"Use YYYY": "date", "Use the name": "person", "Use the path": "reference", "Use an ISO": "currency",
          "Use #rrggbb": "colour"}

# right and wrong values, as they are typed
WAYS = {
    "text": (["2026", "true", "2026-01-02", "1e3", '"a: b"', "0x1f", "3.10"], ["[a]", "{a: b}"]),
    "date": (["2026-02-03", '"2026-02-03"', "2024-02-29"],
             ["2026-2-3", "3 May 2026", "2026-02-30", "20260203", "1899-12-31", "2026-02-03T10:00:00", "[2026-02-03]"]),
    "rating": (["1", "5", '"3"'], ["0", "6", "x", '"6"', "2.5", "true"]),
    "decimal": (["12.50", '"12.50"', "-3", "0"], ['"1,200"', "1.200,50", "x", '"1e3"', "EUR 3"]),
    "integer": (["3", '"3"'], ["-1", "1.5", "many", '"03"']),
    "boolean": (["true", "false", '"true"'], ["maybe", "yes", "1"]),
    "choice": ([], ["nonsense", "3", "true", "[nonsense]"]),
    "person": (["ana-ortiz"], ["Ana Ortiz", "ana_ortiz", "[ana-ortiz]"]),
    "reference": ([], ["nonsense", "goals/Find it", "goals/x.yaml"]),
    "colour": (['"#1f4e79"', '"#fff"'], ['blue', '"#1234"', "[red]"]),
    "currency": (["EUR", '"USD"'], ["eur", "EURO", "[EUR]"]),
    "array": (["[]"], ["word", "{a: b}"]),
    "object": ([], ["word", "[a]"]),
}


def ways(schema, is_optional):
    """The ways to write a property, and whether each is right."""
    kind = shape(schema)
    right, wrong = WAYS[kind]
    words = schema.get("enum") or schema.get("anyOf", [{}])[0].get("enum", [])
    right = right + [json.dumps(word) for word in words if kind == "choice"]
    empty = ["", "~"] + (['""', '"  "'] if kind not in ("array", "object") else [])
    # a list that must be there may be empty, and so may a group that needs no key
    empty = [(way, is_optional) for way in empty if is_optional or kind not in ("array", "object")]
    return [(way, True) for way in right] + [(way, False) for way in wrong] + empty


def with_value(record, path, change):
    """The record with something done at a path."""
    changed = copy.deepcopy(record)
    above = changed
    for key in path[:-1]:
        above = above[key]
    change(above, path[-1])
    return changed


def written(record, raw=""):
    """The text of a record; a raw value replaces its mark."""
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False).replace("RAW-VALUE", raw)


def variants(schema, record):
    """Texts of a record, with what was done and whether it is right."""
    for path, of_key, above in places(schema, record):
        is_required = above is None or "properties" not in above or path[-1] in above.get("required", [])
        if path[0] == "extra":
            continue
        name = ".".join(map(str, path))
        put = with_value(record, path, lambda above, key: above.__setitem__(key, "RAW-VALUE"))
        for way, is_right in ways(of_key, not is_required):
            if not (is_right and path[-1] in OWN_FORM):
                yield f"{name}: {way}", written(put, way), is_right
        if above and path[-1] in above.get("required", []):
            yield f"{name} is missing", written(with_value(record, path, lambda above, key: above.pop(key))), False
        if shape(of_key) == "object" and of_key.get("additionalProperties") is False:
            unknown = with_value(record, path, lambda above, key: above[key].__setitem__("colour-of-it", "red"))
            yield f"{name} has an unknown key", written(unknown), False
    yield "an unknown key", written({**record, "colour-of-it": "red"}), False


def judge_variants(kinds):
    """The schema and engage accept the same texts, and both what is right."""
    wrong, count = [], collections.Counter()
    asked = {}
    for kind in kinds:
        schema = json.loads((FOLDER / "schemas" / f"{kind['kind']}.json").read_text())
        seen = set()
        for file in sorted((FOLDER / "golden-1").glob(kind["files"][0])):
            record = ruamel.yaml.YAML(typ="safe", pure=True).load(file.read_text())
            record = json.loads(json.dumps(record, default=str))
            for what, text, is_right in variants(schema, record):
                if what in seen:
                    continue
                seen.add(what)
                asked[place(kind["kind"], file, len(asked), text)] = (kind["kind"], what, is_right)
    by_engage = refused_by_engage(FOLDER / "many")
    for folder in (FOLDER / "settings").glob("*"):
        by_engage.update(refused_by_engage(folder))
    for kind in kinds:
        files = [file for file, (of, _, _) in asked.items() if of == kind["kind"]]
        by_schema = refused_by_schema(kind["kind"], files)
        for file in files:
            _, what, is_right = asked[file]
            answers = [file not in by_engage, file not in by_schema]
            count[is_right] += 1
            if answers != [is_right, is_right]:
                says = by_engage.get(file) or by_schema.get(file)
                wrong.append(f"{kind['kind']} {what!r}: right {is_right}, engage and schema accept: {answers}; {says}")
    assert not wrong, "\n".join(["", *wrong])
    return count


def place(kind, file, number, text):
    """Writes a variant of a file into an engagement, or for settings into a workspace, of its own."""
    if kind == "settings":
        path = FOLDER / "settings" / str(number) / "engage.yaml"
        (path.parent / "engagements").mkdir(parents=True)
    else:
        path = FOLDER / "many/engagements" / f"m-{number}" / pathlib.Path(*file.relative_to(FOLDER / "golden-1").parts[2:])
        path.parent.mkdir(parents=True, exist_ok=True)
        charter = FOLDER / "many/engagements" / f"m-{number}" / "engagement.yaml"
        charter.write_text("schema: 1\ntitle: T\ncustomer: C\nopened: 2025-01-01\n")
    path.write_text(text)
    return path


(FOLDER / "engagements").mkdir(parents=True)
engage("schema", "--install", cwd=FOLDER)
subprocess.run([TOOLS / "bin/check-jsonschema", "--check-metaschema", *FOLDER.glob("schemas/*.json")], check=True)
KINDS = engage("schema", cwd=FOLDER)
golden = list(judge_golden(KINDS))
counted = judge_variants(KINDS)
print(f"{golden} files are valid; {counted[True]} right and {counted[False]} wrong values are told apart as engage does")
