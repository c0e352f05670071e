-- What each mail is for and who wants none of it, digests of saved searches, campaigns, and which countries may apply.
ALTER TABLE mail ADD COLUMN kind TEXT NOT NULL DEFAULT 'procedure'
  CHECK (kind IN ('procedure', 'digest', 'campaign', 'reminder', 'invitation'));

-- The secret with which links in mails are signed: one row.
CREATE TABLE mail_key (
  id TEXT PRIMARY KEY CHECK (id = 'links'),
  secret TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

-- Who wants no more mails of a kind. It outlives accounts, so it holds no address, but its digest under the key.
CREATE TABLE mail_stop (
  id TEXT PRIMARY KEY,
  reader TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('digest', 'campaign', 'reminder', 'invitation', 'all')),
  -- The one thing whose mails are stopped; empty for all of the kind.
  about TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX mail_stop_reader ON mail_stop (reader, kind, about);

-- By whose clock digests come; a missing row is the programme's.
CREATE TABLE mail_preference (
  account_id TEXT PRIMARY KEY REFERENCES account (id),
  time_zone TEXT NOT NULL,
  changed_at BIGINT NOT NULL
);

-- How often a saved search is mailed, and up to which place of the journal it was.
CREATE TABLE search_digest (
  search_id TEXT PRIMARY KEY REFERENCES saved_search (id) ON DELETE CASCADE,
  period TEXT NOT NULL CHECK (period IN ('at_once', 'daily', 'weekly')),
  through BIGINT NOT NULL,
  next_at BIGINT NOT NULL
);
CREATE INDEX search_digest_due ON search_digest (next_at, search_id);

-- The digests that were mailed. A part is written with the mail: the same search is not mailed twice up to one place.
CREATE TABLE digest (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  mail_id TEXT NOT NULL,
  items BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX digest_account ON digest (account_id, id);
CREATE TABLE digest_part (
  search_id TEXT NOT NULL REFERENCES saved_search (id) ON DELETE CASCADE,
  through BIGINT NOT NULL,
  digest_id TEXT NOT NULL REFERENCES digest (id) ON DELETE CASCADE,
  items BIGINT NOT NULL,
  PRIMARY KEY (search_id, through)
);
CREATE INDEX digest_part_digest ON digest_part (digest_id);
-- Changed deadlines that somebody was told of, by their place in the journal.
CREATE TABLE digest_told (
  account_id TEXT NOT NULL REFERENCES account (id),
  position BIGINT NOT NULL,
  PRIMARY KEY (account_id, position)
);

-- What a country is for the programme; a country without a row takes part.
CREATE TABLE country_standing (
  id TEXT PRIMARY KEY,
  country TEXT NOT NULL UNIQUE,
  standing TEXT NOT NULL CHECK (standing IN ('participant', 'information')),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

-- Whom campaigns speak to: a filter over people or organisations.
CREATE TABLE segment (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  audience TEXT NOT NULL CHECK (audience IN ('person', 'organisation')),
  countries TEXT NOT NULL,
  topics TEXT NOT NULL,
  kinds TEXT NOT NULL,
  languages TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX segment_name ON segment (name);
CREATE INDEX segment_sort ON segment (sort_name, id);

CREATE TABLE campaign (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  subject TEXT NOT NULL,
  letter TEXT NOT NULL,
  -- The page within the site to which it calls; empty for none.
  target TEXT NOT NULL,
  countries TEXT NOT NULL,
  segment_id TEXT REFERENCES segment (id),
  fallback TEXT NOT NULL,
  is_public BIGINT NOT NULL CHECK (is_public IN (0, 1)),
  scheduled_at BIGINT,
  -- When all its mails were queued.
  queued_at BIGINT,
  withdrawn_at BIGINT,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX campaign_sort ON campaign (sort_name, id);
CREATE INDEX campaign_due ON campaign (scheduled_at) WHERE queued_at IS NULL;

CREATE TABLE campaign_recipient (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign (id),
  -- Who in the directory it is.
  person_id TEXT,
  organisation_id TEXT,
  country TEXT NOT NULL,
  language TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('queued', 'stopped', 'suspended', 'unwritable')),
  mail_id TEXT,
  opened_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX campaign_recipient_campaign ON campaign_recipient (campaign_id, country, id);
CREATE UNIQUE INDEX campaign_recipient_person ON campaign_recipient (campaign_id, person_id)
  WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX campaign_recipient_organisation ON campaign_recipient (campaign_id, organisation_id)
  WHERE organisation_id IS NOT NULL;
CREATE INDEX campaign_recipient_mail ON campaign_recipient (mail_id);
