"""Counts the A4 pages of each document that Chromium prints, and holds them against what each may have.

    python3 .ci/pdf_pages.py ENGAGE WORKSPACE ENGAGEMENT FACTOR FOLDER

FACTOR is 1 for a sample engagement, 2 for a messy one. Chromium is found on PATH.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

# The most pages of each document.
MOST = {
    "after-action": 9,
    "improvement-plan": 3,
    "hot-wash": 1,
    "brief": 2,
    "pace-card": 1,
    "management": 1,
    "portfolio": 1,
    "statement-of-work": 3,
    "workshop": 1,
    "close-out": 1,
    "proof-of-execution": 1,
    "handover": 2,
    "weekly": 1,
    "product-gaps": 2,
}

# The engagement of messy.py, of which each cycle counts.
MESSY = "digital-dock"

# The documents about all engagements.
OF_ALL = {"portfolio", "product-gaps"}


def pages(pdf: bytes) -> int:
    """The number of pages: Chromium writes each page's object uncompressed."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def printed(engage: str, workspace: Path, document: str, of: list[str], pdf: Path) -> int:
    """The pages of a document."""
    command = [engage, "--workspace", workspace, "report", document, *of, "--pdf", "--force", "-o", pdf.resolve()]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "en_GB.UTF-8"})
    return pages(pdf.read_bytes())


def longest(engage: str, workspace: Path, document: str, engagement: str, folder: Path) -> int:
    """The most pages of a document about any cycle; of a sample, about the one that is reported by default."""
    of = [[]] if document in OF_ALL else [[engagement]]
    cycles = sorted((workspace / "engagements" / engagement).glob("cycle-*"))
    if of != [[]] and engagement == MESSY:
        of = [[engagement, "--cycle", cycle.name.removeprefix("cycle-")] for cycle in cycles]
    return max(printed(engage, workspace, document, one, folder / f"{document}.pdf") for one in of)


def main() -> int:
    engage, workspace, engagement, factor, folder = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    wrong = 0
    for document, most in MOST.items():
        number, most = longest(engage, Path(workspace), document, engagement, Path(folder)), most * int(factor)
        note = "" if 0 < number <= most else "  too long"
        wrong += bool(note)
        print(f"{document:<20} {number:>3} of {most}{note}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
