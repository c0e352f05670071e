-- The schema after all migrations, written by a test. Comments stand in the migrations.

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

CREATE INDEX account_closed ON account (closed_at) WHERE closed_at IS NOT NULL AND erased_at IS NULL;

CREATE UNIQUE INDEX account_person ON account (person_id) WHERE person_id IS NOT NULL;

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

CREATE TABLE account_secret (
  account_id TEXT PRIMARY KEY REFERENCES account (id),
  password_hash TEXT,
  otp_secret TEXT,
  otp_pending TEXT,
  otp_step BIGINT NOT NULL
);

CREATE TABLE affiliation (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  team_id TEXT REFERENCES team (id),
  title TEXT NOT NULL,
  from_day TEXT,
  until_day TEXT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX affiliation_organisation ON affiliation (organisation_id, person_id);

CREATE INDEX affiliation_person ON affiliation (person_id);

CREATE INDEX affiliation_team ON affiliation (team_id);

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

CREATE INDEX answer_sheet_account ON answer_sheet (account_id);

CREATE INDEX answer_sheet_form ON answer_sheet (form_id, submitted_at);

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

CREATE TABLE attempt (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  at BIGINT NOT NULL
);

CREATE INDEX attempt_key ON attempt (key, at);

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

CREATE TABLE calendar_key (
  account_id TEXT PRIMARY KEY REFERENCES account (id),
  secret TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE call (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  programme TEXT NOT NULL,
  call_code TEXT NOT NULL,
  call_title TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  objectives TEXT NOT NULL,
  conditions TEXT NOT NULL,
  instrument TEXT NOT NULL,
  instrument_title TEXT NOT NULL,
  theme TEXT NOT NULL,
  topics TEXT NOT NULL,
  keywords TEXT NOT NULL,
  budget_least_minor BIGINT,
  budget_most_minor BIGINT,
  currency TEXT NOT NULL,
  expected_grants BIGINT,
  opening_day TEXT,
  -- Announced without a day of opening.
  is_announced BIGINT NOT NULL CHECK (is_announced IN (0, 1)),
  deadlines TEXT NOT NULL,
  -- The last deadline, after which the call is closed; NULL for a call without one.
  closes_at BIGINT,
  least_partners BIGINT,
  least_countries BIGINT,
  career_stages TEXT NOT NULL,
  portal TEXT,
  questions TEXT,
  documents TEXT,
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'withdrawn')),
  source TEXT NOT NULL,
  edited TEXT NOT NULL,
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX call_closing ON call (closes_at, id);

CREATE UNIQUE INDEX call_code ON call (source, code);

CREATE INDEX call_sort ON call (sort_name, id);

CREATE TABLE call_country (
  call_id TEXT NOT NULL REFERENCES call (id),
  country TEXT NOT NULL,
  takes_part BIGINT NOT NULL CHECK (takes_part IN (0, 1)),
  is_paid BIGINT NOT NULL CHECK (is_paid IN (0, 1)),
  PRIMARY KEY (call_id, country)
);

CREATE INDEX call_country_country ON call_country (country, call_id);

CREATE TABLE call_deadline (
  call_id TEXT NOT NULL REFERENCES call (id),
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  day TEXT NOT NULL,
  month TEXT NOT NULL,
  PRIMARY KEY (call_id, position)
);

CREATE INDEX call_deadline_at ON call_deadline (at, call_id);

CREATE INDEX call_deadline_month ON call_deadline (month, at);

CREATE TABLE call_rule (
  id TEXT PRIMARY KEY,
  call_id TEXT NOT NULL REFERENCES call (id),
  -- A country's code, a group's code, or any.
  side TEXT NOT NULL,
  takes_part BIGINT NOT NULL CHECK (takes_part IN (0, 1)),
  is_paid BIGINT NOT NULL CHECK (is_paid IN (0, 1)),
  payer TEXT NOT NULL,
  payer_id TEXT REFERENCES organisation (id),
  note TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL, source TEXT NOT NULL DEFAULT '', source_day TEXT, is_general BIGINT NOT NULL DEFAULT 0 CHECK (is_general IN (0, 1)),
  UNIQUE (call_id, side)
);

CREATE INDEX call_rule_payer ON call_rule (payer_id);

CREATE TABLE call_sighting (
  call_id TEXT PRIMARY KEY REFERENCES call (id),
  seen_at BIGINT NOT NULL
);

CREATE TABLE call_stage (
  call_id TEXT NOT NULL REFERENCES call (id),
  stage TEXT NOT NULL,
  PRIMARY KEY (call_id, stage)
);

CREATE TABLE call_topic (
  call_id TEXT NOT NULL REFERENCES call (id),
  topic_id TEXT NOT NULL,
  PRIMARY KEY (call_id, topic_id)
);

CREATE INDEX call_topic_topic ON call_topic (topic_id);

CREATE TABLE campaign (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  subject TEXT NOT NULL,
  letter TEXT NOT NULL,
  -- The page within the site to which it calls; empty for none.
  target TEXT NOT NULL,
  countries TEXT NOT NULL,
  segment_id TEXT REFERENCES segment (id),
  fallback TEXT NOT NULL,
  is_public BIGINT NOT NULL CHECK (is_public IN (0, 1)),
  scheduled_at BIGINT,
  -- When all its mails were queued.
  queued_at BIGINT,
  withdrawn_at BIGINT,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX campaign_due ON campaign (scheduled_at) WHERE queued_at IS NULL;

CREATE INDEX campaign_sort ON campaign (sort_name, id);

CREATE TABLE campaign_recipient (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign (id),
  -- Who in the directory it is.
  person_id TEXT,
  organisation_id TEXT,
  country TEXT NOT NULL,
  language TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('queued', 'stopped', 'suspended', 'unwritable')),
  mail_id TEXT,
  opened_at BIGINT,
  created_at BIGINT NOT NULL
);

CREATE INDEX campaign_recipient_campaign ON campaign_recipient (campaign_id, country, id);

CREATE INDEX campaign_recipient_mail ON campaign_recipient (mail_id);

CREATE UNIQUE INDEX campaign_recipient_organisation ON campaign_recipient (campaign_id, organisation_id)
  WHERE organisation_id IS NOT NULL;

CREATE UNIQUE INDEX campaign_recipient_person ON campaign_recipient (campaign_id, person_id)
  WHERE person_id IS NOT NULL;

CREATE TABLE claim (
  id TEXT PRIMARY KEY,
  organisation_id TEXT REFERENCES organisation (id),
  person_id TEXT REFERENCES person (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  message TEXT NOT NULL,
  decision TEXT CHECK (decision IN ('granted', 'declined')),
  reason TEXT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  CHECK (organisation_id IS NOT NULL OR person_id IS NOT NULL)
);

CREATE INDEX claim_account ON claim (account_id);

CREATE INDEX claim_decided ON claim (decided_at) WHERE decision IS NOT NULL;

CREATE INDEX claim_open ON claim (created_at) WHERE decision IS NULL;

CREATE UNIQUE INDEX claim_open_organisation ON claim (account_id, organisation_id)
  WHERE decision IS NULL AND organisation_id IS NOT NULL;

CREATE UNIQUE INDEX claim_open_person ON claim (account_id, person_id) WHERE decision IS NULL AND person_id IS NOT NULL;

CREATE TABLE competence (
  id TEXT PRIMARY KEY,
  organisation_id TEXT REFERENCES organisation (id),
  team_id TEXT REFERENCES team (id),
  person_id TEXT REFERENCES person (id),
  country TEXT NOT NULL,
  statement TEXT NOT NULL,
  detail TEXT NOT NULL,
  keywords TEXT NOT NULL,
  topics TEXT NOT NULL,
  readiness BIGINT CHECK (readiness BETWEEN 1 AND 9),
  equipment TEXT NOT NULL,
  evidence TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'inactive', 'withdrawn')),
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  CHECK (organisation_id IS NOT NULL OR person_id IS NOT NULL)
);

