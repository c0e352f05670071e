-- Calls for proposals: what is asked for, by when, and which countries' sides may take part and are paid.
-- JSON columns hold what belongs to the call alone; the small tables beside it are derived from them for lookups.

CREATE TABLE call (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  programme TEXT NOT NULL,
  call_code TEXT NOT NULL,
  call_title TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  objectives TEXT NOT NULL,
  conditions TEXT NOT NULL,
  instrument TEXT NOT NULL,
  instrument_title TEXT NOT NULL,
  theme TEXT NOT NULL,
  topics TEXT NOT NULL,
  keywords TEXT NOT NULL,
  budget_least_minor BIGINT,
  budget_most_minor BIGINT,
  currency TEXT NOT NULL,
  expected_grants BIGINT,
  opening_day TEXT,
  -- Announced without a day of opening.
  is_announced BIGINT NOT NULL CHECK (is_announced IN (0, 1)),
  deadlines TEXT NOT NULL,
  -- The last deadline, after which the call is closed; NULL for a call without one.
  closes_at BIGINT,
  least_partners BIGINT,
  least_countries BIGINT,
  career_stages TEXT NOT NULL,
  portal TEXT,
  questions TEXT,
  documents TEXT,
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'withdrawn')),
  source TEXT NOT NULL,
  edited TEXT NOT NULL,
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX call_code ON call (source, code);
CREATE INDEX call_sort ON call (sort_name, id);
CREATE INDEX call_closing ON call (closes_at, id);

-- When a source last had the call; not of the call itself, so that looking again changes nothing.
CREATE TABLE call_sighting (
  call_id TEXT PRIMARY KEY REFERENCES call (id),
  seen_at BIGINT NOT NULL
);

CREATE TABLE call_deadline (
  call_id TEXT NOT NULL REFERENCES call (id),
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  day TEXT NOT NULL,
  month TEXT NOT NULL,
  PRIMARY KEY (call_id, position)
);
CREATE INDEX call_deadline_at ON call_deadline (at, call_id);
CREATE INDEX call_deadline_month ON call_deadline (month, at);

CREATE TABLE call_topic (
  call_id TEXT NOT NULL REFERENCES call (id),
  topic_id TEXT NOT NULL,
  PRIMARY KEY (call_id, topic_id)
);
CREATE INDEX call_topic_topic ON call_topic (topic_id);

CREATE TABLE call_stage (
  call_id TEXT NOT NULL REFERENCES call (id),
  stage TEXT NOT NULL,
  PRIMARY KEY (call_id, stage)
);

CREATE TABLE call_rule (
  id TEXT PRIMARY KEY,
  call_id TEXT NOT NULL REFERENCES call (id),
  -- A country's code, a group's code, or any.
  side TEXT NOT NULL,
  takes_part BIGINT NOT NULL CHECK (takes_part IN (0, 1)),
  is_paid BIGINT NOT NULL CHECK (is_paid IN (0, 1)),
  payer TEXT NOT NULL,
  payer_id TEXT REFERENCES organisation (id),
  note TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  UNIQUE (call_id, side)
);
CREATE INDEX call_rule_payer ON call_rule (payer_id);

-- What the rules come to, country by country; the empty code stands for every country that has no row.
CREATE TABLE call_country (
  call_id TEXT NOT NULL REFERENCES call (id),
  country TEXT NOT NULL,
  takes_part BIGINT NOT NULL CHECK (takes_part IN (0, 1)),
  is_paid BIGINT NOT NULL CHECK (is_paid IN (0, 1)),
  PRIMARY KEY (call_id, country)
);
CREATE INDEX call_country_country ON call_country (country, call_id);
