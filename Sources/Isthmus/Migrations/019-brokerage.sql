-- Brokerage: who meets whom at an event, when and at which table.
-- Times are kept as the clocks at the place show them; the moments beside them follow from the event's zone.

CREATE TABLE brokerage (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL UNIQUE REFERENCES event (id),
  -- What participants should know.
  text TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'open', 'over')),
  -- Until when meetings can be asked for and answered.
  requests_close TEXT NOT NULL,
  requests_close_at BIGINT NOT NULL,
  -- How many meetings a person has at most, and how many open requests they may send.
  meeting_limit BIGINT,
  request_limit BIGINT NOT NULL,
  -- Between a session and a meeting.
  walking_minutes BIGINT NOT NULL,
  few_gaps BIGINT NOT NULL CHECK (few_gaps IN (0, 1)),
  few_table_changes BIGINT NOT NULL CHECK (few_table_changes IN (0, 1)),
  even_slots BIGINT NOT NULL CHECK (even_slots IN (0, 1)),
  -- How often a timetable was published; 0 before the first time.
  edition BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE TABLE meeting_slot (
  id TEXT PRIMARY KEY,
  brokerage_id TEXT NOT NULL REFERENCES brokerage (id),
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  -- Tables are numbered from 1; the numbers of those that cannot be used stand in broken_tables.
  tables BIGINT NOT NULL,
  broken_tables TEXT NOT NULL,
  cancelled_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX meeting_slot_start ON meeting_slot (brokerage_id, starts_at) WHERE cancelled_at IS NULL;

-- What somebody offers and seeks at an event, and when they are there.
CREATE TABLE participant (
  id TEXT PRIMARY KEY,
  brokerage_id TEXT NOT NULL REFERENCES brokerage (id),
  registration_id TEXT NOT NULL UNIQUE REFERENCES event_registration (id),
  account_id TEXT REFERENCES account (id),
  organisation_id TEXT REFERENCES organisation (id),
  -- Those who came together, by the name of their delegation.
  delegation TEXT NOT NULL,
  delegation_key TEXT NOT NULL,
  offers TEXT NOT NULL,
  seeks TEXT NOT NULL,
  offered_topics TEXT NOT NULL,
  sought_topics TEXT NOT NULL,
  languages TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('on_site', 'online', 'both')),
  -- How many meetings at once; a stand with two people can hold two.
  capacity BIGINT NOT NULL,
  -- Their own limit, below the event's.
  meeting_limit BIGINT,
  stand BIGINT,
  status TEXT NOT NULL CHECK (status IN ('active', 'left')),
  search_text TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX participant_brokerage ON participant (brokerage_id, status);
CREATE INDEX participant_account ON participant (account_id);
CREATE INDEX participant_organisation ON participant (organisation_id);

CREATE TABLE participant_topic (
  participant_id TEXT NOT NULL REFERENCES participant (id),
  topic_id TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('offer', 'seek')),
  PRIMARY KEY (participant_id, side, topic_id)
);
CREATE INDEX participant_topic_topic ON participant_topic (topic_id);

-- When somebody cannot meet: away, at lunch, or in a session.
CREATE TABLE participant_absence (
  id TEXT PRIMARY KEY,
  participant_id TEXT NOT NULL REFERENCES participant (id),
  kind TEXT NOT NULL CHECK (kind IN ('away', 'lunch', 'session')),
  session_id TEXT REFERENCES event_session (id),
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX participant_absence_participant ON participant_absence (participant_id);

-- A wish of two or more to meet once.
CREATE TABLE meeting_request (
  id TEXT PRIMARY KEY,
  brokerage_id TEXT NOT NULL REFERENCES brokerage (id),
  asker_id TEXT NOT NULL REFERENCES participant (id),
  -- Whose proposal of time and way stands; the others answer it.
  proposer_id TEXT NOT NULL REFERENCES participant (id),
  -- The parties in order, so that the same people do not ask twice.
  party_key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'declined', 'withdrawn')),
  message TEXT NOT NULL,
  is_online BIGINT NOT NULL CHECK (is_online IN (0, 1)),
  -- Where to meet online; for the parties.
  link TEXT,
  -- The slots proposed; any, where it is empty.
  slots TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX meeting_request_parties ON meeting_request (brokerage_id, party_key)
  WHERE state IN ('waiting', 'accepted');
