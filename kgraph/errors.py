"""What kgraph raises for its callers to catch.

    KgraphError
    ├── ReadError      nothing could be read from the paths that were named
    ├── ModelError     the spaCy model is missing or unfit
    ├── ConfigError    a setting has no meaning
    ├── StoreError     the database cannot be opened, read or written
    └── ExportError    an output file cannot be written

A wrong argument is a plain ValueError.  A broken document is no exception but a Failure in the
result.
"""


class KgraphError(Exception):
    """The run cannot go on; the message says what failed, on which input, and what to do."""


class ReadError(KgraphError):
    """Nothing could be read from the paths that were named."""


class ModelError(KgraphError):
    """The spaCy model is missing or unfit."""


class ConfigError(KgraphError):
    """A setting is unknown or has no meaning."""


class StoreError(KgraphError):
    """The database cannot be opened, read or written."""


class ExportError(KgraphError):
    """An output file cannot be written."""
