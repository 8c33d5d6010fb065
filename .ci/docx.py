"""Holds the tables of documents in Word's format, as pandoc makes them, against those of the markdown.

    python3 .ci/docx.py FOLDER      each *.md in it; pandoc is found on PATH
"""

import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A cell ends at a bar that is not escaped.
BAR = re.compile(r"(?<!\\)\|")


def of_markdown(text: str) -> list[list[int]]:
    """The tables of a document: the number of cells of each row that holds something, without the rule."""
    tables, rows = [], []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(len(BAR.split(line)) - 2)
        elif rows:
            tables.append(rows[:1] + rows[2:])
            rows = []
    return tables


def of_word(file: Path) -> tuple[list[list[int]], list[str]]:
    """The tables of a file of Word, and the words in their cells."""
    root = ElementTree.fromstring(zipfile.ZipFile(file).read("word/document.xml"))
    tables = [[len(row.findall(f"{WORD}tc")) for row in table.iter(f"{WORD}tr")] for table in root.iter(f"{WORD}tbl")]
    cells = ["".join(text.text or "" for text in cell.iter(f"{WORD}t")) for cell in root.iter(f"{WORD}tc")]
    return tables, cells


def main() -> int:
    files = sorted(Path(sys.argv[1]).glob("*.md"))
    wrong = count = 0
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            word = Path(folder) / "document.docx"
            subprocess.run(["pandoc", "--from", "gfm", "--to", "docx", "-o", word, file], check=True)
            expected, (found, cells) = of_markdown(file.read_text(encoding="utf-8")), of_word(word)
            count += len(expected)
            if expected != found or any("|" in cell or "---" in cell for cell in cells):
                print(f"{file.name}: tables of {expected} in markdown, of {found} in Word")
                wrong += 1
    if not count:
        print("no document has a table")
    print(f"{len(files)} documents, {count} tables")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main())