CREATE INDEX meeting_request_asker ON meeting_request (asker_id, state);

CREATE TABLE meeting_party (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES meeting_request (id),
  participant_id TEXT NOT NULL REFERENCES participant (id),
  answer TEXT NOT NULL CHECK (answer IN ('waiting', 'accepted', 'declined')),
  -- What it is worth to them: 1, 2 or 3.
  priority BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX meeting_party_request ON meeting_party (request_id, participant_id);
CREATE INDEX meeting_party_participant ON meeting_party (participant_id, answer);

-- What somebody wrote down about a request for themselves alone; no journal keeps it.
CREATE TABLE meeting_note (
  request_id TEXT NOT NULL REFERENCES meeting_request (id),
  participant_id TEXT NOT NULL REFERENCES participant (id),
  text TEXT NOT NULL,
  PRIMARY KEY (request_id, participant_id)
);
CREATE INDEX meeting_note_participant ON meeting_note (participant_id);

-- The published timetable: an answer to every accepted request.
CREATE TABLE timetable_entry (
  request_id TEXT PRIMARY KEY REFERENCES meeting_request (id),
  brokerage_id TEXT NOT NULL REFERENCES brokerage (id),
  slot_id TEXT REFERENCES meeting_slot (id),
  place TEXT CHECK (place IN ('table', 'stand', 'online')),
  place_number BIGINT,
  -- Why there is no meeting, where there is none.
  reason TEXT,
  -- The slot of the meeting that there was before; calendars are told that it is off.
  lost_slot_id TEXT REFERENCES meeting_slot (id),
  -- The edition that said so first.
  edition BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX timetable_entry_brokerage ON timetable_entry (brokerage_id);
CREATE INDEX timetable_entry_slot ON timetable_entry (slot_id);

CREATE TABLE timetable_draft (
  id TEXT PRIMARY KEY,
  brokerage_id TEXT NOT NULL REFERENCES brokerage (id),
  kind TEXT NOT NULL CHECK (kind IN ('plan', 'mend')),
  state TEXT NOT NULL CHECK (state IN ('ready', 'published', 'discarded')),
  -- The edition it was made from, and a fingerprint of the records, so that nothing old is published.
  edition BIGINT NOT NULL,
  basis TEXT NOT NULL,
  -- What is changed by publishing it: slots that are cancelled, tables that break.
  changes TEXT NOT NULL,
  price DOUBLE PRECISION NOT NULL,
  value BIGINT NOT NULL,
  bound BIGINT NOT NULL,
  meetings BIGINT NOT NULL,
  unplaced BIGINT NOT NULL,
  -- How many of the moved meetings could not stay where they were.
  moved_of_need BIGINT NOT NULL,
  gaps BIGINT NOT NULL,
  table_changes BIGINT NOT NULL,
  milliseconds BIGINT NOT NULL,
  -- An account; empty for the program itself.
  made_by TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX timetable_draft_brokerage ON timetable_draft (brokerage_id);

CREATE TABLE timetable_draft_entry (
  draft_id TEXT NOT NULL REFERENCES timetable_draft (id),
  request_id TEXT NOT NULL REFERENCES meeting_request (id),
  slot_id TEXT REFERENCES meeting_slot (id),
  place TEXT CHECK (place IN ('table', 'stand', 'online')),
  place_number BIGINT,
  reason TEXT,
  difference TEXT NOT NULL CHECK (difference IN ('kept', 'reseated', 'moved', 'lost', 'added', 'without')),
  PRIMARY KEY (draft_id, request_id)
);

-- What one side says came of a meeting.
CREATE TABLE meeting_outcome (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES meeting_request (id),
  participant_id TEXT NOT NULL REFERENCES participant (id),
  result TEXT NOT NULL CHECK (result IN ('no_show', 'contact', 'follow_up', 'consortium')),
  remark TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX meeting_outcome_party ON meeting_outcome (request_id, participant_id);
