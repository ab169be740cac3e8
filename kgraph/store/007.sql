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
    read TEXT NOT NULL,            -- a hash of the bytes of the files and all else, empty if standard input was read
    files TEXT NOT NULL            -- JSON: the SHA-256 of each file that was written beside the store, by its name
);

-- What each run held --------------------------------------------------------------------------
--
-- A row held from first_run on and until last_run, or still does (NULL): a run that changes nothing
-- adds nothing.  What run 3 held: WHERE first_run <= 3 AND coalesce(last_run, 3) >= 3.

CREATE TABLE document_history (
    id TEXT NOT NULL,              -- the document's id
    name TEXT NOT NULL,            -- what the user calls it
    date TEXT,                     -- ISO 8601, as precise as is known
    fingerprint TEXT NOT NULL,     -- of what annotated it
    in_window INTEGER NOT NULL,    -- 1 if it was part of the graph, by the graph's since and until
    first_run INTEGER NOT NULL,    -- the first run that held this row
    last_run INTEGER,              -- the last one, NULL while it holds
    PRIMARY KEY (id, first_run)
) WITHOUT ROWID;

CREATE TABLE entity_history (
    id TEXT NOT NULL,              -- the entity's id
    name TEXT NOT NULL,            -- the canonical name
    type TEXT NOT NULL,            -- PERSON, ORG, GPE, LOC, FAC, EVENT, PRODUCT, WORK or GROUP
    in_graph INTEGER NOT NULL,     -- 1 if it was a node of the graph
    first_run INTEGER NOT NULL,    -- the first run that held this row
    last_run INTEGER,              -- the last one, NULL while it holds
    PRIMARY KEY (id, first_run)
) WITHOUT ROWID;

CREATE TABLE alias_history (
    entity TEXT NOT NULL,          -- the entity's id
    alias TEXT NOT NULL,           -- a spelling of its name
    first_run INTEGER NOT NULL,    -- the first run that held this row
    last_run INTEGER,              -- the last one, NULL while it holds
    PRIMARY KEY (entity, alias, first_run)
) WITHOUT ROWID;

CREATE TABLE mention_history (     -- which mentions referred to which entity
    document TEXT NOT NULL,        -- the document's id
    start INTEGER NOT NULL,        -- where it begins
    stop INTEGER NOT NULL,         -- where it ends
    entity TEXT NOT NULL,          -- the entity's id
    first_run INTEGER NOT NULL,    -- the first run that held this row
    last_run INTEGER,              -- the last one, NULL while it holds
    PRIMARY KEY (document, start, stop, entity, first_run)
) WITHOUT ROWID;

CREATE TABLE relation_history (
    id TEXT NOT NULL,              -- the relation's id
    subject TEXT NOT NULL,         -- an entity's id
    object TEXT NOT NULL,          -- an entity's id
    kind TEXT NOT NULL,            -- stated or co-mention
    type TEXT NOT NULL,            -- in the words of the texts
    symmetric INTEGER NOT NULL,    -- 1 if subject and object could change places
    family TEXT NOT NULL,          -- the kind of type
    polarity TEXT NOT NULL,        -- positive, negative or mixed
    modality TEXT NOT NULL,        -- the plainest of its statements
    ended INTEGER NOT NULL,        -- 1 if all who said that it holds said that it holds no longer
    denied INTEGER NOT NULL,       -- how many statements denied it
    distinct_sentences INTEGER NOT NULL,  -- how many sentences when copies count once
    sources INTEGER NOT NULL,      -- how many independent sources
    first_run INTEGER NOT NULL,    -- the first run that held this row
    last_run INTEGER,              -- the last one, NULL while it holds
    PRIMARY KEY (id, first_run)
) WITHOUT ROWID;

CREATE TABLE evidence_history (    -- the evidence of each relation
    relation TEXT NOT NULL,        -- the relation's id
    document TEXT NOT NULL,        -- the document's id
    start INTEGER NOT NULL,        -- where the sentence begins
    stop INTEGER NOT NULL,         -- where it ends
    statement INTEGER NOT NULL,    -- the statement's position in the document, -1 for a co-mention
    first_run INTEGER NOT NULL,    -- the first run that held this row
    last_run INTEGER,              -- the last one, NULL while it holds
    PRIMARY KEY (relation, document, start, stop, statement, first_run)
) WITHOUT ROWID;

CREATE TABLE manifest_history (
    key TEXT NOT NULL,             -- what is told: a version, a setting, a count
    value TEXT NOT NULL,           -- its value as text
    first_run INTEGER NOT NULL,    -- the first run that held this row
    last_run INTEGER,              -- the last one, NULL while it holds
    PRIMARY KEY (key, first_run)
) WITHOUT ROWID;

-- What questions are answered by --------------------------------------------------------------

