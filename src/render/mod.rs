//! Documents, floor 3: the one place that knows the template engine.
