//! Records in, figures out, floor 1: one subject per file, pure.
