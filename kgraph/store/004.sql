-- Version 4 of the store of kgraph: how many sentences speak for a relation when copies count once.

PRAGMA user_version = 4;

ALTER TABLE relations ADD COLUMN distinct_sentences INTEGER NOT NULL DEFAULT 1;  -- those that repeat another count once
UPDATE relations SET distinct_sentences = (SELECT count(*) FROM relation_sentences AS e WHERE e.relation = relations.id);
