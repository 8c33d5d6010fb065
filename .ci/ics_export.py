"""Exports a calendar and reads it back with three parsers: identifiers, days and words are those of the records."""

import collections
import datetime
import importlib.metadata
import pathlib
import subprocess
import sys

import ics
import icalendar
import vobject
import yaml

ENGAGE = pathlib.Path(sys.argv[1]).resolve()
DAY = datetime.timedelta(days=1)
FAULTS = []


def same(what, found, expected):
    """Keeps what is not as it should be."""
    if found != expected:
        FAULTS.append(f"{what}: found {found}, the records hold {expected}")


def export(workspace):
    command = [ENGAGE, "export", "--workspace", workspace, "--format", "ics"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def records(engagement):
    """The records of an engagement by name, those in `forks/` aside."""
    paths = [path for path in sorted(engagement.rglob("*.yaml")) if "forks" not in path.parts]
    name = lambda path: str(path.relative_to(engagement).with_suffix(""))
    return {name(path): yaml.safe_load(path.read_text("utf-8")) for path in paths}


def expected(engagement):
    """The days in the files: the first and the last by identifier, read without engage."""
    read = records(engagement)
    ended = [record.get("kind") for name, record in read.items() if name.startswith("outcomes/")][-1:]
    is_open, called_off = ended in ([], ["reopened"]), ended == ["called-off"]
    cycles = [name.split("/")[0] for name in read if name.startswith("cycle-")]
    last_cycle = max(cycles, key=lambda cycle: int(cycle[6:]), default="")
    charter, days = read["engagement"], {}
    demos = [record.get("on", record["entered"]) for name, record in read.items() if name.endswith("-demo")]
    met = lambda goal: read.get(goal, {}).get("verdict") == "met"
    accepted = any(record["of"] == "acceptance" and record.get("verdict") != "rejected"
                   for name, record in read.items() if name.startswith("signoffs/"))

    def put(name, key, first, last=None):
        if first:
            days[f"{engagement.name}/{name}/{key}@engage"] = (first, last or first)

    for name, record in read.items():
        folder, _, own = name.partition("/")
        kind = own.split("-", 1)[-1] if folder.startswith("cycle-") else folder
        if kind == "dev":
            trip = record.get("trip") or {}
            put(name, "trip", trip.get("from") or trip.get("to"), trip.get("to"))
        elif kind == "demo":
            put(name, "on", record.get("on") or record["entered"])
        elif kind == "artifacts" and not record.get("returned"):
            put(name, "return_by", record.get("return_by"))
        elif kind == "actions" and not record.get("done") and not called_off:
            put(name, "due", record.get("due"))
        elif kind == "goals" and record.get("verdict", "open") == "open" and not called_off:
            put(name, "due", record.get("due"))
        elif kind == "plan-next" and name.startswith(last_cycle + "/") and is_open:
            put(name, "next", record.get("next") if record.get("decision") != "close" else None)
    if is_open:
        forecast = charter.get("forecast") or {}
        put("engagement", "contract.ends", (charter.get("contract") or {}).get("ends"))
        put("engagement", "forecast.ends", forecast.get("ends"))
        if not any(demo > forecast["on"] or demo == forecast.get("next_demo") for demo in demos if forecast):
            put("engagement", "forecast.next_demo", forecast.get("next_demo"))
        for at, one in enumerate(charter.get("deliverables") or [], 1):
            if not one.get("due") or accepted:
                continue
            if not met(one.get("goal")):
                put("engagement", f"deliverables.{at}.due", one["due"])
            if charter.get("acceptance_days"):
                put("engagement", f"deliverables.{at}.accepted", one["due"] + charter["acceptance_days"] * DAY)
    return days


def check(workspace):
    text = export(workspace)
    same("a second export", export(workspace) == text, True)
    same("lines of more than 75 bytes", [line for line in text.split(b"\r\n") if len(line) > 75], [])
    wanted = {}
    for engagement in sorted(path for path in (workspace / "engagements").iterdir() if path.is_dir()):
        wanted |= expected(engagement)
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    same("identifiers that are there twice", [uid for uid, number in collections.Counter(
        str(event["UID"]) for event in events).items() if number > 1], [])
    same("icalendar", {str(event["UID"]): (event["DTSTART"].dt, event["DTEND"].dt - DAY) for event in events}, wanted)
    same("icalendar, what it had to forgive", [event.errors for event in events if event.errors], [])
    read = vobject.readOne(text.decode()).contents.get("vevent", [])
    same("vobject", {event.uid.value: (event.dtstart.value, event.dtend.value - DAY) for event in read}, wanted)
    read = ics.Calendar(text.decode()).events
    same("ics", {event.uid: (event.begin.date(), event.end.date() - DAY) for event in read}, wanted)
    same("the words", {event.uid: event.name for event in read}, {str(one["UID"]): str(one["SUMMARY"]) for one in events})
    return len(wanted)


number = sum(check(pathlib.Path(workspace).resolve()) for workspace in sys.argv[2:])
parsers = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("icalendar", "ics", "vobject"))
print(f"{parsers} read {number} events, {len(FAULTS)} things wrong", *FAULTS, sep="\n")
sys.exit(bool(FAULTS) or not number)
