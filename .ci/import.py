"""Tables that Python writes in each of its dialects, as `engage import` and Python's csv and PyYAML read them; and what
`engage export --excel` writes. Usage: import.py ENGAGE WORKSPACE"""

import csv
import io
import itertools
import json
import pathlib
import platform
import subprocess
import sys
import tempfile

import openpyxl
import yaml

ENGAGE, SAMPLE = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
FAULTS = []
# what is awkward in a table; the last line of each begins with no sign of a formula
WORDS = ["plain", "a, b; c\td", 'she said "now"', '"', "two\nlines", "two\r\nlines", 'a "b"\n\n; c,', "Zoë 李伟 €", "'quoted'", "it's",
         "1.200,50", "no", "# not a comment", "back\\slash", "x" * 4000]
DIALECTS = {
    "excel": {"dialect": "excel"},
    "excel-tab": {"dialect": "excel-tab"},
    "unix, all quoted": {"dialect": "unix"},
    "semicolon": {"dialect": "excel", "delimiter": ";"},
    "semicolon, all quoted": {"dialect": "excel", "delimiter": ";", "quoting": csv.QUOTE_ALL},
    "words quoted": {"dialect": "excel", "quoting": csv.QUOTE_NONNUMERIC},
    "line feeds": {"dialect": "excel", "lineterminator": "\n"},
}


def same(what, found, expected):
    """Keeps what is not as it should be."""
    if found != expected:
        FAULTS.append(f"{what}: engage has {found!r}, Python {expected!r}")


def engage(workspace, *arguments, expected=0, text=None):
    ran = subprocess.run([ENGAGE, *arguments, "--workspace", workspace], capture_output=True, input=text)
    same(" ".join(map(str, arguments)), ran.returncode, expected)
    return ran


def workspace(folder):
    """A workspace with one engagement, and nothing in it but its first step."""
    folder.mkdir()
    (folder / "engage.yaml").write_text("currency: EUR\n")
    engage(folder, "new", "quay-two", "--customer", "Port of Sel")
    return folder


def lines(words):
    """Words as a record has them: line ends are those of Unix."""
    return words.replace("\r\n", "\n").strip()


def check_dialect(folder, name, options, mark):
    table = io.StringIO(newline="")
    writer = csv.writer(table, **options)
    writer.writerow(["What", "Owner", "Due", "Result, in words"])
    for at, words in enumerate(WORDS):
        writer.writerow([f"{at} {words}", "Sam Lindqvist", "2026-07-01", words])
        writer.writerow([])
    root = workspace(folder)
    file = folder / "table.csv"
    file.write_bytes(table.getvalue().encode("utf-8-sig" if mark else "utf-8"))
    engage(root, "import", "actions", file, "-e", "quay-two", "--map", "Result, in words=result")
    rows = csv.reader(file.open(encoding="utf-8-sig", newline=""), **options)
    rows = [row for row in rows if any(row)][1:]
    expected = sorted([lines(what), owner.lower().replace(" ", "-"), due, lines(result)] for what, owner, due, result in rows)
    records = (yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
               for path in (root / "engagements/quay-two/actions").glob("*.yaml"))
    found = sorted([record[key].strip() for key in ("what", "owner", "due", "result")] for record in records)
    same(f"{name}, mark {mark}", found, expected)
    return len(rows)


def check_lines(folder):
    """Each mistake names the line on which Python's reader begins its row."""
    root = workspace(folder)
    text = 'What;Owner;Due\n\n"a\nb";zed;\n;;\n"c\n\nd";x;"\n"\ne;zed;\n'
    reader, starts, before = csv.reader(io.StringIO(text), delimiter=";"), [], 0
    for row in reader:
        starts += [before + 1] if any(cell.strip() for cell in row) else []
        before = reader.line_num
    ran = engage(root, "import", "actions", "-", "-e", "quay-two", "--json", expected=3, text=text.encode())
    same("lines", [problem["line"] for problem in json.loads(ran.stdout)["data"]["problems"]], starts[1:])


def check_refused(folder):
    root = workspace(folder)
    book = openpyxl.Workbook()
    book.active.append(["Name", "Side"])
    book.save(folder / "team.xlsx")
    for name, codec in [("utf-16.csv", "utf-16"), ("windows.csv", "cp1252")]:
        (folder / name).write_bytes("Name;Side\nZoë;ours\n".encode(codec))
    for name in ["team.xlsx", "utf-16.csv", "windows.csv"]:
        ran = engage(root, "import", "people", folder / name, "-e", "quay-two", expected=2)
        same(f"{name}, hint", b"CSV UTF-8" in ran.stderr, True)


def check_excel(folder):
    """The tables for Excel begin with the mark, and are the others behind it."""
    folder.mkdir()
    for name, options in [("plain", []), ("excel", ["--excel"])]:
        engage(SAMPLE, "export", "--format", "csv", "-o", folder / name, *options)
    files = sorted((folder / "plain").glob("*.csv"))
    for path in files:
        marked = folder / "excel" / path.name
        same(f"{path.name}, mark", marked.read_bytes()[:3], b"\xef\xbb\xbf")
        read = [list(csv.reader(open(file, encoding=codec, newline="")))
                for file, codec in [(marked, "utf-8-sig"), (path, "utf-8")]]
        same(path.name, read[0], read[1])
    return len(files)


with tempfile.TemporaryDirectory() as made:
    made = pathlib.Path(made)
    rows = sum(check_dialect(made / f"dialect-{at}", name, options, mark)
               for at, ((name, options), mark) in enumerate(itertools.product(DIALECTS.items(), [False, True])))
    check_lines(made / "lines")
    check_refused(made / "refused")
    tables = check_excel(made / "excel")
print(f"Python {platform.python_version()} csv, PyYAML {yaml.__version__}, openpyxl {openpyxl.__version__}: {rows} rows in "
      f"{2 * len(DIALECTS)} forms, {tables} tables for Excel, {len(FAULTS)} things wrong", *FAULTS, sep="\n")
sys.exit(bool(FAULTS) or not rows or not tables)
