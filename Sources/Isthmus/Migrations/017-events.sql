-- Events: what takes place where and when, who organises it, what is on its agenda, who comes.
-- Times are kept as the clocks at the place show them; the moments beside them follow from the zone.

CREATE TABLE event (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('information_day', 'seminar', 'forum', 'conference', 'training', 'exhibition',
    'competition', 'brokerage')),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  audience TEXT NOT NULL,
  topics TEXT NOT NULL,
  languages TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('on_site', 'online', 'hybrid')),
  place TEXT NOT NULL,
  city TEXT NOT NULL,
  country TEXT NOT NULL,
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  -- Where to join online; for those who take part.
  link TEXT,
  website TEXT,
  -- The zone's name in the IANA database.
  zone TEXT NOT NULL,
  -- What the clocks there show: 2026-10-25 09:00.
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  registration TEXT NOT NULL CHECK (registration IN ('none', 'automatic', 'approval')),
  visitors_may_register BIGINT NOT NULL CHECK (visitors_may_register IN (0, 1)),
  registration_opens TEXT,
  registration_closes TEXT,
  registration_opens_at BIGINT,
  registration_closes_at BIGINT,
  capacity BIGINT,
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'cancelled')),
  cancel_reason TEXT NOT NULL,
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX event_start ON event (starts_at, id);
CREATE INDEX event_sort ON event (sort_name, id);

CREATE TABLE event_organiser (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES event (id),
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  role TEXT NOT NULL CHECK (role IN ('organiser', 'host', 'partner', 'funder')),
  position BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX event_organiser_event ON event_organiser (event_id);
CREATE INDEX event_organiser_organisation ON event_organiser (organisation_id);

CREATE TABLE event_topic (
  event_id TEXT NOT NULL REFERENCES event (id),
  topic_id TEXT NOT NULL,
  PRIMARY KEY (event_id, topic_id)
);
CREATE INDEX event_topic_topic ON event_topic (topic_id);

CREATE TABLE event_language (
  event_id TEXT NOT NULL REFERENCES event (id),
  language TEXT NOT NULL,
  PRIMARY KEY (event_id, language)
);

CREATE TABLE event_session (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES event (id),
  kind TEXT NOT NULL CHECK (kind IN ('talk', 'panel', 'workshop', 'meeting', 'break')),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  room TEXT NOT NULL,
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX event_session_event ON event_session (event_id, starts_at);

CREATE TABLE event_speaker (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES event_session (id),
  -- The speaker in the directory, where there; else the name as it was written.
  person_id TEXT REFERENCES person (id),
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('speaker', 'chair')),
  position BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX event_speaker_session ON event_speaker (session_id);
CREATE INDEX event_speaker_person ON event_speaker (person_id);

CREATE TABLE event_registration (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES event (id),
  account_id TEXT REFERENCES account (id),
  -- The registration that brought this one along.
  lead_id TEXT REFERENCES event_registration (id),
  -- Registrations with the same key come together or not at all.
  group_key TEXT NOT NULL,
  group_name TEXT NOT NULL,
  language TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('unconfirmed', 'pending', 'waiting', 'confirmed', 'declined', 'cancelled')),
  -- Its place in the order of coming.
  came_at BIGINT NOT NULL,
  arrived_at BIGINT,
  feedback_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX event_registration_event ON event_registration (event_id, status);
CREATE INDEX event_registration_account ON event_registration (account_id);

-- Who registered: what the journal must not keep for ever.
CREATE TABLE event_attendee (
  registration_id TEXT PRIMARY KEY REFERENCES event_registration (id),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  -- The address in small letters, by which doubles are found.
  mailbox TEXT NOT NULL,
  organisation TEXT NOT NULL,
  country TEXT NOT NULL,
  job TEXT NOT NULL,
  -- Diet, access and whatever else they need.
  needs TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  search_text TEXT NOT NULL
);
CREATE INDEX event_attendee_mailbox ON event_attendee (mailbox);

-- With what the codes on an event's badges are signed.
CREATE TABLE event_key (
  event_id TEXT PRIMARY KEY REFERENCES event (id),
  secret TEXT NOT NULL
);

-- What participants said afterwards; nothing says who.
CREATE TABLE event_feedback (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES event (id),
  rating BIGINT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX event_feedback_event ON event_feedback (event_id);
