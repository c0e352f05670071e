-- Profiles that turned out to be one: which was kept, which is gone, and every single change, so that it can be taken
-- back; and pairs that may be one.

CREATE TABLE merge (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('organisation', 'person')),
  kept_id TEXT NOT NULL,
  gone_id TEXT NOT NULL,
  -- What both were called at that moment.
  kept_name TEXT NOT NULL,
  gone_name TEXT NOT NULL,
  -- The gone one's row as an object of its columns, and the identifiers by which it was found.
  gone_row TEXT NOT NULL,
  gone_identifiers TEXT NOT NULL,
  -- The fields for which the gone one's value was chosen.
  chosen TEXT NOT NULL,
  merged_by TEXT NOT NULL,
  undone_by TEXT,
  undone_at BIGINT,
  -- What the undoing left, because it was changed since.
  stayed TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX merge_created ON merge (created_at, id);
CREATE INDEX merge_kept ON merge (kept_id) WHERE undone_at IS NULL;
CREATE UNIQUE INDEX merge_gone ON merge (gone_id) WHERE undone_at IS NULL;

-- One change of a merge: a column of a row, before and after, as JSON; without a field, a row that was taken out.
CREATE TABLE merge_step (
  merge_id TEXT NOT NULL REFERENCES merge (id),
  place BIGINT NOT NULL,
  subject TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  field TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  PRIMARY KEY (merge_id, place)
);

-- Two profiles that may be one, as the last search found them; a dismissed pair is not suggested again.
CREATE TABLE duplicate (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('organisation', 'person')),
  -- The smaller of both ids first.
  a_id TEXT NOT NULL,
  b_id TEXT NOT NULL,
  country TEXT NOT NULL,
  -- In thousandths.
  score BIGINT NOT NULL CHECK (score BETWEEN 0 AND 1000),
  reasons TEXT NOT NULL,
  found_at BIGINT NOT NULL,
  dismissed_by TEXT,
  dismissed_at BIGINT,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  UNIQUE (a_id, b_id),
  CHECK (a_id < b_id)
);
CREATE INDEX duplicate_score ON duplicate (score, id);
CREATE INDEX duplicate_b ON duplicate (b_id);
