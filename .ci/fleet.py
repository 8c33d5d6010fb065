"""The lake of docs/fleet.md: 40 repositories, exported and read together.

  fleet.py ENGAGE FOLDER

The queries of the page run in DuckDB and in Spark, give the same rows in both, and their sums are those that engage itself gives for
each repository. Then 10,000 engagements are exported and read, and the seconds and megabytes are printed.
"""

import collections
import decimal
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

import duckdb

ENGAGE, FOLDER = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
HERE = pathlib.Path(__file__).resolve().parent.parent
PAGE = (HERE / "docs/fleet.md").read_text()
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.S)
VIEWS, PARQUET = re.findall(r"```duckdb\n(.*?)```", PAGE, re.S)
SPARK = re.findall(r"```python\n(.*?)```", PAGE, re.S)[0]
DAYS = ["2026-06-14", "2026-06-15"]
REPOSITORIES = 40


def engage(workspace, *arguments, day=DAYS[-1]):
    ran = subprocess.run(
        [ENGAGE, "--workspace", workspace, *arguments],
        env={**os.environ, "ENGAGE_TODAY": day}, capture_output=True, text=True, check=False,
    )
    assert ran.returncode in (0, 3), (arguments, ran.stderr)
    return ran.stdout


def answer(workspace, *arguments):
    return json.loads(engage(workspace, *arguments, "--json"), parse_float=decimal.Decimal)["data"]


def repository(number):
    """A workspace with one to four of the sample's engagements, each gone on in its own way."""
    draw = random.Random(number)
    workspace = FOLDER / f"repositories/customer-{number:02}"
    (workspace / "engagements").mkdir(parents=True)
    (workspace / "engage.yaml").write_text("currency: EUR\n")
    for sample in draw.sample(sorted(path.name for path in (HERE / "engagements").iterdir() if path.is_dir()), draw.randint(1, 4)):
        shutil.copytree(HERE / "engagements" / sample, workspace / "engagements" / f"{sample}-{number}")
        named = ("-e", f"{sample}-{number}")
        is_open = answer(workspace, "status", named[1])["ended"] is None
        for _ in range(draw.randint(0, 3)):
            amount = f"{draw.randint(1, 900)}.{draw.randint(0, 99):02}"
            engage(workspace, "add", "spend", f"taxi {amount}", "--amount", amount, "--currency", "EUR", *named)
        if is_open and draw.random() < 0.5:
            engage(workspace, "add", "note", "a call", *named)
        if is_open and draw.random() < 0.3:
            engage(workspace, "call-off", named[1], "--reason", "the budget is gone")
    return workspace


def export(workspace, day):
    to = FOLDER / f"lake/day={day}/source={workspace.name}"
    engage(workspace, "export", "--format", "ndjson", "--facts", "--source", workspace.name, "-o", to, day=day)


def told_by_engage(workspaces):
    """The sums, from the answers of engage for each repository."""
    spent, findings, goals, steps, gaps = (collections.Counter() for _ in range(5))
    for workspace in workspaces:
        for one in answer(workspace, "list", "--all"):
            status = answer(workspace, "status", one["engagement"])
            figures = answer(workspace, "show", one["engagement"], "--figures")
            for total in figures["spend"]:
                spent[total["currency"]] += decimal.Decimal(total["total"])
            goals.update({verdict: number for verdict, number in figures["goals"].items() if number})
            findings.update(found["check"] for found in status["gates"] + status["open"])
            if one["ended"] is None:
                steps[one["step"]] += 1
        text = answer(workspace, "report", "product-gaps", "-o", "-")["text"]
        context = json.loads(engage(workspace, "report", "product-gaps", "--context"))
        assert text
        gaps["gaps"] += sum(gap["times"] for product in context["products"] for gap in product["gaps"])
    return {"spent": spent, "findings": findings, "goals": goals, "steps": steps, "gaps": gaps}


