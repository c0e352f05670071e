-- Partner searches for calls: who looks for whom, the automatic checks, the label of two reviewers, invitations,
-- expressions of interest with what was said in them, and the consortia that came of it.

CREATE TABLE partner_search (
  id TEXT PRIMARY KEY,
  call_id TEXT NOT NULL REFERENCES call (id),
  -- Who wrote it; the person in whose name it stands, and where they work.
  account_id TEXT NOT NULL,
  person_id TEXT REFERENCES person (id),
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  team_id TEXT REFERENCES team (id),
  title TEXT NOT NULL,
  outline TEXT NOT NULL,
  sought TEXT NOT NULL,
  sought_topics TEXT NOT NULL,
  sought_words TEXT NOT NULL,
  offered TEXT NOT NULL,
  offered_topics TEXT NOT NULL,
  offered_words TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('lead', 'partner', 'expert')),
  partner_kinds TEXT NOT NULL,
  partner_countries TEXT NOT NULL,
  partners_wanted BIGINT NOT NULL,
  present_partners BIGINT NOT NULL,
  present_countries TEXT NOT NULL,
  instrument TEXT NOT NULL,
  answer_by TEXT,
  -- Where it began, for the figures of an event; may be empty.
  event TEXT NOT NULL,
  checks TEXT NOT NULL,
  checked_at BIGINT,
  published_at BIGINT,
  published_by TEXT,
  -- Why the office published it against a check.
  office_reason TEXT NOT NULL,
  labelled_at BIGINT,
  closed_at BIGINT,
  withdrawn_at BIGINT,
  -- Why it was closed or withdrawn.
  end_reason TEXT NOT NULL,
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX partner_search_call ON partner_search (call_id);
CREATE INDEX partner_search_organisation ON partner_search (organisation_id);
CREATE INDEX partner_search_person ON partner_search (person_id);
CREATE INDEX partner_search_account ON partner_search (account_id);
CREATE INDEX partner_search_sort ON partner_search (sort_name, id);

-- Of topics sought and offered, of kinds and countries of partners: what lists filter by.
CREATE TABLE partner_search_facet (
  search_id TEXT NOT NULL REFERENCES partner_search (id),
  name TEXT NOT NULL CHECK (name IN ('sought', 'offered', 'kind', 'country')),
  value TEXT NOT NULL,
  PRIMARY KEY (search_id, name, value)
);
CREATE INDEX partner_search_facet_value ON partner_search_facet (name, value);

CREATE TABLE search_review (
  id TEXT PRIMARY KEY,
  search_id TEXT NOT NULL REFERENCES partner_search (id),
  account_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  country TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  verdict TEXT CHECK (verdict IN ('given', 'declined')),
  reason TEXT NOT NULL,
  decided_at BIGINT,
  -- The search was changed after that: it no longer counts.
  voided_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX search_review_search ON search_review (search_id);
CREATE INDEX search_review_account ON search_review (account_id);

CREATE TABLE search_invitation (
  id TEXT PRIMARY KEY,
  search_id TEXT NOT NULL REFERENCES partner_search (id),
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  invited_by TEXT NOT NULL,
  message TEXT NOT NULL,
  -- How many people of the organisation got the mail.
  mails BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX search_invitation_search ON search_invitation (search_id);
CREATE INDEX search_invitation_organisation ON search_invitation (organisation_id);

CREATE TABLE expression (
  id TEXT PRIMARY KEY,
  search_id TEXT NOT NULL REFERENCES partner_search (id),
  account_id TEXT NOT NULL,
  person_id TEXT REFERENCES person (id),
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  country TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('lead', 'partner', 'expert')),
  state TEXT NOT NULL
    CHECK (state IN ('sent', 'contact', 'consortium', 'submitted', 'funded', 'declined', 'withdrawn')),
  -- The reason of the last step, where one was given.
  reason TEXT NOT NULL,
  -- Names are shown to the other side when both have agreed.
  sender_agreed_at BIGINT,
  owner_agreed_at BIGINT,
  answered_at BIGINT,
  reminded_at BIGINT,
  reminders BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX expression_search ON expression (search_id);
CREATE INDEX expression_account ON expression (account_id);
CREATE INDEX expression_organisation ON expression (organisation_id);
CREATE INDEX expression_state ON expression (state, created_at);

-- Every state an expression came to, with when and why.
CREATE TABLE expression_step (
  expression_id TEXT NOT NULL REFERENCES expression (id),
  position BIGINT NOT NULL,
  state TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('sender', 'owner', 'office')),
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (expression_id, position)
);

CREATE TABLE expression_message (
  id TEXT PRIMARY KEY,
  expression_id TEXT NOT NULL REFERENCES expression (id),
  side TEXT NOT NULL CHECK (side IN ('sender', 'owner', 'office')),
  account_id TEXT NOT NULL,
  text TEXT NOT NULL,
  -- What stood there before it was corrected, the oldest first.
  earlier TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX expression_message_expression ON expression_message (expression_id, id);

CREATE TABLE outcome (
  id TEXT PRIMARY KEY,
  expression_id TEXT NOT NULL REFERENCES expression (id),
  side TEXT NOT NULL CHECK (side IN ('sender', 'owner')),
  account_id TEXT NOT NULL,
  result TEXT CHECK (result IN ('nothing', 'consortium', 'submitted', 'funded', 'refused')),
  remark TEXT NOT NULL,
  answered_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  UNIQUE (expression_id, side)
);
CREATE INDEX outcome_account ON outcome (account_id);

CREATE TABLE consortium (
  id TEXT PRIMARY KEY,
  search_id TEXT NOT NULL UNIQUE REFERENCES partner_search (id),
  call_id TEXT NOT NULL REFERENCES call (id),
  state TEXT NOT NULL CHECK (state IN ('forming', 'submitted', 'funded', 'refused')),
  -- The proposal's number with the funder; may be empty.
  reference TEXT NOT NULL,
  submitted_on TEXT,
  decided_on TEXT,
  reason TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX consortium_call ON consortium (call_id);

CREATE TABLE consortium_member (
  id TEXT PRIMARY KEY,
  consortium_id TEXT NOT NULL REFERENCES consortium (id),
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  country TEXT NOT NULL,
  -- The expression of interest that it came by; NULL for whoever began the search.
  expression_id TEXT UNIQUE REFERENCES expression (id),
  role TEXT NOT NULL CHECK (role IN ('lead', 'partner', 'expert')),
  left_at BIGINT,
  left_reason TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX consortium_member_consortium ON consortium_member (consortium_id);
CREATE INDEX consortium_member_organisation ON consortium_member (organisation_id);

-- What the office settled for all searches: one row, missing while nobody changed anything.
CREATE TABLE partnering_rules (
  id TEXT PRIMARY KEY,
  least_days BIGINT NOT NULL,
  enough_days BIGINT NOT NULL,
  inside_permille BIGINT NOT NULL,
  near_permille BIGINT NOT NULL,
  label_reviews BIGINT NOT NULL,
  most_invitations BIGINT NOT NULL,
  reminder_days BIGINT NOT NULL,
  most_reminders BIGINT NOT NULL,
  outcome_days BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
