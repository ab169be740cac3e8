-- Version 3 of the store of kgraph: descriptions whose holder another document names.

PRAGMA user_version = 3;

ALTER TABLE mentions ADD COLUMN office TEXT NOT NULL DEFAULT '';  -- of a description without an antecedent: "head: russia"
