-- Version 2 of the store of kgraph: the evidence that a judgement's score is made of.

PRAGMA user_version = 2;

CREATE TABLE judgement_parts (     -- the named evidence of a judgement, the weightiest first
    left_document TEXT NOT NULL,   -- the judgement
    left_start INTEGER NOT NULL,
    left_stop INTEGER NOT NULL,
    right_document TEXT NOT NULL,  -- and its other mention
    right_start INTEGER NOT NULL,
    right_stop INTEGER NOT NULL,
    by TEXT NOT NULL,              -- who judged
    position INTEGER NOT NULL,     -- from 0
    part TEXT NOT NULL,            -- the evidence, for people to read
    weight REAL NOT NULL,          -- positive speaks for sameness, negative against it
    PRIMARY KEY (left_document, left_start, left_stop, right_document, right_start, right_stop, by, position),
    FOREIGN KEY (left_document, left_start, left_stop, right_document, right_start, right_stop, by)
        REFERENCES judgements ON DELETE CASCADE
) WITHOUT ROWID;