def told_by_lake(answers):
    """The same sums, from the answers to the queries of the page."""
    def sums(columns, key, value):
        rows, names = next((rows, names) for names, rows in answers if set(columns) <= set(names))
        counter = collections.Counter()
        for row in rows:
            counter[row[names.index(key)] if key else "gaps"] += decimal.Decimal(str(row[names.index(value)])).quantize(decimal.Decimal("0.01"))
        return counter

    return {
        "spent": sums({"currency", "spent", "lines"}, "currency", "spent"),
        "findings": sums({"check", "level", "findings"}, "check", "findings"),
        "goals": sums({"judged", "goals"}, "judged", "goals"),
        "steps": sums({"step", "engagements", "silent"}, "step", "engagements"),
        "gaps": sums({"portfolio", "requirements"}, None, "requirements"),
    }


def in_duckdb(lake, day):
    database = duckdb.connect()
    database.execute(VIEWS.replace("lake/", f"{lake}/").replace("DAY", day))
    answers = []
    for query in QUERIES:
        found = database.execute(query)
        answers.append(([column[0] for column in found.description], found.fetchall()))
    return database, answers


def in_spark(spark, lake, day):
    exec(SPARK.replace("lake/", f"{lake}/"), {"spark": spark, "day": day})  # the code of the page as it is
    answers = []
    for query in QUERIES:
        found = spark.sql(query)
        answers.append((found.columns, [tuple(row) for row in found.collect()]))
    return answers


def session():
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.memory", "4g").config("spark.sql.shuffle.partitions", "4").config("spark.ui.showConsoleProgress", "false")
    spark = builder.config("spark.driver.host", "localhost").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def plain(answers):
    """Rows with numbers of one form, in one order."""
    def cell(value):
        if isinstance(value, (float, decimal.Decimal)):
            return f"{decimal.Decimal(str(value)):.2f}"
        return f"{value:.2f}" if isinstance(value, int) else str(value)

    return [(names, sorted(tuple(cell(value) for value in row) for row in rows)) for names, rows in answers]


def megabytes(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def timed(what, run):
    start = time.monotonic()
    result = run()
    print(f"{what}: {time.monotonic() - start:.1f} s")
    return result


def large(spark):
    """10,000 engagements: copies of the sample's, exported at once."""
    workspace, lake = FOLDER / "large", FOLDER / "large-lake"
    samples = sorted(path for path in (HERE / "engagements").iterdir() if path.is_dir())
    (workspace / "engagements").mkdir(parents=True)
    (workspace / "engage.yaml").write_text("currency: EUR\n")
    for number in range(10_000):
        sample = samples[number % len(samples)]
        shutil.copytree(sample, workspace / "engagements" / f"{sample.name}-{number}", ignore=shutil.ignore_patterns("documents", "*.png", "*.txt"))
    to = lake / f"day={DAYS[-1]}/source=large"
    timed("export of 10,000 engagements", lambda: engage(workspace, "export", "--format", "ndjson", "--facts", "--source", "large", "-o", to))
    print(f"lake of 10,000 engagements: {megabytes(lake):.0f} MB")
    database, answers = timed("DuckDB, all queries", lambda: in_duckdb(lake, DAYS[-1]))
    parquet = FOLDER / "finding.parquet"
    timed("DuckDB, findings as Parquet", lambda: database.execute(PARQUET.replace("finding.parquet", str(parquet))))
    print(f"findings as Parquet: {parquet.stat().st_size / 1e6:.1f} MB")
    assert plain(timed("Spark, all queries", lambda: in_spark(spark, lake, DAYS[-1]))) == plain(answers)


def main():
    workspaces = [repository(number) for number in range(REPOSITORIES)]
    for day in DAYS:
        for workspace in workspaces:
            export(workspace, day)
    expected = told_by_engage(workspaces)
    _, answers = timed("DuckDB on 40 repositories", lambda: in_duckdb(FOLDER / "lake", DAYS[-1]))
    found = told_by_lake(answers)
    assert found == expected, (found, expected)
    spark = timed("Spark starts", session)
    others = timed("Spark on 40 repositories", lambda: in_spark(spark, FOLDER / "lake", DAYS[-1]))
    for one, other in zip(plain(answers), plain(others), strict=True):
        assert one == other, (one, other)
    number = sum(len(list((workspace / "engagements").iterdir())) for workspace in workspaces)
    sums = ", ".join(f"{name} {sum(counter.values())}" for name, counter in expected.items())
    print(f"{len(QUERIES)} queries on {REPOSITORIES} repositories with {number} engagements agree with engage: {sums}")
    if "--small" not in sys.argv:
        large(spark)


main()
