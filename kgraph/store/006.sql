-- Version 6 of the store of kgraph: the whole phrase of an argument, with its relative clause or apposition.

PRAGMA user_version = 6;

ALTER TABLE statements ADD COLUMN subject_full_start INTEGER;  -- the subject's whole phrase, NULL if its text is all of it
ALTER TABLE statements ADD COLUMN subject_full_stop INTEGER;
ALTER TABLE statements ADD COLUMN object_full_start INTEGER;   -- the object's
ALTER TABLE statements ADD COLUMN object_full_stop INTEGER;
ALTER TABLE statements ADD COLUMN source_full_start INTEGER;   -- the source's
ALTER TABLE statements ADD COLUMN source_full_stop INTEGER;

ALTER TABLE statement_relayers ADD COLUMN full_start INTEGER;  -- the relayer's
ALTER TABLE statement_relayers ADD COLUMN full_stop INTEGER;
