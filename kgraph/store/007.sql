-- Version 7 of the store of kgraph: it is kept from run to run, and each run has its record.

PRAGMA user_version = 7;

-- What documents say --------------------------------------------------------------------------

ALTER TABLE documents ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';  -- of what annotated it: model, kgraph, names from outside

CREATE TABLE kept (                -- what was annotated by a run that has not ended yet, so that the next one need not
    document TEXT NOT NULL,        -- the document's id
    fingerprint TEXT NOT NULL,     -- of what annotated it
    rows TEXT NOT NULL,            -- its rows in the tables of this store, by table, as JSON
    PRIMARY KEY (document, fingerprint)
);

-- The runs ------------------------------------------------------------------------------------

ALTER TABLE runs RENAME TO manifest;  -- how the graph that is there now was made; without clock and host

CREATE TABLE runs (                -- each build that ended, and each document that was removed
    run INTEGER NOT NULL PRIMARY KEY,  -- from 1
    started TEXT NOT NULL,         -- when, in UTC: 2025-09-03T12:00:00Z
    seconds REAL NOT NULL,         -- how long it took
    added INTEGER NOT NULL,        -- documents that were not there before
    changed INTEGER NOT NULL,      -- documents that were there under the same name with another content
    removed INTEGER NOT NULL,      -- documents that are there no longer
    unchanged INTEGER NOT NULL,    -- documents that were there before
    inputs TEXT NOT NULL,          -- a hash of all that the graph depends on: documents, failures, settings, decisions
    files TEXT NOT NULL            -- JSON: the SHA-256 of each file that was written beside the store, by its name
);
