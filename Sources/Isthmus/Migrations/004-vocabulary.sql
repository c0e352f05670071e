-- Schemes of topics, their topics, and which topic of one scheme means which of another.
CREATE TABLE topic_scheme (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  edition TEXT NOT NULL,
  source TEXT NOT NULL,
  licence TEXT NOT NULL,
  ordering TEXT NOT NULL CHECK (ordering IN ('code', 'name')),
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

-- The columns after changed_at are derived from names and parents, and written anew by every import.
CREATE TABLE topic (
  id TEXT PRIMARY KEY,
  scheme_id TEXT NOT NULL REFERENCES topic_scheme (id),
  code TEXT NOT NULL,
  parent_id TEXT REFERENCES topic (id),
  is_placed BIGINT NOT NULL CHECK (is_placed IN (0, 1)),
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  uri TEXT,
  edited TEXT NOT NULL,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  level BIGINT NOT NULL DEFAULT 0,
  position BIGINT NOT NULL DEFAULT 0,
  last_position BIGINT NOT NULL DEFAULT 0,
  title TEXT NOT NULL DEFAULT '',
  words TEXT NOT NULL DEFAULT '',
  UNIQUE (scheme_id, code),
  CHECK (parent_id IS NULL OR is_placed = 1)
);
CREATE INDEX topic_parent ON topic (parent_id);
CREATE INDEX topic_position ON topic (position);

CREATE TABLE crosswalk (
  id TEXT PRIMARY KEY,
  from_id TEXT NOT NULL REFERENCES topic (id),
  to_id TEXT NOT NULL REFERENCES topic (id),
  kind TEXT NOT NULL CHECK (kind IN ('exact', 'broad', 'narrow', 'related')),
  UNIQUE (from_id, to_id)
);
CREATE INDEX crosswalk_to ON crosswalk (to_id);
