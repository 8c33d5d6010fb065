"""The steps of action.yml, run by bash against a folder of releases: each is done, and a wrong checksum is refused.

  action.py ENGAGE FOLDER
"""

import hashlib
import os
import pathlib
import platform
import shutil
import subprocess
import sys

import yaml

ENGAGE, FOLDER = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
HERE = pathlib.Path(__file__).resolve().parent.parent
ACTION = yaml.safe_load((HERE / "action.yml").read_text())
ARCH = {"x86_64": "X64", "aarch64": "ARM64"}[platform.machine()]
NAME = f"engage-9.9.9-{platform.machine()}-unknown-linux-musl"


def release():
    """A release of the program that was built."""
    folder = FOLDER / "releases/v9.9.9"
    (folder / NAME).mkdir(parents=True)
    shutil.copy(ENGAGE, folder / NAME / "engage")
    archive = folder / f"{NAME}.tar.gz"
    subprocess.run(["tar", "-czf", archive, "-C", folder, NAME], check=True)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    (folder / f"{NAME}.tar.gz.sha256").write_text(f"{digest}  {archive.name}\n")
    return folder


def step(name, more):
    """Runs a step by its name, as a runner does."""
    run = next(step["run"] for step in ACTION["runs"]["steps"] if step["name"] == name)
    paths = (FOLDER / "path").read_text().split() if (FOLDER / "path").exists() else []
    env = {
        **os.environ, "GITHUB_PATH": str(FOLDER / "path"), "GITHUB_OUTPUT": str(FOLDER / "output"), "VERSION": "9.9.9",
        "RELEASES": f"file://{FOLDER}/releases", "SYSTEM": f"Linux-{ARCH}", "TOOLS": str(FOLDER / "tools"), "WORKSPACE": str(HERE),
        "ENGAGE_TODAY": "2026-12-01", "PATH": ":".join([*paths, os.environ["PATH"]]), **more,
    }
    return subprocess.run(["bash", "-eo", "pipefail", "-c", run], env=env, cwd=FOLDER, capture_output=True, text=True, check=False)


(FOLDER / "tools").mkdir(parents=True)
made = release()
other = step("Install engage", {"SYSTEM": "Linux-RISCV"})
assert other.returncode == 1 and "there is no release of engage for Linux-RISCV" in other.stdout, other
installed = step("Install engage", {})
assert installed.returncode == 0, installed
program = (FOLDER / "output").read_text().strip().removeprefix("program=")
assert pathlib.Path(program).read_bytes() == ENGAGE.read_bytes()
checked = step("Check the record", {"FAIL_ON": "error"})
assert checked.returncode == 0 and "::" in checked.stdout, checked
assert step("Check the record", {"FAIL_ON": "warning"}).returncode == 3
pages = step("Write the pages", {"SITE": str(FOLDER / "site"), "AUDIENCE": "management"})
assert pages.returncode == 0 and (FOLDER / "site/index.html").exists(), pages
with (made / f"{NAME}.tar.gz").open("ab") as archive:
    archive.write(b"x")
refused = step("Install engage", {})
assert refused.returncode == 1 and "::error::the checksum of" in refused.stdout, refused
print("action.yml: installed, checked, published; a wrong checksum and an unknown system are refused")
