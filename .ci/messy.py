"""Writes a workspace with one messy engagement: 3 cycles, 5 rounds, 42 actions, 66 pieces of feedback, 201 spends.

    python3 .ci/messy.py ENGAGE FOLDER      FOLDER is new

The files are the program's own: it imports tables and walks the steps. The same program writes the same engagement.
"""

import csv
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

FIRST = date(2026, 1, 5)
PEOPLE = [
    ("ines-duarte", "customer", "sponsor"),
    ("paul-ahern", "customer", ""),
    ("wen-li", "customer", ""),
    ("tomas-brandt", "customer", ""),
    ("rosa-pinto", "customer", ""),
    ("joe-kelly", "customer", ""),
    ("mia-novak", "ours", "ACR"),
    ("sam-lind", "ours", "CSR"),
    ("lea-roth", "ours", "CFR"),
]
THEIRS = [name for name, side, *_ in PEOPLE if side == "customer"]
OURS = [name for name, side, *_ in PEOPLE if side == "ours"]
# The steps of a cycle, with a number of rounds from dev to adjust.
ROUNDS = [2, 2, 1]
WORDS = (
    "crane berth shift rain sensor report search index driver tablet network delay export photo signature "
    "drawing tide schedule permit radio"
).split()


def words(at: int, number: int) -> str:
    """Some words, others for each number."""
    return " ".join(WORDS[(at * 7 + word * 3) % len(WORDS)] for word in range(number))


def day(at: int) -> str:
    return (FIRST + timedelta(days=at)).isoformat()


class Workspace:
    """A workspace, by the program's commands."""

    def __init__(self, engage: str, folder: Path) -> None:
        self.engage, self.folder = Path(engage).resolve(), folder.resolve()
        self.day = 0

    def run(self, *arguments: str) -> None:
        environment = {**os.environ, "ENGAGE_TODAY": day(self.day), "ENGAGE_ME": "lea-roth"}
        where = self.folder if self.folder.is_dir() else self.folder.parent
        done = subprocess.run([self.engage, *arguments], cwd=where, env=environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"engage {' '.join(arguments)}\n{done.stdout}{done.stderr}")

    def imported(self, kind: str, rows: list[dict[str, str]]) -> None:
        """Imports a table."""
        file = self.folder / f"{kind}.csv"
        with file.open("w", newline="", encoding="utf-8") as out:
            table = csv.DictWriter(out, rows[0].keys())
            table.writeheader()
            table.writerows(rows)
        self.run("import", kind, str(file))
        file.unlink()

    def to(self, step: str, *answers: str) -> None:
        """Enters a step some days later, whatever is missing, and answers its questions."""
        self.day += 4
        self.run("advance", "--to", step, "--because", f"the customer waits for {words(self.day, 3)}")
        if answers:
            self.run("set", *answers)


def begin(workspace: Workspace) -> None:
    workspace.run("init", str(workspace.folder))
    workspace.run("new", "Digital dock", "--customer", "Harbour of Westmere", "--id", "digital-dock")
    workspace.run("set", "--in", "engagement", "budget.amount=180000", "budget.currency=EUR", "sale=strategic")
    for name, side, role in PEOPLE:
        full = name.replace("-", " ").title()
        roles = ["--role", role] if role else []
        workspace.run("add", "person", full, "--id", name, "--side", side, *roles)
    for at in range(9):
        workspace.run("add", "requirement", f"Find {words(at, 6)} within a minute", "--class", ["user", "technical"][at % 2])
    for at in range(6):
        goal = f"Reduce the time for {words(at, 5)} by half"
        workspace.run("add", "goal", goal, "--criterion", f"measured at berth {at + 1} over two shifts", "--id", f"goal-{at + 1}")


def walk(workspace: Workspace) -> None:
    for cycle, rounds in enumerate(ROUNDS, 1):
        if cycle > 1:
            workspace.to("hypothesis", f"belief=They need {words(cycle, 12)}")
        else:
            workspace.run("set", "belief=They need one list of all drawings", f"today=They ask {words(1, 8)}")
        workspace.to("validate", f"met={day(workspace.day + 4)}", "with=paul-ahern", f"confirmed={words(cycle, 14)}")
        workspace.to("select")
        for turn in range(rounds):
            workspace.to("dev", f"prototype=Search over {words(cycle * 5 + turn, 9)}")
            workspace.to("onsite", f"installed=On two tablets: {words(cycle + turn, 8)}")
            workspace.to("demo", f"on={day(workspace.day + 4)}", f"shown=All of {words(turn, 7)}")
            workspace.to("adjust", f"approach=Next {words(turn, 9)}")
        workspace.to("after-action", f"summary=We learned {words(cycle, 20)}.", f"why=Because of {words(cycle + 3, 12)}.")
        workspace.to("plan-next", f"aim=To reach {words(cycle, 9)}")


def records(workspace: Workspace) -> None:
    last = workspace.day
    at_day = lambda at, of: day(1 + at * (last - 2) // of)
    workspace.imported("action", [
        {
            "what": f"Agree on {words(at, 7)} with the quay",
            "owner": (THEIRS + OURS)[at % len(PEOPLE)],
            "raised": at_day(at, 42),
            "due": day(10 + at * (last - 2) // 42),
            "done": day(9 + at * (last - 12) // 42) if at % 3 else "",
        }
        for at in range(42)
    ])
    for at in range(66):
        said = f"I would like {words(at, 12)}, and not {words(at + 1, 5)}."
        ratings = ["--impression", str(1 + at * 7 % 5), "--enthusiasm", str(1 + at * 5 % 5)]
        workspace.run("add", "feedback", said, "--from", THEIRS[at % len(THEIRS)], "--on", at_day(at, 66), *ratings)
    workspace.imported("spend", [
        {
            "on": at_day(at, 201),
            "what": f"{['Flight', 'Hotel', 'Sensor', 'Hours'][at % 4]} {at + 1} for {words(at, 3)}",
            "amount": f"{40 + at * 37 % 900}.{at % 100:02}",
            "currency": "EUR",
            "category": ["travel", "travel", "equipment", "labour"][at % 4],
        }
        for at in range(201)
    ])
    for at in range(18):
        issue, why = f"The {words(at, 6)} took longer than we planned", f"Nobody asked about {words(at, 5)}"
        kind = ["sustain", "improve", "mistake"][at % 3]
        better = f"Ask for {words(at, 6)} before the trip"
        of = ["--kind", kind, "--on", at_day(at, 18), "--why", why, "--recommendation", better]
        workspace.run("add", "lesson", issue, *of)
    for at, verdict in enumerate(["met", "partly", "missed", "met"], 1):
        workspace.run("judge", f"goal-{at}", verdict, "--result", f"{words(at, 8)}")


def main() -> None:
    engage, folder = sys.argv[1:]
    workspace = Workspace(engage, Path(folder))
    begin(workspace)
    walk(workspace)
    records(workspace)


if __name__ == "__main__":
    main()