CREATE TABLE names (               -- by which names entities, authors and outlets are found
    folded TEXT NOT NULL,          -- the name without case, accents, dots and hyphens (kgraph.names.fold)
    kind TEXT NOT NULL,            -- entity, author or outlet
    name TEXT NOT NULL,            -- the entity's id; of an author or outlet the name as it is written
    PRIMARY KEY (folded, kind, name)
) WITHOUT ROWID;
CREATE INDEX authors_by_author ON authors (author);
CREATE INDEX documents_by_outlet ON documents (outlet);

INSERT OR IGNORE INTO names SELECT fold(id), 'entity', id FROM entities;  -- fold and chance are lent by kgraph/store/schema.py
INSERT OR IGNORE INTO names SELECT fold(alias), 'entity', entity FROM aliases;
INSERT OR IGNORE INTO names SELECT fold(author), 'author', author FROM authors;
INSERT OR IGNORE INTO names SELECT fold(outlet), 'outlet', outlet FROM documents WHERE outlet IS NOT NULL;

CREATE TABLE said (                -- as sentences, which it takes the place of
    id INTEGER NOT NULL PRIMARY KEY,  -- a number of its own, in the order in which it was stored
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,  -- the document's id
    start INTEGER NOT NULL,        -- where it begins
    stop INTEGER NOT NULL,         -- where it ends
    text TEXT NOT NULL,            -- the characters of the span
    UNIQUE (document, start, stop)
);
INSERT INTO said (document, start, stop, text)
    SELECT s.document, s.start, s.stop, substr(d.text, s.start + 1, s.stop - s.start)
    FROM sentences AS s JOIN documents AS d ON d.id = s.document ORDER BY s.document, s.start, s.stop;
DROP TABLE sentences;
ALTER TABLE said RENAME TO sentences;