CREATE INDEX competence_created ON competence (created_at, status, country);

CREATE INDEX competence_organisation ON competence (organisation_id);

CREATE INDEX competence_person ON competence (person_id);

CREATE INDEX competence_sort ON competence (sort_name, id);

CREATE INDEX competence_team ON competence (team_id);

CREATE TABLE competence_topic (
  competence_id TEXT NOT NULL REFERENCES competence (id),
  topic_id TEXT NOT NULL,
  PRIMARY KEY (competence_id, topic_id)
);

CREATE INDEX competence_topic_topic ON competence_topic (topic_id);

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

CREATE TABLE contest (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES event (id),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  categories TEXT NOT NULL,
  criteria TEXT NOT NULL,
  form_id TEXT NOT NULL REFERENCES form_version (id),
  -- Who may enter: people, teams, organisations; from which countries, all where none is named.
  entrants TEXT NOT NULL,
  countries TEXT NOT NULL,
  one_per_category BIGINT NOT NULL CHECK (one_per_category IN (0, 1)),
  -- By the clocks of the event; the moments follow from its zone.
  opens TEXT,
  closes TEXT NOT NULL,
  opens_at BIGINT,
  closes_at BIGINT NOT NULL,
  vote_opens TEXT,
  vote_closes TEXT,
  vote_opens_at BIGINT,
  vote_closes_at BIGINT,
  finalists BIGINT NOT NULL,
  shows_entries BIGINT NOT NULL CHECK (shows_entries IN (0, 1)),
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'withdrawn')),
  -- From then on jurors see each other's scores, and no score changes.
  round_closed_at BIGINT,
  -- From then on everybody sees finalists and awards.
  announced_at BIGINT,
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX contest_closing ON contest (closes_at, id);

CREATE INDEX contest_event ON contest (event_id);

