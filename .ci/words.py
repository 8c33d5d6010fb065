"""Words that YAML readers mistake, written by engage and read back by PyYAML as they were meant.

  words.py ENGAGE FOLDER    makes a workspace in FOLDER, and FOLDER/words.json for a second judge
"""

import json
import os
import pathlib
import subprocess
import sys

import yaml

WORDS = [
    "no", "Yes", "on", "~", "null", "1e3", "007", "0x1F", "0o17", "12.50", "12:30", "2026-01-02", ".inf", "NaN", "<<", "=",
    "a\u2028b", "a\u2029b", "a\u0085b", "a\tb", "\ta", "   a", "a\rb", "a 😀 b", "a\ufeffb", "a\u202eb", "a\u001bb", "a\u007fb",
    "# no comment", "a # b", "key: value", "- item", "? a", "*a &b !c", "'a' \"b\"", "\\n", "'", "{{ 7*7 }}", "[a, b", "{a: b}",
    "|", ">-", "--- a", "...", "%a", "@a", "`a`", "!!str a", "two\nlines", "two\n\n   paragraphs\n\tand a tab", "a:\n  b", "",
]

ENGAGE, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])


def engage(*arguments, words=""):
    """Runs engage there, with words on its standard input."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ENGAGE_")}
    given = words.encode("utf-8")
    subprocess.run([ENGAGE, *arguments], cwd=FOLDER, env=kept, input=given, stdout=subprocess.DEVNULL, check=True)


def read(file):
    """The answers of an entry; what is no text there is named as what it is."""
    # a safe loader with YAML 1.1's own ideas of what is a number or a boolean: the harder judge
    return yaml.safe_load(file.read_text(encoding="utf-8"))


FOLDER.mkdir(parents=True)
engage("init")
engage("new", "words", "--customer", "Port of Aldmouth")
ENTRY = FOLDER / "engagements/words/cycle-1/01-hypothesis.yaml"
MEANT, WRONG = [], []
for number, words in enumerate(WORDS):
    engage("set", "belief=", "assumptions=")
    if words:
        engage("set", "belief=-", words=words)
        engage("set", "assumptions+=-", words=words)
    found = read(ENTRY)
    wanted = (words or None, [words] if words else None)
    if (found["belief"], found["assumptions"]) != wanted:
        WRONG.append(f"{words!r} reads {found['belief']!r} and {found['assumptions']!r}")
    copy = FOLDER / f"{number}.yaml"
    copy.write_bytes(ENTRY.read_bytes())
    MEANT.append({"file": copy.name, "belief": wanted[0], "assumptions": wanted[1]})
(FOLDER / "words.json").write_text(json.dumps(MEANT), encoding="utf-8")
print(f"PyYAML read {len(WORDS)} words, {len(WRONG)} of them wrong", *WRONG, sep="\n")
sys.exit(bool(WRONG))
