-- Version 5 of the store of kgraph: who tells that the source of a statement says so.

PRAGMA user_version = 5;

CREATE TABLE statement_relayers (  -- "Reuters reported that Lavrov said": Lavrov is the source, Reuters relays him
    document TEXT NOT NULL,        -- the document's id
    statement INTEGER NOT NULL,    -- the statement's position in the document
    position INTEGER NOT NULL,     -- from 0, from the one nearest to the source outwards
    text TEXT NOT NULL,            -- who it is, as it can be read
    start INTEGER,                 -- where the text stands, NULL if nowhere as such
    stop INTEGER,                  -- where it ends
    mention_start INTEGER,         -- the mention that is its head, NULL if there is none
    mention_stop INTEGER,
    PRIMARY KEY (document, statement, position),
    FOREIGN KEY (document, statement) REFERENCES statements (document, position) ON DELETE CASCADE
) WITHOUT ROWID;

DROP VIEW claims;

CREATE VIEW claims AS              -- what is said, by whom, where: one statement a row
SELECT
    coalesce(subjects.name, s.subject_text) AS subject,  -- the entity's name, else the text
    s.predicate_text AS predicate,
    coalesce(objects.name, s.object_text) AS object,
    s.type, s.polarity, s.modality, s.time, s.ended, s.confidence,
    coalesce(sources.name, s.source_text) AS source,     -- who says so, NULL if the article itself
    (SELECT group_concat(name, ', ') FROM (              -- who tells that the source says so, NULL if the article
        SELECT coalesce(e.name, r.text) AS name
        FROM statement_relayers AS r
        LEFT JOIN entities AS e ON e.id = (
            SELECT min(entity) FROM entity_mentions AS m
            WHERE m.document = r.document AND m.start = r.mention_start AND m.stop = r.mention_stop)
        WHERE r.document = s.document AND r.statement = s.position
        ORDER BY r.position)) AS relayed_by,
    replace(substr(d.text, s.sentence_start + 1, s.sentence_stop - s.sentence_start), char(10), ' ') AS sentence,
    coalesce(d.title, d.name) AS article,
    d.outlet, d.date,
    subjects.id AS subject_entity,
    objects.id AS object_entity,
    s.document, s.position
FROM statements AS s
JOIN documents AS d ON d.id = s.document
LEFT JOIN entities AS subjects ON subjects.id = (
    SELECT min(entity) FROM entity_mentions AS m
    WHERE m.document = s.document AND m.start = s.subject_mention_start AND m.stop = s.subject_mention_stop)
LEFT JOIN entities AS objects ON objects.id = (
    SELECT min(entity) FROM entity_mentions AS m
    WHERE m.document = s.document AND m.start = s.object_mention_start AND m.stop = s.object_mention_stop)
LEFT JOIN entities AS sources ON sources.id = (
    SELECT min(entity) FROM entity_mentions AS m
    WHERE m.document = s.document AND m.start = s.source_mention_start AND m.stop = s.source_mention_stop);
