-- The store of kgraph, version 1: what each document says, and the graph that was made of it.
--
-- Offsets count characters (not bytes) from 0 and are half-open: a span is text[start:stop].  In
-- SQL that is substr(text, start + 1, stop - start).  A mention is known by its span.  Yes and no
-- are 1 and 0; NULL is what is unknown or absent.  A file name or a title that is no valid Unicode
-- is stored as a BLOB.

PRAGMA application_id = 1801941606;
PRAGMA user_version = 1;

-- What each document says ---------------------------------------------------------------------

CREATE TABLE documents (
    id TEXT NOT NULL PRIMARY KEY,  -- a hash of the content
    name TEXT NOT NULL,            -- what the user calls it: the id in a JSON line, or the path below the folder
    source TEXT NOT NULL,          -- where it came from
    title TEXT,                    -- the headline
    date TEXT,                     -- ISO 8601, as precise as is known: 2025-09-03, 2025-09 or 2025
    outlet TEXT,                   -- the newspaper or agency
    text TEXT NOT NULL,            -- the text into which all offsets point
    extracted INTEGER NOT NULL     -- 1 if it was annotated and its statements are here, 0 if that failed
);

CREATE TABLE authors (
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,  -- the document's id
    position INTEGER NOT NULL,     -- from 0, in the order of the byline
    author TEXT NOT NULL,          -- a name of the byline
    PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE frames (              -- the parts of a text that are no story
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,  -- the document's id
    start INTEGER NOT NULL,        -- where it begins
    stop INTEGER NOT NULL,         -- where it ends
    kind TEXT NOT NULL,            -- header, byline, dateline, credit or footer
    PRIMARY KEY (document, start, stop)
) WITHOUT ROWID;

CREATE TABLE sentences (
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,  -- the document's id
    start INTEGER NOT NULL,        -- where it begins
    stop INTEGER NOT NULL,         -- where it ends
    PRIMARY KEY (document, start, stop)
) WITHOUT ROWID;

CREATE TABLE mentions (            -- the places in a text that refer to an entity
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,  -- the document's id
    start INTEGER NOT NULL,        -- where it begins
    stop INTEGER NOT NULL,         -- where it ends
    position INTEGER NOT NULL,     -- from 0, in reading order
    text TEXT NOT NULL,            -- the characters of the span
    type TEXT NOT NULL,            -- PERSON, ORG, GPE, LOC, FAC, EVENT, PRODUCT, WORK or GROUP
    kind TEXT NOT NULL,            -- name, adjective, nominal or pronoun
    name TEXT NOT NULL,            -- the name that a name or adjective stands for, else empty
    antecedent_start INTEGER,      -- the mention of the same document that it refers back to
    antecedent_stop INTEGER,
    frame TEXT,                    -- the kind of frame that it stands in, NULL in the story
    PRIMARY KEY (document, start, stop)
) WITHOUT ROWID;

CREATE TABLE mention_members (     -- the mentions that a group such as "the trio" is made of
    document TEXT NOT NULL,        -- the document's id
    start INTEGER NOT NULL,        -- the group
    stop INTEGER NOT NULL,         -- where it ends
    position INTEGER NOT NULL,     -- from 0
    member_start INTEGER NOT NULL,  -- the member
    member_stop INTEGER NOT NULL,
    PRIMARY KEY (document, start, stop, position),
    FOREIGN KEY (document, start, stop) REFERENCES mentions ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE statements (          -- what the sentences claim, one claim a row
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,  -- the document's id
    position INTEGER NOT NULL,     -- from 0, in reading order
    type TEXT NOT NULL,            -- short and in the words of the text: "mutual defence pact", "director", "accuse"
    subject_text TEXT NOT NULL,    -- what the statement is about, as it can be read
    subject_start INTEGER,         -- where the text stands, NULL if nowhere as such
    subject_stop INTEGER,
    subject_mention_start INTEGER,  -- the mention that is its head, NULL if there is none
    subject_mention_stop INTEGER,
    predicate_text TEXT NOT NULL,  -- what is said of it
    predicate_start INTEGER,
    predicate_stop INTEGER,
    predicate_mention_start INTEGER,
    predicate_mention_stop INTEGER,
    object_text TEXT NOT NULL,     -- to whom or what
    object_start INTEGER,
    object_stop INTEGER,
    object_mention_start INTEGER,
    object_mention_stop INTEGER,
    source_text TEXT,              -- who the text says makes the claim, NULL if its writer
    source_start INTEGER,
    source_stop INTEGER,
    source_mention_start INTEGER,
    source_mention_stop INTEGER,
    sentence_start INTEGER NOT NULL,  -- the sentence that says it
    sentence_stop INTEGER NOT NULL,
    polarity TEXT NOT NULL,        -- positive or negative
    modality TEXT NOT NULL,        -- asserted, planned, possible or claimed
    time TEXT,                     -- ISO 8601, as precise as the text gives it
    confidence REAL NOT NULL,      -- 0 to 1
    rule TEXT NOT NULL,            -- the rule that found it
    symmetric INTEGER NOT NULL,    -- 1 if subject and object could change places
    ended INTEGER NOT NULL,        -- 1 if the text says that it holds no longer
    PRIMARY KEY (document, position)
) WITHOUT ROWID;

-- Which mentions are one entity ---------------------------------------------------------------

CREATE TABLE judgements (          -- whether two mentions refer to one entity
    left_document TEXT NOT NULL,   -- the one mention
    left_start INTEGER NOT NULL,
    left_stop INTEGER NOT NULL,
    right_document TEXT NOT NULL,  -- the other
    right_start INTEGER NOT NULL,
    right_stop INTEGER NOT NULL,
    by TEXT NOT NULL,              -- the matcher's name, or "user"
    verdict TEXT NOT NULL,         -- same, different or unsure
    score REAL NOT NULL,           -- the matcher's number
    reason TEXT NOT NULL,          -- why, for people to read
    PRIMARY KEY (left_document, left_start, left_stop, right_document, right_start, right_stop, by)
) WITHOUT ROWID;

CREATE TABLE entities (
    id TEXT NOT NULL PRIMARY KEY,  -- the id of the node in the GraphML file
    name TEXT NOT NULL,            -- the canonical name
    type TEXT NOT NULL,            -- PERSON, ORG, GPE, LOC, FAC, EVENT, PRODUCT, WORK or GROUP
    in_graph INTEGER NOT NULL      -- 1 if it is a node of the graph
) WITHOUT ROWID;

CREATE TABLE aliases (             -- all spellings of the names, the canonical one among them
    entity TEXT NOT NULL REFERENCES entities ON DELETE CASCADE,  -- the entity's id
    alias TEXT NOT NULL,           -- a spelling
    PRIMARY KEY (entity, alias)
) WITHOUT ROWID;
CREATE INDEX aliases_by_alias ON aliases (alias);

CREATE TABLE entity_mentions (     -- which mentions refer to which entity
    document TEXT NOT NULL,        -- the document's id
    start INTEGER NOT NULL,        -- where it begins
    stop INTEGER NOT NULL,         -- where it ends
    entity TEXT NOT NULL REFERENCES entities ON DELETE CASCADE,  -- the entity's id
    PRIMARY KEY (document, start, stop, entity),
    FOREIGN KEY (document, start, stop) REFERENCES mentions ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX entity_mentions_by_entity ON entity_mentions (entity);

-- The graph -----------------------------------------------------------------------------------

CREATE TABLE relations (           -- the edges of the graph
    id TEXT NOT NULL PRIMARY KEY,  -- the id of the edge in the GraphML file
    subject TEXT NOT NULL REFERENCES entities,  -- an entity's id
    object TEXT NOT NULL REFERENCES entities,  -- an entity's id
    kind TEXT NOT NULL,            -- stated or co-mention
    type TEXT NOT NULL,            -- in the words of the texts
    weight REAL NOT NULL,          -- stated: independent sources that say so; co-mention: how many times more often than by chance
    family TEXT NOT NULL,          -- the kind of type
    polarity TEXT NOT NULL,        -- positive, negative or mixed
    modality TEXT NOT NULL,        -- the plainest of its statements
    symmetric INTEGER NOT NULL,    -- 1 if subject and object could change places
    UNIQUE (subject, object, kind, type, symmetric)
) WITHOUT ROWID;
CREATE INDEX relations_by_object ON relations (object);

CREATE TABLE relation_statements (  -- the statements that a stated relation groups
    relation TEXT NOT NULL REFERENCES relations ON DELETE CASCADE,  -- the relation's id
    position INTEGER NOT NULL,     -- from 0
    document TEXT NOT NULL,        -- the document's id
    statement INTEGER NOT NULL,    -- its position in the document
    PRIMARY KEY (relation, position),
    FOREIGN KEY (document, statement) REFERENCES statements (document, position)
) WITHOUT ROWID;
CREATE INDEX relation_statements_by_statement ON relation_statements (document, statement);

CREATE TABLE relation_sentences (  -- the sentences that are a relation's evidence
    relation TEXT NOT NULL REFERENCES relations ON DELETE CASCADE,  -- the relation's id
    document TEXT NOT NULL REFERENCES documents,  -- the document's id
    start INTEGER NOT NULL,        -- where it begins
    stop INTEGER NOT NULL,         -- where it ends
    PRIMARY KEY (relation, document, start, stop)
) WITHOUT ROWID;
CREATE INDEX relation_sentences_by_document ON relation_sentences (document);

-- The run -------------------------------------------------------------------------------------

CREATE TABLE failures (            -- documents, or parts of them, that could not be read or annotated
    position INTEGER NOT NULL PRIMARY KEY,  -- from 0, in the order in which they came
    source TEXT NOT NULL,          -- the file or the entry
    stage TEXT NOT NULL,           -- read or annotate
    message TEXT NOT NULL          -- what went wrong
);

CREATE TABLE runs (                -- how the graph was made: versions, settings, counts
    key TEXT NOT NULL PRIMARY KEY,  -- what is told: a version, a setting, a count
    value TEXT NOT NULL            -- its value as text
) WITHOUT ROWID;

-- Views for everyday questions ----------------------------------------------------------------

CREATE VIEW claims AS              -- what is said, by whom, where: one statement a row
SELECT
    coalesce(subjects.name, s.subject_text) AS subject,  -- the entity's name, else the text
    s.predicate_text AS predicate,
    coalesce(objects.name, s.object_text) AS object,
    s.type, s.polarity, s.modality, s.time, s.ended, s.confidence,
    coalesce(sources.name, s.source_text) AS source,     -- who says so, NULL if the article itself
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

CREATE VIEW edges AS               -- who is connected to whom, and which sentence says so: one evidence a row
SELECT
    subjects.name AS subject,
    r.type,
    objects.name AS object,
    r.kind, r.family, r.weight,
    c.sentence, c.article, c.outlet, c.date, c.polarity, c.modality, c.source, c.time,
    r.id AS relation,
    c.document
FROM relations AS r
JOIN entities AS subjects ON subjects.id = r.subject
JOIN entities AS objects ON objects.id = r.object
JOIN relation_statements AS e ON e.relation = r.id
JOIN claims AS c ON c.document = e.document AND c.position = e.statement
UNION ALL
SELECT
    subjects.name, r.type, objects.name, r.kind, r.family, r.weight,
    replace(substr(d.text, e.start + 1, e.stop - e.start), char(10), ' '),
    coalesce(d.title, d.name), d.outlet, d.date, NULL, NULL, NULL, NULL, r.id, d.id
FROM relations AS r
JOIN entities AS subjects ON subjects.id = r.subject
JOIN entities AS objects ON objects.id = r.object
JOIN relation_sentences AS e ON e.relation = r.id
JOIN documents AS d ON d.id = e.document
WHERE r.kind = 'co-mention';

CREATE VIEW entity_aliases AS      -- under which names an entity goes, and how often it is referred to at all
SELECT
    e.name AS entity,
    e.type,
    a.alias,
    (SELECT count(*) FROM entity_mentions AS m WHERE m.entity = e.id) AS mentions,
    (SELECT count(DISTINCT m.document) FROM entity_mentions AS m WHERE m.entity = e.id) AS articles,
    e.id
FROM entities AS e
JOIN aliases AS a ON a.entity = e.id;
