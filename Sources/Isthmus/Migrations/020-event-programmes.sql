-- Programmes of events: what is proposed, how it is scored and chosen, what organisers do and report.

CREATE TABLE event_programme (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  pack_text TEXT NOT NULL,
  label_name TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  countries TEXT NOT NULL,
  topics TEXT NOT NULL,
  audiences TEXT NOT NULL,
  criteria TEXT NOT NULL,
  checklist TEXT NOT NULL,
  officers BIGINT NOT NULL,
  places BIGINT,
  opens_on TEXT NOT NULL,
  closes_on TEXT NOT NULL,
  zone TEXT NOT NULL,
  report_days BIGINT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'finished')),
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

-- With what the links of a programme's proposers are signed.
CREATE TABLE event_programme_key (
  programme_id TEXT PRIMARY KEY REFERENCES event_programme (id),
  secret TEXT NOT NULL
);

CREATE TABLE event_proposal (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES event_programme (id),
  account_id TEXT REFERENCES account (id),
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('information_day', 'seminar', 'forum', 'conference', 'training', 'exhibition',
    'competition', 'brokerage')),
  theme TEXT NOT NULL,
  audience TEXT NOT NULL,
  organisers TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('on_site', 'online', 'hybrid')),
  place TEXT NOT NULL,
  city TEXT NOT NULL,
  country TEXT NOT NULL,
  zone TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  is_flexible BIGINT NOT NULL CHECK (is_flexible IN (0, 1)),
  offered_first_day TEXT,
  offered_last_day TEXT,
  offer_note TEXT NOT NULL,
  participants BIGINT,
  budget_minor BIGINT,
  own_minor BIGINT,
  currency TEXT NOT NULL,
  website TEXT,
  status TEXT NOT NULL CHECK (status IN ('unconfirmed', 'submitted', 'review', 'selected', 'reserve', 'declined',
    'withdrawn')),
  reason TEXT NOT NULL,
  submitted_at BIGINT,
  decided_at BIGINT,
  -- Since when it may show the label; stays when it no longer may.
  labelled_at BIGINT,
  event_id TEXT REFERENCES event (id),
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX event_proposal_programme ON event_proposal (programme_id, status);
CREATE INDEX event_proposal_account ON event_proposal (account_id);
CREATE UNIQUE INDEX event_proposal_event ON event_proposal (event_id);

-- Whom to write to: what the journal must not keep for ever.
CREATE TABLE event_proposer (
  proposal_id TEXT PRIMARY KEY REFERENCES event_proposal (id),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  mailbox TEXT NOT NULL,
  phone TEXT NOT NULL
);
CREATE INDEX event_proposer_mailbox ON event_proposer (mailbox);

CREATE TABLE proposal_score (
  id TEXT PRIMARY KEY,
  proposal_id TEXT NOT NULL REFERENCES event_proposal (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX proposal_score_one ON proposal_score (proposal_id, account_id);

-- What an officer gave: in no journal, so that nobody is led by another.
CREATE TABLE proposal_mark (
  score_id TEXT PRIMARY KEY REFERENCES proposal_score (id),
  points TEXT NOT NULL,
  note TEXT NOT NULL,
  -- In hundredths of a percent of all that could be given.
  total BIGINT NOT NULL
);

-- What an organiser has done of the checklist, and was reminded of.
CREATE TABLE event_task (
  id TEXT PRIMARY KEY,
  proposal_id TEXT NOT NULL REFERENCES event_proposal (id),
  code TEXT NOT NULL,
  done_at BIGINT,
  reminded_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX event_task_one ON event_task (proposal_id, code);

CREATE TABLE event_report (
  id TEXT PRIMARY KEY,
  proposal_id TEXT NOT NULL REFERENCES event_proposal (id),
  participants TEXT NOT NULL,
  outcomes TEXT NOT NULL,
  press TEXT NOT NULL,
  pictures TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('submitted', 'returned', 'accepted')),
  note TEXT NOT NULL,
  accepted_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX event_report_proposal ON event_report (proposal_id);