CREATE TABLE contest_award (
  id TEXT PRIMARY KEY,
  contest_id TEXT NOT NULL REFERENCES contest (id),
  entry_id TEXT NOT NULL REFERENCES contest_entry (id),
  title TEXT NOT NULL,
  position BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX contest_award_contest ON contest_award (contest_id, position);

CREATE TABLE contest_conflict (
  id TEXT PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES contest_entry (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  reason TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX contest_conflict_place ON contest_conflict (entry_id, account_id);

CREATE TABLE contest_entry (
  id TEXT PRIMARY KEY,
  contest_id TEXT NOT NULL REFERENCES contest (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  category TEXT NOT NULL,
  -- For whom: an organisation, a team of one, or a person.
  organisation_id TEXT REFERENCES organisation (id),
  team_id TEXT REFERENCES team (id),
  person_id TEXT REFERENCES person (id),
  -- What that was called when it entered.
  entrant TEXT NOT NULL,
  country TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  sheet_id TEXT NOT NULL REFERENCES answer_sheet (id),
  submitted_at BIGINT,
  withdrawn_at BIGINT,
  is_finalist BIGINT NOT NULL CHECK (is_finalist IN (0, 1)),
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX contest_entry_account ON contest_entry (account_id);

CREATE INDEX contest_entry_contest ON contest_entry (contest_id, category);

CREATE INDEX contest_entry_sort ON contest_entry (sort_name, id);

CREATE TABLE contest_juror (
  id TEXT PRIMARY KEY,
  contest_id TEXT NOT NULL REFERENCES contest (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX contest_juror_place ON contest_juror (contest_id, account_id);

CREATE TABLE contest_key (
  contest_id TEXT PRIMARY KEY REFERENCES contest (id),
  secret TEXT NOT NULL
);

CREATE TABLE contest_score (
  id TEXT PRIMARY KEY,
  contest_id TEXT NOT NULL REFERENCES contest (id),
  entry_id TEXT NOT NULL REFERENCES contest_entry (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  points TEXT NOT NULL,
  note TEXT NOT NULL,
  -- A conflict came up afterwards: it no longer counts.
  voided_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX contest_score_place ON contest_score (entry_id, account_id);

CREATE TABLE contest_stand (
  id TEXT PRIMARY KEY,
  contest_id TEXT NOT NULL REFERENCES contest (id),
  number TEXT NOT NULL,
  zone TEXT NOT NULL,
  -- The corner nearest to the plan's own, and the sides, in metres.
  x DOUBLE PRECISION NOT NULL,
  y DOUBLE PRECISION NOT NULL,
  width DOUBLE PRECISION NOT NULL,
  depth DOUBLE PRECISION NOT NULL,
  entry_id TEXT REFERENCES contest_entry (id),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX contest_stand_entry ON contest_stand (entry_id) WHERE entry_id IS NOT NULL;

CREATE UNIQUE INDEX contest_stand_number ON contest_stand (contest_id, number);

CREATE TABLE contest_vote (
  id TEXT PRIMARY KEY,
  contest_id TEXT NOT NULL REFERENCES contest (id),
  entry_id TEXT NOT NULL REFERENCES contest_entry (id),
  -- Keyed hashes: of the mailbox whatever alias was written, of the address as it was written, of its domain.
  voter TEXT NOT NULL,
  address TEXT NOT NULL,
  domain TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  voided_at BIGINT,
  void_reason TEXT NOT NULL
);

CREATE INDEX contest_vote_contest ON contest_vote (contest_id, confirmed_at);

CREATE INDEX contest_vote_entry ON contest_vote (entry_id);

CREATE UNIQUE INDEX contest_vote_voter ON contest_vote (contest_id, voter) WHERE confirmed_at IS NOT NULL;

CREATE TABLE cooperation_programme (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  agreement TEXT NOT NULL,
  agreement_link TEXT,
  agreed_on TEXT,
  owner_id TEXT REFERENCES organisation (id),
  owner_name TEXT NOT NULL,
  contact TEXT NOT NULL,
  parties TEXT NOT NULL,
  instruments TEXT NOT NULL,
  budgets TEXT NOT NULL,
  topics TEXT NOT NULL,
  career_stages TEXT NOT NULL,
  cycle TEXT NOT NULL,
  cycle_note TEXT NOT NULL,
  evaluation TEXT NOT NULL,
  start_year BIGINT,
  end_year BIGINT,
  predecessors TEXT NOT NULL,
  website TEXT,
  reference TEXT NOT NULL,
  checked_on TEXT,
  status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'ended', 'withdrawn')),
  source TEXT NOT NULL,
  edited TEXT NOT NULL,
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX cooperation_programme_code ON cooperation_programme (code);

CREATE INDEX cooperation_programme_owner ON cooperation_programme (owner_id);

CREATE INDEX cooperation_programme_sort ON cooperation_programme (sort_name, id);

CREATE TABLE country_group (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  members TEXT NOT NULL,
  validity TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'withdrawn')),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX country_group_code ON country_group (code);

CREATE TABLE country_group_member (
  group_code TEXT NOT NULL,
  country TEXT NOT NULL,
  PRIMARY KEY (group_code, country)
);

CREATE TABLE country_standing (
  id TEXT PRIMARY KEY,
  country TEXT NOT NULL UNIQUE,
  standing TEXT NOT NULL CHECK (standing IN ('participant', 'information')),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE TABLE country_year (
  country TEXT NOT NULL,
  year BIGINT NOT NULL,
  works BIGINT NOT NULL,
  PRIMARY KEY (country, year)
);

CREATE TABLE crosswalk (
  id TEXT PRIMARY KEY,
  from_id TEXT NOT NULL REFERENCES topic (id),
  to_id TEXT NOT NULL REFERENCES topic (id),
  kind TEXT NOT NULL CHECK (kind IN ('exact', 'broad', 'narrow', 'related')),
  UNIQUE (from_id, to_id)
);

CREATE INDEX crosswalk_to ON crosswalk (to_id);

CREATE TABLE digest (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  mail_id TEXT NOT NULL,
  items BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE INDEX digest_account ON digest (account_id, id);

CREATE TABLE digest_part (
  search_id TEXT NOT NULL REFERENCES saved_search (id) ON DELETE CASCADE,
  through BIGINT NOT NULL,
  digest_id TEXT NOT NULL REFERENCES digest (id) ON DELETE CASCADE,
  items BIGINT NOT NULL,
  PRIMARY KEY (search_id, through)
);

CREATE INDEX digest_part_digest ON digest_part (digest_id);

CREATE TABLE digest_told (
  account_id TEXT NOT NULL REFERENCES account (id),
  position BIGINT NOT NULL,
  PRIMARY KEY (account_id, position)
);

CREATE TABLE dossier_edition (
  id TEXT PRIMARY KEY,
  sides TEXT NOT NULL,
  number BIGINT NOT NULL,
  title TEXT NOT NULL,
  texts TEXT NOT NULL,
  parts TEXT NOT NULL,
  day TEXT,
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'withdrawn')),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX dossier_edition_number ON dossier_edition (sides, number);

CREATE TABLE duplicate (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('organisation', 'person')),
  -- The smaller of both ids first.
  a_id TEXT NOT NULL,
  b_id TEXT NOT NULL,
  country TEXT NOT NULL,
  -- In thousandths.
  score BIGINT NOT NULL CHECK (score BETWEEN 0 AND 1000),
  reasons TEXT NOT NULL,
  found_at BIGINT NOT NULL,
  dismissed_by TEXT,
  dismissed_at BIGINT,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  UNIQUE (a_id, b_id),
  CHECK (a_id < b_id)
);

CREATE INDEX duplicate_b ON duplicate (b_id);

CREATE INDEX duplicate_score ON duplicate (score, id);

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

CREATE INDEX event_sort ON event (sort_name, id);

CREATE INDEX event_start ON event (starts_at, id);

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

CREATE TABLE event_feedback (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES event (id),
  rating BIGINT NOT NULL,
  text TEXT NOT NULL
);

CREATE INDEX event_feedback_event ON event_feedback (event_id);

CREATE TABLE event_key (
  event_id TEXT PRIMARY KEY REFERENCES event (id),
  secret TEXT NOT NULL
);

CREATE TABLE event_language (
  event_id TEXT NOT NULL REFERENCES event (id),
  language TEXT NOT NULL,
  PRIMARY KEY (event_id, language)
);

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

CREATE INDEX event_proposal_account ON event_proposal (account_id);

CREATE UNIQUE INDEX event_proposal_event ON event_proposal (event_id);

CREATE INDEX event_proposal_programme ON event_proposal (programme_id, status);

CREATE TABLE event_proposer (
  proposal_id TEXT PRIMARY KEY REFERENCES event_proposal (id),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  mailbox TEXT NOT NULL,
  phone TEXT NOT NULL
);

CREATE INDEX event_proposer_mailbox ON event_proposer (mailbox);

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

CREATE INDEX event_question_account ON event_question (account_id);

CREATE INDEX event_question_event ON event_question (event_id, status);

CREATE INDEX event_question_merged ON event_question (merged_id);

CREATE TABLE event_question_language (
  question_id TEXT NOT NULL REFERENCES event_question (id),
  language TEXT NOT NULL,
  PRIMARY KEY (question_id, language)
);

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

CREATE INDEX event_registration_account ON event_registration (account_id);

CREATE INDEX event_registration_event ON event_registration (event_id, status);

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

CREATE INDEX event_speaker_person ON event_speaker (person_id);

CREATE INDEX event_speaker_session ON event_speaker (session_id);

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

CREATE TABLE event_topic (
  event_id TEXT NOT NULL REFERENCES event (id),
  topic_id TEXT NOT NULL,
  PRIMARY KEY (event_id, topic_id)
);

CREATE INDEX event_topic_topic ON event_topic (topic_id);

CREATE TABLE evidence_source (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  publisher TEXT NOT NULL,
  link TEXT,
  licence TEXT NOT NULL,
  as_of TEXT NOT NULL,
  note TEXT NOT NULL,
  files TEXT NOT NULL,
  first_year BIGINT NOT NULL,
  last_year BIGINT NOT NULL,
  countries BIGINT NOT NULL,
  pair_years BIGINT NOT NULL,
  country_years BIGINT NOT NULL,
  -- How good the last file was: rows read, rows whose country nobody knows, pairs whose two directions differ, countries
  -- whose partners are not as many as the file says.
  rows_read BIGINT NOT NULL,
  rows_unmatched BIGINT NOT NULL,
  unmatched TEXT NOT NULL,
  directions_differ BIGINT NOT NULL,
  partners_differ BIGINT NOT NULL,
  imported_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX evidence_source_code ON evidence_source (code);

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

CREATE INDEX expression_account ON expression (account_id);

CREATE INDEX expression_organisation ON expression (organisation_id);

CREATE INDEX expression_search ON expression (search_id);

CREATE INDEX expression_state ON expression (state, created_at);

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

CREATE TABLE expression_step (
  expression_id TEXT NOT NULL REFERENCES expression (id),
  position BIGINT NOT NULL,
  state TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('sender', 'owner', 'office')),
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (expression_id, position)
);

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

CREATE TABLE import_mark (
  source TEXT NOT NULL,
  key TEXT NOT NULL,
  digest TEXT NOT NULL,
  thing TEXT NOT NULL,
  PRIMARY KEY (source, key)
);

CREATE INDEX import_mark_thing ON import_mark (thing);

CREATE TABLE import_run (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  files TEXT NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  report TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE INDEX import_run_created ON import_run (created_at);

CREATE TABLE inventory_country (
  thing TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('party', 'from', 'to')),
  country TEXT NOT NULL,
  PRIMARY KEY (thing, direction, country)
);

CREATE INDEX inventory_country_country ON inventory_country (country, thing);

CREATE TABLE inventory_stage (
  thing TEXT NOT NULL,
  stage TEXT NOT NULL,
  PRIMARY KEY (thing, stage)
);

CREATE TABLE inventory_topic (
  thing TEXT NOT NULL,
  topic_id TEXT NOT NULL,
  PRIMARY KEY (thing, topic_id)
);

CREATE INDEX inventory_topic_topic ON inventory_topic (topic_id);

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

CREATE TABLE journal (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL,
  kind TEXT NOT NULL,
  thing TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  position BIGINT
);

CREATE UNIQUE INDEX journal_position ON journal (position) WHERE position IS NOT NULL;

CREATE INDEX journal_thing ON journal (thing, id);

CREATE INDEX journal_unsealed ON journal (id) WHERE position IS NULL;

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
  cancelled_at BIGINT, kind TEXT NOT NULL DEFAULT 'procedure'
  CHECK (kind IN ('procedure', 'digest', 'campaign', 'reminder', 'invitation')),
  -- A mail waits, or is sent, or failed, or is cancelled: exactly one of the four.
  CHECK (CASE WHEN next_attempt_at IS NULL THEN 0 ELSE 1 END + CASE WHEN sent_at IS NULL THEN 0 ELSE 1 END
    + CASE WHEN failed_at IS NULL THEN 0 ELSE 1 END + CASE WHEN cancelled_at IS NULL THEN 0 ELSE 1 END = 1)
);

CREATE INDEX mail_about ON mail (about, id);

CREATE INDEX mail_due ON mail (next_attempt_at, id) WHERE next_attempt_at IS NOT NULL;

CREATE INDEX mail_failed ON mail (id) WHERE failed_at IS NOT NULL;

CREATE INDEX mail_mailbox ON mail (mailbox, id);

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

CREATE TABLE mail_key (
  id TEXT PRIMARY KEY CHECK (id = 'links'),
  secret TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE mail_preference (
  account_id TEXT PRIMARY KEY REFERENCES account (id),
  time_zone TEXT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE TABLE mail_stop (
  id TEXT PRIMARY KEY,
  reader TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('digest', 'campaign', 'reminder', 'invitation', 'all')),
  -- The one thing whose mails are stopped; empty for all of the kind.
  about TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX mail_stop_reader ON mail_stop (reader, kind, about);

CREATE TABLE mail_suspension (
  id TEXT PRIMARY KEY,
  mailbox TEXT NOT NULL,
  since BIGINT NOT NULL,
  reply TEXT NOT NULL,
  lifted_at BIGINT
);

CREATE UNIQUE INDEX mail_suspension_active ON mail_suspension (mailbox) WHERE lifted_at IS NULL;

CREATE INDEX mail_suspension_mailbox ON mail_suspension (mailbox, lifted_at);

CREATE TABLE meeting_note (
  request_id TEXT NOT NULL REFERENCES meeting_request (id),
  participant_id TEXT NOT NULL REFERENCES participant (id),
  text TEXT NOT NULL,
  PRIMARY KEY (request_id, participant_id)
);

CREATE INDEX meeting_note_participant ON meeting_note (participant_id);

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

CREATE INDEX meeting_party_participant ON meeting_party (participant_id, answer);

CREATE UNIQUE INDEX meeting_party_request ON meeting_party (request_id, participant_id);

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

CREATE INDEX meeting_request_asker ON meeting_request (asker_id, state);

CREATE UNIQUE INDEX meeting_request_parties ON meeting_request (brokerage_id, party_key)
  WHERE state IN ('waiting', 'accepted');

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

CREATE TABLE merge (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('organisation', 'person')),
  kept_id TEXT NOT NULL,
  gone_id TEXT NOT NULL,
  -- What both were called at that moment.
  kept_name TEXT NOT NULL,
  gone_name TEXT NOT NULL,
  -- The gone one's row as an object of its columns, and the identifiers by which it was found.
  gone_row TEXT NOT NULL,
  gone_identifiers TEXT NOT NULL,
  -- The fields for which the gone one's value was chosen.
  chosen TEXT NOT NULL,
  merged_by TEXT NOT NULL,
  undone_by TEXT,
  undone_at BIGINT,
  -- What the undoing left, because it was changed since.
  stayed TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX merge_created ON merge (created_at, id);

CREATE UNIQUE INDEX merge_gone ON merge (gone_id) WHERE undone_at IS NULL;

CREATE INDEX merge_kept ON merge (kept_id) WHERE undone_at IS NULL;

CREATE TABLE merge_step (
  merge_id TEXT NOT NULL REFERENCES merge (id),
  place BIGINT NOT NULL,
  subject TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  field TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  PRIMARY KEY (merge_id, place)
);

CREATE TABLE migration (
  name TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL
);

CREATE TABLE mobility_scheme (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  from_sides TEXT NOT NULL,
  to_sides TEXT NOT NULL,
  is_both_ways BIGINT NOT NULL CHECK (is_both_ways IN (0, 1)),
  topics TEXT NOT NULL,
  career_stages TEXT NOT NULL,
  least_days BIGINT,
  most_days BIGINT,
  allowance_minor BIGINT,
  currency TEXT NOT NULL,
  -- For how long the allowance is: a day, a month, a year, the whole stay.
  allowance_for TEXT NOT NULL,
  allowance_note TEXT NOT NULL,
  payer TEXT NOT NULL,
  payer_side TEXT,
  deadline_pattern TEXT NOT NULL,
  deadline_note TEXT NOT NULL,
  owner_id TEXT REFERENCES organisation (id),
  owner_name TEXT NOT NULL,
  contact TEXT NOT NULL,
  website TEXT,
  reference TEXT NOT NULL,
  checked_on TEXT,
  status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'ended', 'withdrawn')),
  source TEXT NOT NULL,
  edited TEXT NOT NULL,
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX mobility_scheme_code ON mobility_scheme (code);

CREATE INDEX mobility_scheme_owner ON mobility_scheme (owner_id);

CREATE INDEX mobility_scheme_sort ON mobility_scheme (sort_name, id);

CREATE TABLE moved (
  id TEXT PRIMARY KEY,
  to_id TEXT NOT NULL,
  at BIGINT NOT NULL
);

CREATE TABLE network (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  acronym TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('network', 'platform')),
  country TEXT,
  summary TEXT NOT NULL,
  topics TEXT NOT NULL,
  website TEXT,
  founded BIGINT,
  status TEXT NOT NULL CHECK (status IN ('active', 'inactive', 'withdrawn')),
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX network_sort ON network (sort_name, id);

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

CREATE INDEX network_application_account ON network_application (account_id);

CREATE INDEX network_application_competence ON network_application (competence_id);

CREATE INDEX network_application_member ON network_application (member_id);

CREATE INDEX network_application_mentor ON network_application (mentor_id);

CREATE INDEX network_application_network ON network_application (network_id);

CREATE INDEX network_application_organisation ON network_application (organisation_id);

CREATE INDEX network_application_person ON network_application (person_id);

CREATE TABLE network_member (
  id TEXT PRIMARY KEY,
  network_id TEXT NOT NULL REFERENCES network (id),
  organisation_id TEXT REFERENCES organisation (id),
  person_id TEXT REFERENCES person (id),
  role TEXT NOT NULL,
  from_day TEXT,
  until_day TEXT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  CHECK (organisation_id IS NOT NULL OR person_id IS NOT NULL)
);

CREATE INDEX network_member_network ON network_member (network_id);

CREATE INDEX network_member_organisation ON network_member (organisation_id);

CREATE INDEX network_member_person ON network_member (person_id);

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

CREATE INDEX network_note_account ON network_note (account_id);

CREATE INDEX network_note_application ON network_note (application_id);

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

CREATE TABLE obstacle (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  -- Two codes, the first one by the alphabet first.
  country_a TEXT NOT NULL,
  country_b TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  evidence TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'eased', 'solved')),
  since_day TEXT,
  state_day TEXT,
  resolution TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'withdrawn')),
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX obstacle_pair ON obstacle (country_a, country_b);

CREATE INDEX obstacle_sort ON obstacle (sort_name, id);

CREATE TABLE office_term (
  id TEXT PRIMARY KEY,
  body_id TEXT NOT NULL REFERENCES public_body (id),
  office TEXT NOT NULL,
  person_id TEXT REFERENCES person (id),
  holder TEXT NOT NULL,
  from_day TEXT,
  until_day TEXT,
  reference TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX office_term_body ON office_term (body_id);

CREATE INDEX office_term_person ON office_term (person_id);

CREATE TABLE organisation (
  id TEXT PRIMARY KEY,
  legal_name TEXT NOT NULL,
  names TEXT NOT NULL,
  identifiers TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT NOT NULL,
  city TEXT NOT NULL,
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  parents TEXT NOT NULL,
  successors TEXT NOT NULL,
  website TEXT,
  email TEXT,
  phone TEXT,
  summary TEXT NOT NULL,
  founded BIGINT,
  status TEXT NOT NULL CHECK (status IN ('active', 'inactive', 'withdrawn')),
  visibility TEXT NOT NULL,
  source TEXT NOT NULL,
  edited TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX organisation_changed ON organisation (changed_at, id);

CREATE INDEX organisation_country ON organisation (country, sort_name, id);

CREATE INDEX organisation_created ON organisation (created_at, status, country);

CREATE INDEX organisation_facets ON organisation (status, country, kind);

CREATE INDEX organisation_sort ON organisation (sort_name, id);

CREATE INDEX organisation_version ON organisation (version);

CREATE TABLE organisation_identifier (
  scheme TEXT NOT NULL,
  value TEXT NOT NULL,
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  PRIMARY KEY (scheme, value)
);

CREATE INDEX organisation_identifier_thing ON organisation_identifier (organisation_id);

CREATE TABLE organisation_name (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  folded TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('legal', 'label', 'alias', 'acronym')),
  PRIMARY KEY (organisation_id, folded, kind)
);

CREATE INDEX organisation_name_folded ON organisation_name (folded, organisation_id);

CREATE TABLE organisation_relation (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  kind TEXT NOT NULL CHECK (kind IN ('parent', 'successor')),
  other_id TEXT NOT NULL REFERENCES organisation (id),
  PRIMARY KEY (organisation_id, kind, other_id)
);

CREATE INDEX organisation_relation_other ON organisation_relation (other_id, kind);

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

CREATE TABLE owner_contact (
  id TEXT PRIMARY KEY,
  thing_kind TEXT NOT NULL,
  thing TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  mailbox TEXT NOT NULL,
  language TEXT NOT NULL,
  -- Since when the address wants no such letters.
  stopped_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX owner_contact_mailbox ON owner_contact (mailbox);

CREATE INDEX owner_contact_thing ON owner_contact (thing);

CREATE TABLE pair_year (
  country_a TEXT NOT NULL,
  country_b TEXT NOT NULL,
  year BIGINT NOT NULL,
  works BIGINT NOT NULL,
  PRIMARY KEY (country_a, country_b, year)
);

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

CREATE INDEX participant_account ON participant (account_id);

CREATE INDEX participant_brokerage ON participant (brokerage_id, status);

CREATE INDEX participant_organisation ON participant (organisation_id);

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

CREATE TABLE participant_topic (
  participant_id TEXT NOT NULL REFERENCES participant (id),
  topic_id TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('offer', 'seek')),
  PRIMARY KEY (participant_id, side, topic_id)
);

CREATE INDEX participant_topic_topic ON participant_topic (topic_id);

CREATE TABLE participation (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES project (id),
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  role TEXT NOT NULL,
  country TEXT NOT NULL,
  grant_minor BIGINT,
  cost_minor BIGINT,
  currency TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  source TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX participation_country ON participation (country, project_id, organisation_id);

CREATE INDEX participation_created ON participation (created_at, country);

CREATE INDEX participation_organisation ON participation (organisation_id, project_id);

CREATE UNIQUE INDEX participation_place ON participation (project_id, organisation_id, role, ordinal);

CREATE INDEX participation_project_country ON participation (project_id, country);

CREATE INDEX participation_version ON participation (version);

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

CREATE INDEX partner_search_account ON partner_search (account_id);

CREATE INDEX partner_search_call ON partner_search (call_id);

CREATE INDEX partner_search_organisation ON partner_search (organisation_id);

CREATE INDEX partner_search_person ON partner_search (person_id);

CREATE INDEX partner_search_sort ON partner_search (sort_name, id);

CREATE TABLE partner_search_facet (
  search_id TEXT NOT NULL REFERENCES partner_search (id),
  name TEXT NOT NULL CHECK (name IN ('sought', 'offered', 'kind', 'country')),
  value TEXT NOT NULL,
  PRIMARY KEY (search_id, name, value)
);

CREATE INDEX partner_search_facet_value ON partner_search_facet (name, value);

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

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  names TEXT NOT NULL,
  orcid TEXT UNIQUE,
  country TEXT NOT NULL,
  languages TEXT NOT NULL,
  summary TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  website TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'inactive', 'withdrawn')),
  visibility TEXT NOT NULL,
  source TEXT NOT NULL,
  edited TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX person_country ON person (country, sort_name, id);

CREATE INDEX person_created ON person (created_at, status, country);

CREATE INDEX person_sort ON person (sort_name, id);

CREATE TABLE person_language (
  person_id TEXT NOT NULL REFERENCES person (id),
  language TEXT NOT NULL,
  PRIMARY KEY (person_id, language)
);

CREATE INDEX person_language_language ON person_language (language, person_id);

CREATE TABLE person_name (
  person_id TEXT NOT NULL REFERENCES person (id),
  folded TEXT NOT NULL,
  script TEXT NOT NULL,
  PRIMARY KEY (person_id, folded)
);

CREATE INDEX person_name_folded ON person_name (folded, person_id);

CREATE TABLE programme_instrument (
  programme_id TEXT NOT NULL REFERENCES cooperation_programme (id),
  instrument TEXT NOT NULL,
  PRIMARY KEY (programme_id, instrument)
);

CREATE TABLE programme_party (
  programme_id TEXT NOT NULL REFERENCES cooperation_programme (id),
  side TEXT NOT NULL,
  pays BIGINT NOT NULL CHECK (pays IN (0, 1)),
  PRIMARY KEY (programme_id, side)
);

CREATE INDEX programme_party_side ON programme_party (side, programme_id);

CREATE TABLE programme_predecessor (
  programme_id TEXT NOT NULL REFERENCES cooperation_programme (id),
  other_id TEXT NOT NULL REFERENCES cooperation_programme (id),
  PRIMARY KEY (programme_id, other_id)
);

CREATE INDEX programme_predecessor_other ON programme_predecessor (other_id);

CREATE TABLE project (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  acronym TEXT NOT NULL,
  title TEXT NOT NULL,
  abstract TEXT NOT NULL,
  identifiers TEXT NOT NULL,
  programme TEXT NOT NULL,
  call_code TEXT NOT NULL,
  scheme TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('planned', 'running', 'ended', 'terminated')),
  start_day TEXT,
  end_day TEXT,
  start_year BIGINT NOT NULL,
  cost_minor BIGINT,
  grant_minor BIGINT,
  currency TEXT NOT NULL,
  keywords TEXT NOT NULL,
  topics TEXT NOT NULL,
  predecessors TEXT NOT NULL,
  website TEXT,
  source TEXT NOT NULL,
  edited TEXT NOT NULL,
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX project_facets ON project (programme, start_year, status);

CREATE INDEX project_sort ON project (sort_name, id);

CREATE INDEX project_start ON project (start_year, id);

CREATE INDEX project_version ON project (version);

CREATE TABLE project_identifier (
  scheme TEXT NOT NULL,
  value TEXT NOT NULL,
  project_id TEXT NOT NULL REFERENCES project (id),
  PRIMARY KEY (scheme, value)
);

CREATE INDEX project_identifier_thing ON project_identifier (project_id);

CREATE TABLE project_predecessor (
  project_id TEXT NOT NULL REFERENCES project (id),
  other_id TEXT NOT NULL REFERENCES project (id),
  PRIMARY KEY (project_id, other_id)
);

CREATE INDEX project_predecessor_other ON project_predecessor (other_id);

CREATE TABLE project_topic (
  project_id TEXT NOT NULL REFERENCES project (id),
  topic_id TEXT NOT NULL,
  PRIMARY KEY (project_id, topic_id)
);

CREATE INDEX project_topic_topic ON project_topic (topic_id);

CREATE TABLE proposal_mark (
  score_id TEXT PRIMARY KEY REFERENCES proposal_score (id),
  points TEXT NOT NULL,
  note TEXT NOT NULL,
  -- In hundredths of a percent of all that could be given.
  total BIGINT NOT NULL
);

CREATE TABLE proposal_score (
  id TEXT PRIMARY KEY,
  proposal_id TEXT NOT NULL REFERENCES event_proposal (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX proposal_score_one ON proposal_score (proposal_id, account_id);

CREATE TABLE public_body (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  country TEXT NOT NULL,
  name TEXT NOT NULL,
  acronym TEXT NOT NULL,
  summary TEXT NOT NULL,
  organisation_id TEXT REFERENCES organisation (id),
  parent_id TEXT REFERENCES public_body (id),
  topics TEXT NOT NULL,
  website TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'ended', 'withdrawn')),
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX public_body_country ON public_body (country, kind);

CREATE INDEX public_body_organisation ON public_body (organisation_id);

CREATE INDEX public_body_sort ON public_body (sort_name, id);

CREATE TABLE recovery_code (
  account_id TEXT NOT NULL REFERENCES account (id),
  code_hash TEXT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (account_id, code_hash)
);

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

CREATE TABLE saved_search (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  -- The path of a known page with its query, in the one form in which this program writes it.
  address TEXT NOT NULL,
  -- When it was last opened; at first when it was saved.
  seen_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX saved_search_name ON saved_search (account_id, name);

CREATE TABLE seal (
  position BIGINT PRIMARY KEY,
  lines BIGINT NOT NULL CHECK (lines > 0),
  digest TEXT NOT NULL,
  sealed_at BIGINT NOT NULL
);

CREATE TABLE search_digest (
  search_id TEXT PRIMARY KEY REFERENCES saved_search (id) ON DELETE CASCADE,
  period TEXT NOT NULL CHECK (period IN ('at_once', 'daily', 'weekly')),
  through BIGINT NOT NULL,
  next_at BIGINT NOT NULL
);

CREATE INDEX search_digest_due ON search_digest (next_at, search_id);

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

CREATE INDEX search_invitation_organisation ON search_invitation (organisation_id);

CREATE INDEX search_invitation_search ON search_invitation (search_id);

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

CREATE INDEX search_review_account ON search_review (account_id);

CREATE INDEX search_review_search ON search_review (search_id);

CREATE TABLE segment (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  audience TEXT NOT NULL CHECK (audience IN ('person', 'organisation')),
  countries TEXT NOT NULL,
  topics TEXT NOT NULL,
  kinds TEXT NOT NULL,
  languages TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX segment_name ON segment (name);

CREATE INDEX segment_sort ON segment (sort_name, id);

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

CREATE INDEX support_application_account ON support_application (account_id);

CREATE INDEX support_application_competence ON support_application (competence_id);

CREATE INDEX support_application_organisation ON support_application (organisation_id);

CREATE INDEX support_application_person ON support_application (person_id);

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

CREATE INDEX support_case_account ON support_case (account_id);

CREATE INDEX support_case_mentor ON support_case (mentor_id);

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

CREATE TABLE team (
  id TEXT PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  name TEXT NOT NULL,
  summary TEXT NOT NULL,
  leader_id TEXT REFERENCES person (id),
  website TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'inactive', 'withdrawn')),
  search_text TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE INDEX team_leader ON team (leader_id);

CREATE INDEX team_organisation ON team (organisation_id, sort_name);

CREATE INDEX team_sort ON team (sort_name, id);

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

CREATE TABLE topic (
  id TEXT PRIMARY KEY,
  scheme_id TEXT NOT NULL REFERENCES topic_scheme (id),
  code TEXT NOT NULL,
  parent_id TEXT REFERENCES topic (id),
  is_placed BIGINT NOT NULL CHECK (is_placed IN (0, 1)),
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  uri TEXT,
  edited TEXT NOT NULL,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  level BIGINT NOT NULL DEFAULT 0,
  position BIGINT NOT NULL DEFAULT 0,
  last_position BIGINT NOT NULL DEFAULT 0,
  title TEXT NOT NULL DEFAULT '',
  words TEXT NOT NULL DEFAULT '',
  UNIQUE (scheme_id, code),
  CHECK (parent_id IS NULL OR is_placed = 1)
);

CREATE INDEX topic_parent ON topic (parent_id);

CREATE INDEX topic_position ON topic (position);

CREATE TABLE topic_scheme (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  edition TEXT NOT NULL,
  source TEXT NOT NULL,
  licence TEXT NOT NULL,
  ordering TEXT NOT NULL CHECK (ordering IN ('code', 'name')),
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE TABLE update_link (
  token_hash TEXT PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES update_request (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX update_link_request ON update_link (request_id);

CREATE TABLE update_request (
  id TEXT PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES update_round (id),
  thing_kind TEXT NOT NULL,
  thing TEXT NOT NULL,
  contact_id TEXT,
  asked_at BIGINT,
  reminded_at BIGINT,
  base TEXT NOT NULL,
  answer TEXT NOT NULL,
  remark TEXT NOT NULL,
  answered_at BIGINT,
  decision TEXT CHECK (decision IN ('accepted', 'returned')),
  reason TEXT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  UNIQUE (round_id, thing)
);

CREATE INDEX update_request_thing ON update_request (thing);

CREATE TABLE update_round (
  id TEXT PRIMARY KEY,
  year BIGINT NOT NULL,
  closes_on TEXT NOT NULL,
  note TEXT NOT NULL,
  sent_at BIGINT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX update_round_year ON update_round (year);
