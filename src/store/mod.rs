//! Files and YAML, floor 3.
