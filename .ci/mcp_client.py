"""The tools of `engage agent mcp`, called by the Python SDK of the Model Context Protocol.

  mcp_client.py ENGAGE FOLDER

Every tool is listed and called on a new workspace; a dry run changes no file, the write after it does. Two servers at once lose
no fact.
"""

import asyncio
import json
import pathlib
import subprocess
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

ENGAGE, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
READS = {"status": {}, "show": {}, "recall": {"words": ["hour"]}, "check": {}, "report": {"document": "brief"}}
WRITES = {
    "set": {"changes": ["belief=They look in three shoeboxes", "benefit=An hour a day"]},
    "advance": {},
    "add": {"kind": "goal", "text": "A report in ten seconds", "fields": {"criterion": "nine of ten searches"}},
    "judge": {"goal": "a-report-in-ten-seconds", "verdict": "partly", "result": "seven of ten"},
    "debrief": {"notes": "## people\nAna Ortiz, customer\n\n## said\nAna: this saves me an hour a day\n", "source": "agent"},
}


def files():
    """Every file of the record with its bytes."""
    found = (path for path in FOLDER.rglob("*") if path.is_file() and ".engage" not in path.parts)
    return {path: path.read_bytes() for path in found}


def server():
    return stdio_client(StdioServerParameters(command=ENGAGE, args=["--workspace", str(FOLDER), "agent", "mcp"]))


async def called(session, name, arguments):
    """The data of an answer, which has the same envelope as text and as structure."""
    answer = await session.call_tool(name, arguments)
    assert not answer.is_error, (name, answer)
    assert json.loads(answer.content[0].text) == answer.structured_content, name
    return answer.structured_content["data"]


async def every_tool():
    async with server() as streams, ClientSession(*streams) as session:
        await session.initialize()
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert set(tools) == set(READS) | set(WRITES), sorted(tools)
        assert all(tools[name].annotations.read_only_hint == (name in READS) for name in tools)
        for name, arguments in WRITES.items():
            before = files()
            tried = await called(session, name, {**arguments, "dry_run": True})
            assert files() == before and tried["dry_run"] and tried["diff"], name
            written = await called(session, name, arguments)
            assert files() != before and written["records"] and written["next"]["argv"], name
        for name, arguments in READS.items():
            before = files()
            assert await called(session, name, arguments), name
            assert files() == before, name
        refused = await session.call_tool("advance", {})
        assert refused.is_error and refused.structured_content["data"]["gates"][0]["do"], refused
        unknown = await session.call_tool("set", {"change": ["a=b"]})
        assert unknown.is_error and "unknown argument" in unknown.content[0].text, unknown
        return len(tools)


async def notes(of, count):
    async with server() as streams, ClientSession(*streams) as session:
        await session.initialize()
        for number in range(count):
            await called(session, "add", {"kind": "note", "text": f"note {number} of {of}"})


async def both():
    await asyncio.gather(notes("one", 20), notes("the other", 20))


subprocess.run([ENGAGE, "init", str(FOLDER)], check=True, capture_output=True)
subprocess.run([ENGAGE, "--workspace", str(FOLDER), "new", "dock", "--customer", "Port of Aldmouth"], check=True, capture_output=True)
tools = asyncio.run(every_tool())
asyncio.run(both())
kept = len(list((FOLDER / "engagements/dock/notes").glob("*.yaml")))
assert kept == 40, kept
print(f"{tools} tools called; {kept} of 40 notes of two servers kept")
