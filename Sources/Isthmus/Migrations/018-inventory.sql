-- What countries fund together: cooperation programmes, mobility schemes, obstacles between two countries, the bodies
-- that decide and who holds office in them, and the yearly update by the owners of the records.
-- JSON columns hold what belongs to a record alone; the small tables beside it are derived from them for lookups.

CREATE TABLE cooperation_programme (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  agreement TEXT NOT NULL,
  agreement_link TEXT,
  agreed_on TEXT,
  owner_id TEXT REFERENCES organisation (id),
  owner_name TEXT NOT NULL,
  contact TEXT NOT NULL,
  parties TEXT NOT NULL,
  instruments TEXT NOT NULL,
  budgets TEXT NOT NULL,
  topics TEXT NOT NULL,
  career_stages TEXT NOT NULL,
  cycle TEXT NOT NULL,
  cycle_note TEXT NOT NULL,
  evaluation TEXT NOT NULL,
  start_year BIGINT,
  end_year BIGINT,
  predecessors TEXT NOT NULL,
  website TEXT,
  reference TEXT NOT NULL,
  checked_on TEXT,
  status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'ended', 'withdrawn')),
  source TEXT NOT NULL,
  edited TEXT NOT NULL,
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX cooperation_programme_code ON cooperation_programme (code);
CREATE INDEX cooperation_programme_sort ON cooperation_programme (sort_name, id);
CREATE INDEX cooperation_programme_owner ON cooperation_programme (owner_id);

CREATE TABLE mobility_scheme (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  from_sides TEXT NOT NULL,
  to_sides TEXT NOT NULL,
  is_both_ways BIGINT NOT NULL CHECK (is_both_ways IN (0, 1)),
  topics TEXT NOT NULL,
  career_stages TEXT NOT NULL,
  least_days BIGINT,
  most_days BIGINT,
  allowance_minor BIGINT,
  currency TEXT NOT NULL,
  -- For how long the allowance is: a day, a month, a year, the whole stay.
  allowance_for TEXT NOT NULL,
  allowance_note TEXT NOT NULL,
  payer TEXT NOT NULL,
  payer_side TEXT,
  deadline_pattern TEXT NOT NULL,
  deadline_note TEXT NOT NULL,
  owner_id TEXT REFERENCES organisation (id),
  owner_name TEXT NOT NULL,
  contact TEXT NOT NULL,
  website TEXT,
  reference TEXT NOT NULL,
  checked_on TEXT,
  status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'ended', 'withdrawn')),
  source TEXT NOT NULL,
  edited TEXT NOT NULL,
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX mobility_scheme_code ON mobility_scheme (code);
CREATE INDEX mobility_scheme_sort ON mobility_scheme (sort_name, id);
CREATE INDEX mobility_scheme_owner ON mobility_scheme (owner_id);

-- The sides of programmes as they are written: countries, and groups of countries that act as one.
CREATE TABLE programme_party (
  programme_id TEXT NOT NULL REFERENCES cooperation_programme (id),
  side TEXT NOT NULL,
  pays BIGINT NOT NULL CHECK (pays IN (0, 1)),
  PRIMARY KEY (programme_id, side)
);
CREATE INDEX programme_party_side ON programme_party (side, programme_id);

CREATE TABLE programme_instrument (
  programme_id TEXT NOT NULL REFERENCES cooperation_programme (id),
  instrument TEXT NOT NULL,
  PRIMARY KEY (programme_id, instrument)
);

-- A programme that continues others.
CREATE TABLE programme_predecessor (
  programme_id TEXT NOT NULL REFERENCES cooperation_programme (id),
  other_id TEXT NOT NULL REFERENCES cooperation_programme (id),
  PRIMARY KEY (programme_id, other_id)
);
CREATE INDEX programme_predecessor_other ON programme_predecessor (other_id);

-- Of programmes and mobility schemes alike: every country that takes part (groups in their members), the countries that
-- one leaves or goes to, the topics, the stages of a career.
CREATE TABLE inventory_country (
  thing TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('party', 'from', 'to')),
  country TEXT NOT NULL,
  PRIMARY KEY (thing, direction, country)
);
CREATE INDEX inventory_country_country ON inventory_country (country, thing);

CREATE TABLE inventory_topic (
  thing TEXT NOT NULL,
  topic_id TEXT NOT NULL,
  PRIMARY KEY (thing, topic_id)
);
CREATE INDEX inventory_topic_topic ON inventory_topic (topic_id);

CREATE TABLE inventory_stage (
  thing TEXT NOT NULL,
  stage TEXT NOT NULL,
  PRIMARY KEY (thing, stage)
);

-- Whom the office asks about a record: not for others to see.
CREATE TABLE owner_contact (
  id TEXT PRIMARY KEY,
  thing_kind TEXT NOT NULL,
  thing TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  mailbox TEXT NOT NULL,
  language TEXT NOT NULL,
  -- Since when the address wants no such letters.
  stopped_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX owner_contact_thing ON owner_contact (thing);
CREATE INDEX owner_contact_mailbox ON owner_contact (mailbox);

CREATE TABLE update_round (
  id TEXT PRIMARY KEY,
  year BIGINT NOT NULL,
  closes_on TEXT NOT NULL,
  note TEXT NOT NULL,
  sent_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX update_round_year ON update_round (year);

-- One record in one round: who was asked, what the record was then, what the owner says, what the office made of it.
CREATE TABLE update_request (
  id TEXT PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES update_round (id),
  thing_kind TEXT NOT NULL,
  thing TEXT NOT NULL,
  contact_id TEXT,
  asked_at BIGINT,
  reminded_at BIGINT,
  base TEXT NOT NULL,
  answer TEXT NOT NULL,
  remark TEXT NOT NULL,
  answered_at BIGINT,
  decision TEXT CHECK (decision IN ('accepted', 'returned')),
  reason TEXT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  UNIQUE (round_id, thing)
);
CREATE INDEX update_request_thing ON update_request (thing);

-- What was mailed: the token's digest leads to one record in one round and to nothing else.
CREATE TABLE update_link (
  token_hash TEXT PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES update_request (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX update_link_request ON update_link (request_id);

CREATE TABLE obstacle (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  -- Two codes, the first one by the alphabet first.
  country_a TEXT NOT NULL,
  country_b TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  evidence TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'eased', 'solved')),
  since_day TEXT,
  state_day TEXT,
  resolution TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'withdrawn')),
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX obstacle_pair ON obstacle (country_a, country_b);
CREATE INDEX obstacle_sort ON obstacle (sort_name, id);

-- Ministries, agencies, contact points, committees.
CREATE TABLE public_body (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  country TEXT NOT NULL,
  name TEXT NOT NULL,
  acronym TEXT NOT NULL,
  summary TEXT NOT NULL,
  organisation_id TEXT REFERENCES organisation (id),
  parent_id TEXT REFERENCES public_body (id),
  topics TEXT NOT NULL,
  website TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'ended', 'withdrawn')),
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX public_body_country ON public_body (country, kind);
CREATE INDEX public_body_sort ON public_body (sort_name, id);
CREATE INDEX public_body_organisation ON public_body (organisation_id);

-- Who holds an office in a body, from when until when.
CREATE TABLE office_term (
  id TEXT PRIMARY KEY,
  body_id TEXT NOT NULL REFERENCES public_body (id),
  office TEXT NOT NULL,
  person_id TEXT REFERENCES person (id),
  holder TEXT NOT NULL,
  from_day TEXT,
  until_day TEXT,
  reference TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX office_term_body ON office_term (body_id);
CREATE INDEX office_term_person ON office_term (person_id);
