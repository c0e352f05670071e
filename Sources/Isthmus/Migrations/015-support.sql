-- Personal support of teams: calls for it, applications with their scores, the cases that come of them.

CREATE TABLE support_call (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  form_id TEXT NOT NULL REFERENCES form_version (id),
  -- What officers score by: code, name, weight.
  criteria TEXT NOT NULL,
  closes_at BIGINT NOT NULL,
  places BIGINT NOT NULL,
  -- The least number of each country.
  shares TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'withdrawn')),
  decided_at BIGINT,
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX support_call_form ON support_call (form_id);

CREATE TABLE support_application (
  id TEXT PRIMARY KEY,
  call_id TEXT NOT NULL REFERENCES support_call (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  person_id TEXT REFERENCES person (id),
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  competence_id TEXT NOT NULL REFERENCES competence (id),
  -- Where the organisation was.
  country TEXT NOT NULL,
  sheet_id TEXT NOT NULL REFERENCES answer_sheet (id),
  submitted_at BIGINT,
  withdrawn_at BIGINT,
  decision TEXT CHECK (decision IN ('selected', 'declined')),
  decided_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  UNIQUE (call_id, account_id, organisation_id)
);
CREATE INDEX support_application_organisation ON support_application (organisation_id);
CREATE INDEX support_application_person ON support_application (person_id);
CREATE INDEX support_application_competence ON support_application (competence_id);
CREATE INDEX support_application_account ON support_application (account_id);

CREATE TABLE support_score (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES support_application (id),
  -- The officer's.
  account_id TEXT NOT NULL REFERENCES account (id),
  points TEXT NOT NULL,
  note TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  UNIQUE (application_id, account_id)
);

CREATE TABLE support_case (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL UNIQUE REFERENCES support_application (id),
  -- The applicant's and the mentor's.
  account_id TEXT NOT NULL REFERENCES account (id),
  mentor_id TEXT REFERENCES account (id),
  diagnosis TEXT NOT NULL,
  plan TEXT NOT NULL,
  closed_at BIGINT,
  closing TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX support_case_mentor ON support_case (mentor_id);
CREATE INDEX support_case_account ON support_case (account_id);

-- What was done for a team: contacts, tasks, documents, memberships, outcomes.
CREATE TABLE support_entry (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES support_case (id),
  kind TEXT NOT NULL CHECK (kind IN ('contact', 'task', 'document', 'membership', 'outcome')),
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  link TEXT,
  day TEXT,
  network_id TEXT REFERENCES network (id),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX support_entry_case ON support_entry (case_id, kind);
CREATE INDEX support_entry_network ON support_entry (network_id);
