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
