"""Exports the sample in both forms and reads it back with DuckDB alone: counts, sums, dates and digits must agree."""

import collections
import decimal
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import duckdb
import yaml

ENGAGE, WORKSPACE = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
FAULTS = []
FOLDERS = {
    "people": "person", "requirements": "requirement", "goals": "goal", "signoffs": "signoff", "feedback": "feedback",
    "spend": "spend", "lessons": "lesson", "actions": "action", "decisions": "decision", "artifacts": "artifact", "approaches": "approach",
    "notes": "note", "outcomes": "outcome",
}


def export(*arguments):
    subprocess.run([ENGAGE, "export", "--workspace", WORKSPACE, *arguments], check=True, capture_output=True)


def same(what, found, expected):
    """Keeps what is not as it should be."""
    if found != expected:
        FAULTS.append(f"{what}: DuckDB finds {found}, the files hold {expected}")


def kind(path):
    """The kind of the record in a file, by where it lies; none in `forks/`."""
    inner = path.relative_to(WORKSPACE / "engagements").parts[1:]
    if inner == ("engagement.yaml",):
        return "engagement"
    if inner[0].startswith("cycle-"):
        return (path.stem if path.stem == "pace" else path.stem.split("-", 1)[1]) if len(inner) == 2 else None
    return FOLDERS.get(inner[0])


