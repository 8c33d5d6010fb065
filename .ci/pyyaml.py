"""Reads every record with PyYAML, a YAML 1.1 reader: what it cannot read, or reads as no mapping, is named."""

import pathlib
import sys

import yaml


def fault(path):
    """What is wrong with a file, or nothing."""
    try:
        # as text only: `on` as a key and dates as they stand
        record = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return f"{path}: {error}"
    return None if isinstance(record, dict) else f"{path}: no mapping"


FILES = sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml"))
FAULTS = [found for found in map(fault, FILES) if found]
print(f"PyYAML read {len(FILES)} files, {len(FAULTS)} of them wrong", *FAULTS, sep="\n")
sys.exit(bool(FAULTS) or not FILES)
