-- What happened, who did it, and the seals that prove it.
CREATE TABLE journal (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL,
  kind TEXT NOT NULL,
  thing TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  position BIGINT
);
CREATE INDEX journal_thing ON journal (thing, id);
CREATE INDEX journal_unsealed ON journal (id) WHERE position IS NULL;
CREATE UNIQUE INDEX journal_position ON journal (position) WHERE position IS NOT NULL;

CREATE TABLE seal (
  position BIGINT PRIMARY KEY,
  lines BIGINT NOT NULL CHECK (lines > 0),
  digest TEXT NOT NULL,
  sealed_at BIGINT NOT NULL
);