CREATE VIRTUAL TABLE sentence_words USING fts5(  -- the full-text index of the sentences, by their id; it follows them by itself
    text, content = 'sentences', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO sentence_words (sentence_words) VALUES ('rebuild');
CREATE TRIGGER sentence_added AFTER INSERT ON sentences BEGIN
    INSERT INTO sentence_words (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER sentence_removed AFTER DELETE ON sentences BEGIN
    INSERT INTO sentence_words (sentence_words, rowid, text) VALUES ('delete', old.id, old.text);
END;

ALTER TABLE relations ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;  -- how many articles say so
ALTER TABLE relations ADD COLUMN first_date TEXT;  -- of the earliest article that has a date
ALTER TABLE relations ADD COLUMN last_date TEXT;   -- of the latest
ALTER TABLE relations ADD COLUMN confidence REAL;  -- of the surest statement, 0 to 1; NULL for a co-mention
ALTER TABLE relations ADD COLUMN chance REAL NOT NULL DEFAULT 0;  -- that one may go along it (kgraph/store/summary.py); 0 if it is denied

UPDATE relations SET articles = (
    SELECT count(DISTINCT e.document) FROM relation_sentences AS e WHERE e.relation = relations.id);
UPDATE relations SET first_date = (
    SELECT d.date FROM relation_sentences AS e JOIN documents AS d ON d.id = e.document
    WHERE e.relation = relations.id AND d.date <> ''
    ORDER BY d.date || substr('YYYY-01-01', length(d.date) + 1), length(d.date) DESC LIMIT 1);
UPDATE relations SET last_date = (
    SELECT d.date FROM relation_sentences AS e JOIN documents AS d ON d.id = e.document
    WHERE e.relation = relations.id AND d.date <> ''
    ORDER BY d.date || substr('YYYY-12-31', length(d.date) + 1) DESC, length(d.date) DESC LIMIT 1);
UPDATE relations SET confidence = (
    SELECT max(s.confidence) FROM relation_statements AS e
    JOIN statements AS s ON s.document = e.document AND s.position = e.statement WHERE e.relation = relations.id);
UPDATE relations SET chance = chance(kind, polarity, weight, distinct_sentences, confidence);

DROP INDEX relations_by_object;
CREATE INDEX relations_from ON relations (subject, kind, chance DESC, object);
CREATE INDEX relations_to ON relations (object, kind, chance DESC, subject);
CREATE INDEX documents_dated ON documents (id, date, outlet);
CREATE INDEX mentions_described ON mentions (document, start, stop, text) WHERE kind = 'nominal';

-- A window of time, and the user's judgements on statements -----------------------------------

CREATE TABLE outside_window (      -- documents that were read but are no part of the graph, by its since and until
    document TEXT NOT NULL PRIMARY KEY REFERENCES documents ON DELETE CASCADE  -- the document's id
) WITHOUT ROWID;

CREATE TABLE statement_judgements (  -- whether a sentence says what was read in it; what is wrong is no evidence
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,  -- the document's id
    sentence_start INTEGER NOT NULL,  -- the sentence
    sentence_stop INTEGER NOT NULL,
    statement INTEGER,             -- the statement's position in the document; NULL: that the two entities are mentioned
    subject TEXT REFERENCES entities ON DELETE CASCADE,  -- an entity's id, NULL for a statement
    object TEXT REFERENCES entities ON DELETE CASCADE,   -- the other's
    verdict TEXT NOT NULL,         -- right, wrong or unclear
    by TEXT NOT NULL               -- "user"
);
CREATE INDEX statement_judgements_by_document ON statement_judgements (document, statement);

-- Who has it from whom ------------------------------------------------------------------------

CREATE TABLE copies (              -- the documents that copy or rewrite another: both tell one story
    document TEXT NOT NULL PRIMARY KEY REFERENCES documents ON DELETE CASCADE,  -- the document's id
    original TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,  -- the document whose story it tells, itself no copy
    share REAL NOT NULL,           -- how much of its sentences stands in the one that it is likest to, 0 to 1
    reason TEXT NOT NULL           -- the same for people to read
) WITHOUT ROWID;
CREATE INDEX copies_by_original ON copies (original);

CREATE TABLE repeats (             -- the sentences that repeat or rewrite another: they count once
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,  -- the document's id
    start INTEGER NOT NULL,        -- where the sentence begins
    stop INTEGER NOT NULL,         -- where it ends
    first_document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,  -- the first sentence that says the same
    first_start INTEGER NOT NULL,
    first_stop INTEGER NOT NULL,
    PRIMARY KEY (document, start, stop)
) WITHOUT ROWID;
CREATE INDEX repeats_by_first ON repeats (first_document, first_start);

ALTER TABLE relations ADD COLUMN sources INTEGER NOT NULL DEFAULT 1;  -- how many independent sources its evidence has
UPDATE relations SET sources = (SELECT count(DISTINCT e.document) FROM relation_sentences AS e WHERE e.relation = relations.id);

CREATE VIEW stories AS             -- every document with the one whose story it tells
SELECT
    d.id AS document,
    coalesce(d.title, d.name) AS article,
    d.outlet, d.date,
    coalesce(c.original, d.id) AS story,               -- the id of that document: its own if it is no copy
    coalesce(o.title, o.name, d.title, d.name) AS original,
    o.outlet AS original_outlet,                       -- NULL if it is no copy, as are the next two
    c.share, c.reason
FROM documents AS d
LEFT JOIN copies AS c ON c.document = d.id
LEFT JOIN documents AS o ON o.id = c.original;

-- Of a hub with tens of thousands of relations the best of each family, and how many there are, without a
-- look at the others: relations_from and relations_to have them by the chance alone, for ways.
CREATE INDEX relations_told_of ON relations
    (subject, kind, family, sources DESC, articles DESC, distinct_sentences DESC, chance DESC, id, first_date, last_date, object);
CREATE INDEX relations_told_by ON relations
    (object, kind, family, sources DESC, articles DESC, distinct_sentences DESC, chance DESC, id, first_date, last_date, subject);

-- Views for everyday questions ----------------------------------------------------------------

CREATE INDEX entities_by_name ON entities (name);

DROP VIEW edges;

CREATE VIEW edges AS               -- who is connected to whom, and which sentence says so: one evidence a row
SELECT
    subjects.name AS subject,
    r.type,
    objects.name AS object,
    r.kind, r.family, r.weight,
    r.sources, r.articles, r.distinct_sentences,         -- of the relation, as the next two
    r.first_date, r.last_date,
    c.sentence, c.article, c.outlet, c.date,
    coalesce((SELECT original FROM copies WHERE copies.document = c.document), c.document) AS story,  -- the id of the document whose story it is
    c.polarity, c.modality, c.source, c.relayed_by, c.time, c.ended, c.confidence,
    r.id AS relation,
    c.document, c.position
FROM relations AS r
JOIN entities AS subjects ON subjects.id = r.subject
JOIN entities AS objects ON objects.id = r.object
JOIN relation_statements AS e ON e.relation = r.id
JOIN claims AS c ON c.document = e.document AND c.position = e.statement
UNION ALL
SELECT
    subjects.name, r.type, objects.name, r.kind, r.family, r.weight,
    r.sources, r.articles, r.distinct_sentences, r.first_date, r.last_date,
    replace(substr(d.text, e.start + 1, e.stop - e.start), char(10), ' '),
    coalesce(d.title, d.name), d.outlet, d.date,
    coalesce((SELECT original FROM copies WHERE copies.document = d.id), d.id),
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, r.id, d.id, NULL
FROM relations AS r
JOIN entities AS subjects ON subjects.id = r.subject
JOIN entities AS objects ON objects.id = r.object
JOIN relation_sentences AS e ON e.relation = r.id
JOIN documents AS d ON d.id = e.document
WHERE r.kind = 'co-mention';