def record(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


FILES = [path for path in sorted((WORKSPACE / "engagements").rglob("*.yaml")) if kind(path)]
COUNTS = collections.Counter(map(kind, FILES))
SPENT = collections.defaultdict(decimal.Decimal)
DAYS = collections.Counter()
for file in FILES:
    if kind(file) == "spend":
        spend = record(file)
        engagement = file.relative_to(WORKSPACE / "engagements").parts[0]
        SPENT[engagement, spend["currency"]] += decimal.Decimal(spend["amount"])
        DAYS[spend["on"]] += 1


def rows(query):
    return duckdb.sql(query).fetchall()


def check_csv(folder):
    export("--format", "csv", "-o", folder)
    tables = {path.stem: f"read_csv('{path}')" for path in folder.glob("*.csv")}
    text = {path.stem: f"read_csv('{path}', all_varchar = true)" for path in folder.glob("*.csv")}
    same("csv, kinds", sorted(COUNTS.keys() - tables.keys()), [])
    for name, table in text.items():
        same(f"{name}.csv, records", rows(f"SELECT count(*) FROM {table}")[0][0], COUNTS[name])
        same(f"{name}.csv, kind", rows(f"SELECT count(*) FROM {table} WHERE kind <> '{name}'")[0][0], 0)
    spent = rows(f"SELECT engagement, currency, sum(amount::DECIMAL(18,2)) FROM {text['spend']} GROUP BY ALL")
    same("spend.csv, sums", {(one, two): three for one, two, three in spent}, dict(SPENT))
    days = rows(f"SELECT strftime(\"on\"::DATE, '%Y-%m-%d'), count(*) FROM {text['spend']} GROUP BY ALL")
    same("spend.csv, days", dict(days), dict(DAYS))
    types = dict(row[:2] for row in rows(f"DESCRIBE SELECT * FROM {tables['spend']}"))
    same("spend.csv, the type of `on`", types["on"], "DATE")
    same("spend.csv, the type of `amount`", types["amount"], "DOUBLE")
    nested = rows(f"SELECT engagement, \"budget.amount\"::DECIMAL(18,2) FROM {text['engagement']}")
    charters = {path.parent.name: record(path) for path in FILES if kind(path) == "engagement"}
    budgets = {name: charter.get("budget", {}).get("amount") for name, charter in charters.items()}
    budgets = {name: decimal.Decimal(amount) if amount else None for name, amount in budgets.items()}
    same("engagement.csv, budgets", dict(nested), budgets)
    people = rows(f"SELECT feedback.name FROM {text['feedback']} feedback LEFT JOIN {text['person']} person "
                  "ON person.engagement = feedback.engagement AND person.name = feedback.\"from\" "
                  "WHERE person.name IS NULL")
    same("feedback.csv, people who are not in person.csv", people, [])
    said = {path.stem: record(path).get("said", "").rstrip("\n") for path in FILES if kind(path) == "feedback"}
    found = rows(f"SELECT name, coalesce(said, '') FROM {text['feedback']}")
    neutral = {name: f"'{words}" if words[:1] in tuple("=+-@\t\r") else words for name, words in said.items()}
    same("feedback.csv, what was said", dict(found), neutral)


def check_ndjson(folder):
    file = folder / "all.ndjson"
    export("--format", "ndjson", "-o", file)
    # each kind has but few of all fields, which DuckDB would otherwise take for a map
    lines = f"read_json_auto('{file}', field_appearance_threshold = 0)"
    same("ndjson, records", dict(rows(f"SELECT kind, count(*) FROM {lines} GROUP BY ALL")), dict(COUNTS))
    types = dict(row[:2] for row in rows(f"DESCRIBE SELECT * FROM {lines}"))
    same("ndjson, the type of `entered`", types["entered"], "DATE")
    spends = folder / "spend.ndjson"
    export("--format", "ndjson", "--kind", "spend", "-o", spends)
    plain = dict(row[:2] for row in rows(f"DESCRIBE SELECT * FROM read_json_auto('{spends}')"))
    same("ndjson, the types of one kind", (plain["on"], plain["amount"]), ("DATE", "DOUBLE"))
    columns = "{engagement: 'VARCHAR', \"on\": 'DATE', amount: 'DECIMAL(18,2)', currency: 'VARCHAR'}"
    table = f"read_json('{spends}', format = 'newline_delimited', columns = {columns})"
    spent = rows(f"SELECT engagement, currency, sum(amount) FROM {table} GROUP BY ALL")
    same("ndjson, sums", {(one, two): three for one, two, three in spent}, dict(SPENT))
    days = rows(f"SELECT strftime(\"on\", '%Y-%m-%d'), count(*) FROM {table} GROUP BY ALL")
    same("ndjson, days", dict(days), dict(DAYS))
    amounts = {path.stem: record(path)["amount"] for path in FILES if kind(path) == "spend"}
    digits = [json.loads(line, parse_float=str, parse_int=str) for line in spends.read_text("utf-8").splitlines()]
    same("ndjson, digits", {line["name"]: line["amount"] for line in digits}, amounts)


def check_union(folder):
    """All kinds, a file each, in one query; and a value of every kind is found under its name, as it is in the file."""
    for name in COUNTS:
        export("--format", "ndjson", "--kind", name, "-o", folder / f"{name}.ndjson")
    # each kind by itself is read for its types, then all of them by the names of their columns
    together = f"read_json_auto('{folder}/*.ndjson', union_by_name = true, field_appearance_threshold = 0)"
    same("union, records", dict(rows(f"SELECT kind, count(*) FROM {together} GROUP BY ALL")), dict(COUNTS))
    types = dict(row[:2] for row in rows(f"DESCRIBE SELECT * FROM {together}"))
    same("union, columns without a type of their own", [name for name, kind in types.items() if "JSON" in kind], [])
    whats = collections.Counter()
    for path in FILES:
        held = record(path).get("evidence") or []
        whats[kind(path)] += len(held)
    found = rows(f"SELECT kind, sum(len(evidence)) FROM {together} WHERE evidence IS NOT NULL GROUP BY ALL")
    same("union, evidence", {name: int(number) for name, number in found}, dict(+whats))
    lines = collections.defaultdict(set)
    for path in folder.glob("*.ndjson"):
        for line in path.read_text("utf-8").splitlines():
            for name, value in json.loads(line).items():
                lines[name].add("number" if isinstance(value, (int, float)) else type(value).__name__)
    same("union, names of several types", sorted(name for name, kinds in lines.items() if len(kinds) > 1), [])


def check_help(folder):
    """The queries that the help gives, on exports where it says they are."""
    (folder / "one").mkdir()
    export("--format", "csv", "-o", folder / "export")
    export("--format", "ndjson", "-o", folder / "one" / "all.ndjson")
    told = subprocess.run([ENGAGE, "export", "--help"], check=True, capture_output=True, text=True).stdout
    queries = re.findall(r"SELECT[^;]*;", told)
    os.chdir(folder)
    same("help, queries", len(queries), 5)
    for query in queries[:2]:
        same("help, sums", {(one, two): three for one, two, three in rows(query)}, dict(SPENT))
    same("help, records", sum(row[2] for row in rows(queries[2])), sum(COUNTS.values()))
    same("help, quoted columns", [len(rows(query)) for query in queries[3:]], [COUNTS["spend"], COUNTS["engagement"]])


with tempfile.TemporaryDirectory() as made:
    for check in (check_csv, check_ndjson, check_union, check_help):
        folder = pathlib.Path(made) / check.__name__
        folder.mkdir()
        check(folder)
    os.chdir("/")
print(f"DuckDB {duckdb.__version__} read {sum(COUNTS.values())} records, {len(FAULTS)} things wrong", *FAULTS, sep="\n")
sys.exit(bool(FAULTS) or not FILES)
