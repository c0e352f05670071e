-- Who signs in, what they may do, and how they prove who they are.

-- The address and the name are erased after the account closes; the journal never holds them.
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  email TEXT,
  email_folded TEXT UNIQUE,
  name TEXT NOT NULL,
  search_text TEXT NOT NULL,
  language TEXT NOT NULL,
  person_id TEXT,
  confirmed_at BIGINT,
  second_factor_at BIGINT,
  closed_at BIGINT,
  erased_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX account_person ON account (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX account_closed ON account (closed_at) WHERE closed_at IS NOT NULL AND erased_at IS NULL;

-- What must never leave the database: kept apart, so that no noun, journal line or export carries it.
CREATE TABLE account_secret (
  account_id TEXT PRIMARY KEY REFERENCES account (id),
  password_hash TEXT,
  otp_secret TEXT,
  otp_pending TEXT,
  otp_step BIGINT NOT NULL
);

CREATE TABLE recovery_code (
  account_id TEXT NOT NULL REFERENCES account (id),
  code_hash TEXT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE session (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES account (id),
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE role_grant (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  role TEXT NOT NULL,
  scope TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  until_at BIGINT,
  granted_by TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX role_grant_account ON role_grant (account_id);
CREATE INDEX role_grant_scope ON role_grant (scope, role);

CREATE TABLE invitation (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  scope TEXT NOT NULL,
  language TEXT NOT NULL,
  invited_by TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  accepted_at BIGINT,
  accepted_by TEXT REFERENCES account (id),
  withdrawn_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX invitation_created ON invitation (created_at);

CREATE TABLE api_token (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  can_write BIGINT NOT NULL CHECK (can_write IN (0, 1)),
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  last_used_at BIGINT
);
CREATE INDEX api_token_account ON api_token (account_id);

-- Links that are mailed or handed out once: whoever shows the token proves that they got it.
CREATE TABLE account_link (
  token_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('confirmation', 'email', 'password', 'second-factor')),
  email TEXT,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX account_link_account ON account_link (account_id, purpose);

-- Tries that may have been guesses, for a day. The key is a digest: it does not tell which address was tried.
CREATE TABLE attempt (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX attempt_key ON attempt (key, at);
