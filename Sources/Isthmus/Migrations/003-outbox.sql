-- Mail that leaves after the commit, every attempt to deliver it, addresses that gave it back, and notices in the site.
CREATE TABLE mail (
  id TEXT PRIMARY KEY,
  address TEXT NOT NULL,
  -- The address in small letters: bounces and suspensions are counted by it.
  mailbox TEXT NOT NULL,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  subject TEXT NOT NULL,
  text_part TEXT NOT NULL,
  html_part TEXT NOT NULL,
  reason TEXT NOT NULL,
  stop_link TEXT,
  -- The id of the thing it speaks of; empty when there is none.
  about TEXT NOT NULL,
  attempts BIGINT NOT NULL CHECK (attempts >= 0),
  next_attempt_at BIGINT,
  claimed_until BIGINT NOT NULL,
  last_error TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  sent_at BIGINT,
  failed_at BIGINT,
  cancelled_at BIGINT,
  -- A mail waits, or is sent, or failed, or is cancelled: exactly one of the four.
  CHECK (CASE WHEN next_attempt_at IS NULL THEN 0 ELSE 1 END + CASE WHEN sent_at IS NULL THEN 0 ELSE 1 END
    + CASE WHEN failed_at IS NULL THEN 0 ELSE 1 END + CASE WHEN cancelled_at IS NULL THEN 0 ELSE 1 END = 1)
);
CREATE INDEX mail_due ON mail (next_attempt_at, id) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX mail_failed ON mail (id) WHERE failed_at IS NOT NULL;
CREATE INDEX mail_mailbox ON mail (mailbox, id);
CREATE INDEX mail_about ON mail (about, id);

CREATE TABLE mail_attempt (
  id TEXT PRIMARY KEY,
  mail_id TEXT NOT NULL REFERENCES mail (id) ON DELETE CASCADE,
  mailbox TEXT NOT NULL,
  at BIGINT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'deferred', 'unreachable', 'rejected', 'bounced')),
  reply TEXT NOT NULL
);
CREATE INDEX mail_attempt_mail ON mail_attempt (mail_id, id);
CREATE INDEX mail_attempt_mailbox ON mail_attempt (mailbox, id);

CREATE TABLE mail_suspension (
  id TEXT PRIMARY KEY,
  mailbox TEXT NOT NULL,
  since BIGINT NOT NULL,
  reply TEXT NOT NULL,
  lifted_at BIGINT
);
CREATE UNIQUE INDEX mail_suspension_active ON mail_suspension (mailbox) WHERE lifted_at IS NULL;
CREATE INDEX mail_suspension_mailbox ON mail_suspension (mailbox, lifted_at);

CREATE TABLE notice (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  key TEXT NOT NULL,
  -- What the sentence names, as a JSON object of texts.
  details TEXT NOT NULL,
  link TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  read_at BIGINT
);
CREATE INDEX notice_account ON notice (account_id, id);
CREATE INDEX notice_unread ON notice (account_id) WHERE read_at IS NULL;
