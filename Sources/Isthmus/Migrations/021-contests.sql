-- What stays of an event: its materials, and the questions that were asked about it with their answers.

CREATE TABLE event_material (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES event (id),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  link TEXT,
  -- What the file is called and how many bytes it has; empty and 0 without one.
  file_name TEXT NOT NULL,
  file_size BIGINT NOT NULL,
  audience TEXT NOT NULL CHECK (audience IN ('everybody', 'participants')),
  -- The day from which it is shown, by the clocks of the event; null for at once.
  from_day TEXT,
  position BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX event_material_event ON event_material (event_id, position, id);

CREATE TABLE event_material_file (
  material_id TEXT PRIMARY KEY REFERENCES event_material (id),
  -- Base 64.
  content TEXT NOT NULL
);

CREATE TABLE event_question (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES event (id),
  -- Who asked: an account, or whoever has the way to a registration. Never shown but to the organisers.
  account_id TEXT REFERENCES account (id),
  registration_id TEXT REFERENCES event_registration (id),
  language TEXT NOT NULL,
  -- As it was asked, and as it is published.
  text TEXT NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'published', 'kept', 'merged')),
  merged_id TEXT REFERENCES event_question (id),
  answered_at BIGINT,
  -- When whoever asked was told of the answer.
  told_at BIGINT,
  search_text TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX event_question_event ON event_question (event_id, status);
CREATE INDEX event_question_account ON event_question (account_id);
CREATE INDEX event_question_merged ON event_question (merged_id);

-- The languages in which a question is answered.
CREATE TABLE event_question_language (
  question_id TEXT NOT NULL REFERENCES event_question (id),
  language TEXT NOT NULL,
  PRIMARY KEY (question_id, language)
);

-- With what the address of one's own calendar is signed; a new secret makes the old address worthless.
CREATE TABLE calendar_key (
  account_id TEXT PRIMARY KEY REFERENCES account (id),
  secret TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

-- Contests and exhibitions: who shows what, who judges it, who votes, and where it stands.
CREATE TABLE contest (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES event (id),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  categories TEXT NOT NULL,
  criteria TEXT NOT NULL,
  form_id TEXT NOT NULL REFERENCES form_version (id),
  -- Who may enter: people, teams, organisations; from which countries, all where none is named.
  entrants TEXT NOT NULL,
  countries TEXT NOT NULL,
  one_per_category BIGINT NOT NULL CHECK (one_per_category IN (0, 1)),
  -- By the clocks of the event; the moments follow from its zone.
  opens TEXT,
  closes TEXT NOT NULL,
  opens_at BIGINT,
  closes_at BIGINT NOT NULL,
  vote_opens TEXT,
  vote_closes TEXT,
  vote_opens_at BIGINT,
  vote_closes_at BIGINT,
  finalists BIGINT NOT NULL,
  shows_entries BIGINT NOT NULL CHECK (shows_entries IN (0, 1)),
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'withdrawn')),
  -- From then on jurors see each other's scores, and no score changes.
  round_closed_at BIGINT,
  -- From then on everybody sees finalists and awards.
  announced_at BIGINT,
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX contest_event ON contest (event_id);
CREATE INDEX contest_closing ON contest (closes_at, id);

CREATE TABLE contest_entry (
  id TEXT PRIMARY KEY,
  contest_id TEXT NOT NULL REFERENCES contest (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  category TEXT NOT NULL,
  -- For whom: an organisation, a team of one, or a person.
  organisation_id TEXT REFERENCES organisation (id),
  team_id TEXT REFERENCES team (id),
  person_id TEXT REFERENCES person (id),
  -- What that was called when it entered.
  entrant TEXT NOT NULL,
  country TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  sheet_id TEXT NOT NULL REFERENCES answer_sheet (id),
  submitted_at BIGINT,
  withdrawn_at BIGINT,
  is_finalist BIGINT NOT NULL CHECK (is_finalist IN (0, 1)),
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX contest_entry_contest ON contest_entry (contest_id, category);
CREATE INDEX contest_entry_account ON contest_entry (account_id);
CREATE INDEX contest_entry_sort ON contest_entry (sort_name, id);

CREATE TABLE contest_juror (
  id TEXT PRIMARY KEY,
  contest_id TEXT NOT NULL REFERENCES contest (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX contest_juror_place ON contest_juror (contest_id, account_id);

-- That a juror said that they cannot judge an entry.
CREATE TABLE contest_conflict (
  id TEXT PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES contest_entry (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  reason TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX contest_conflict_place ON contest_conflict (entry_id, account_id);

CREATE TABLE contest_score (
  id TEXT PRIMARY KEY,
  contest_id TEXT NOT NULL REFERENCES contest (id),
  entry_id TEXT NOT NULL REFERENCES contest_entry (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  points TEXT NOT NULL,
  note TEXT NOT NULL,
  -- A conflict came up afterwards: it no longer counts.
  voided_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX contest_score_place ON contest_score (entry_id, account_id);

CREATE TABLE contest_award (
  id TEXT PRIMARY KEY,
  contest_id TEXT NOT NULL REFERENCES contest (id),
  entry_id TEXT NOT NULL REFERENCES contest_entry (id),
  title TEXT NOT NULL,
  position BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX contest_award_contest ON contest_award (contest_id, position);

CREATE TABLE contest_stand (
  id TEXT PRIMARY KEY,
  contest_id TEXT NOT NULL REFERENCES contest (id),
  number TEXT NOT NULL,
  zone TEXT NOT NULL,
  -- The corner nearest to the plan's own, and the sides, in metres.
  x DOUBLE PRECISION NOT NULL,
  y DOUBLE PRECISION NOT NULL,
  width DOUBLE PRECISION NOT NULL,
  depth DOUBLE PRECISION NOT NULL,
  entry_id TEXT REFERENCES contest_entry (id),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX contest_stand_number ON contest_stand (contest_id, number);
CREATE UNIQUE INDEX contest_stand_entry ON contest_stand (entry_id) WHERE entry_id IS NOT NULL;

-- With what links of the vote are signed and addresses are hashed.
CREATE TABLE contest_key (
  contest_id TEXT PRIMARY KEY REFERENCES contest (id),
  secret TEXT NOT NULL
);

-- A vote of the public. No address is kept, only what tells one from another.
CREATE TABLE contest_vote (
  id TEXT PRIMARY KEY,
  contest_id TEXT NOT NULL REFERENCES contest (id),
  entry_id TEXT NOT NULL REFERENCES contest_entry (id),
  -- Keyed hashes: of the mailbox whatever alias was written, of the address as it was written, of its domain.
  voter TEXT NOT NULL,
  address TEXT NOT NULL,
  domain TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  voided_at BIGINT,
  void_reason TEXT NOT NULL
);
CREATE INDEX contest_vote_contest ON contest_vote (contest_id, confirmed_at);
CREATE INDEX contest_vote_entry ON contest_vote (entry_id);
CREATE UNIQUE INDEX contest_vote_voter ON contest_vote (contest_id, voter) WHERE confirmed_at IS NOT NULL;
