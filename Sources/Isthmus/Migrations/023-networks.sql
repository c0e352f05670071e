-- That an organisation or a person asks to become a member of a network.
CREATE TABLE network_application (
  id TEXT PRIMARY KEY,
  network_id TEXT NOT NULL REFERENCES network (id),
  organisation_id TEXT REFERENCES organisation (id),
  person_id TEXT REFERENCES person (id),
  -- Who began it.
  account_id TEXT NOT NULL REFERENCES account (id),
  role TEXT NOT NULL,
  motivation TEXT NOT NULL,
  brings TEXT NOT NULL,
  competence_id TEXT REFERENCES competence (id),
  contact TEXT NOT NULL,
  mentor_id TEXT REFERENCES account (id),
  handed_in_at BIGINT,
  handed_in_by TEXT,
  decision TEXT CHECK (decision IN ('accepted', 'declined')),
  reason TEXT NOT NULL,
  -- When the network answered; it is recorded at once or later.
  answered_on TEXT,
  decided_at BIGINT,
  decided_by TEXT,
  member_id TEXT REFERENCES network_member (id),
  withdrawn_at BIGINT,
  withdrawn_by TEXT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  CHECK ((organisation_id IS NULL) <> (person_id IS NULL))
);
CREATE INDEX network_application_network ON network_application (network_id);
CREATE INDEX network_application_organisation ON network_application (organisation_id);
CREATE INDEX network_application_person ON network_application (person_id);
CREATE INDEX network_application_account ON network_application (account_id);
CREATE INDEX network_application_mentor ON network_application (mentor_id);
CREATE INDEX network_application_competence ON network_application (competence_id);
CREATE INDEX network_application_member ON network_application (member_id);

-- What the applicant, the mentor and the office write down about an application.
CREATE TABLE network_note (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES network_application (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  day TEXT NOT NULL,
  text TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX network_note_application ON network_note (application_id);
CREATE INDEX network_note_account ON network_note (account_id);
