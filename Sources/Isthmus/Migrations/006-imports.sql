-- What came in from files: the last state of every outside record, so that an unchanged one is known at a glance; and
-- what each import did.

CREATE TABLE import_mark (
  source TEXT NOT NULL,
  key TEXT NOT NULL,
  digest TEXT NOT NULL,
  thing TEXT NOT NULL,
  PRIMARY KEY (source, key)
);
CREATE INDEX import_mark_thing ON import_mark (thing);

CREATE TABLE import_run (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  files TEXT NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  report TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX import_run_created ON import_run (created_at);
