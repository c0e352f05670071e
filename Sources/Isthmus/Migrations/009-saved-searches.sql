-- Searches that people keep, to open them again and to see what is new in them.
CREATE TABLE saved_search (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  -- The path of a known page with its query, in the one form in which this program writes it.
  address TEXT NOT NULL,
  -- When it was last opened; at first when it was saved.
  seen_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX saved_search_name ON saved_search (account_id, name);
