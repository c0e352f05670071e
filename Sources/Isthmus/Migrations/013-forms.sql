-- Forms of questions with their versions, and what was answered to them.

CREATE TABLE form_version (
  id TEXT PRIMARY KEY,
  -- The form's own id and version, as they stand in its text.
  code TEXT NOT NULL,
  number BIGINT NOT NULL,
  -- The text as it was written or brought in, byte by byte.
  text TEXT NOT NULL,
  title TEXT NOT NULL,
  languages TEXT NOT NULL,
  questions BIGINT NOT NULL,
  -- Whether whoever is signed in may answer it by itself.
  is_open BIGINT NOT NULL CHECK (is_open IN (0, 1)),
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'withdrawn')),
  published_at BIGINT,
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX form_version_number ON form_version (code, number);
CREATE INDEX form_version_sort ON form_version (sort_name, id);

CREATE TABLE answer_sheet (
  id TEXT PRIMARY KEY,
  form_id TEXT NOT NULL REFERENCES form_version (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  -- What the answers are for, as support_application:sa-…; empty for a form that is answered by itself.
  subject TEXT NOT NULL,
  -- By question, codes and no labels.
  answers TEXT NOT NULL,
  submitted_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX answer_sheet_form ON answer_sheet (form_id, submitted_at);
CREATE INDEX answer_sheet_account ON answer_sheet (account_id);

-- Files that are answers, in base 64.
CREATE TABLE answer_file (
  id TEXT PRIMARY KEY,
  sheet_id TEXT NOT NULL REFERENCES answer_sheet (id),
  question TEXT NOT NULL,
  name TEXT NOT NULL,
  size BIGINT NOT NULL,
  content TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX answer_file_sheet ON answer_file (sheet_id);
