-- Who works where on what: organisations, teams, people, competences, networks, projects.
-- JSON columns hold what belongs to the thing alone; the small tables beside it are derived from them for lookups.

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
CREATE INDEX organisation_sort ON organisation (sort_name, id);
CREATE INDEX organisation_country ON organisation (country, sort_name, id);
CREATE INDEX organisation_changed ON organisation (changed_at, id);
CREATE INDEX organisation_facets ON organisation (status, country, kind);

CREATE TABLE organisation_name (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  folded TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('legal', 'label', 'alias', 'acronym')),
  PRIMARY KEY (organisation_id, folded, kind)
);
CREATE INDEX organisation_name_folded ON organisation_name (folded, organisation_id);

CREATE TABLE organisation_identifier (
  scheme TEXT NOT NULL,
  value TEXT NOT NULL,
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  PRIMARY KEY (scheme, value)
);
CREATE INDEX organisation_identifier_thing ON organisation_identifier (organisation_id);

CREATE TABLE organisation_relation (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  kind TEXT NOT NULL CHECK (kind IN ('parent', 'successor')),
  other_id TEXT NOT NULL REFERENCES organisation (id),
  PRIMARY KEY (organisation_id, kind, other_id)
);
CREATE INDEX organisation_relation_other ON organisation_relation (other_id, kind);

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
CREATE INDEX person_sort ON person (sort_name, id);
CREATE INDEX person_country ON person (country, sort_name, id);

CREATE TABLE person_name (
  person_id TEXT NOT NULL REFERENCES person (id),
  folded TEXT NOT NULL,
  script TEXT NOT NULL,
  PRIMARY KEY (person_id, folded)
);
CREATE INDEX person_name_folded ON person_name (folded, person_id);

CREATE TABLE person_language (
  person_id TEXT NOT NULL REFERENCES person (id),
  language TEXT NOT NULL,
  PRIMARY KEY (person_id, language)
);
CREATE INDEX person_language_language ON person_language (language, person_id);

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
CREATE INDEX team_sort ON team (sort_name, id);
CREATE INDEX team_organisation ON team (organisation_id, sort_name);
CREATE INDEX team_leader ON team (leader_id);

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
CREATE INDEX affiliation_person ON affiliation (person_id);
CREATE INDEX affiliation_organisation ON affiliation (organisation_id, person_id);
CREATE INDEX affiliation_team ON affiliation (team_id);

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
CREATE INDEX competence_sort ON competence (sort_name, id);
CREATE INDEX competence_organisation ON competence (organisation_id);
CREATE INDEX competence_team ON competence (team_id);
CREATE INDEX competence_person ON competence (person_id);

CREATE TABLE competence_topic (
  competence_id TEXT NOT NULL REFERENCES competence (id),
  topic_id TEXT NOT NULL,
  PRIMARY KEY (competence_id, topic_id)
);
CREATE INDEX competence_topic_topic ON competence_topic (topic_id);

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
CREATE INDEX project_sort ON project (sort_name, id);
CREATE INDEX project_start ON project (start_year, id);
CREATE INDEX project_facets ON project (programme, start_year, status);

CREATE TABLE project_identifier (
  scheme TEXT NOT NULL,
  value TEXT NOT NULL,
  project_id TEXT NOT NULL REFERENCES project (id),
  PRIMARY KEY (scheme, value)
);
CREATE INDEX project_identifier_thing ON project_identifier (project_id);

CREATE TABLE project_topic (
  project_id TEXT NOT NULL REFERENCES project (id),
  topic_id TEXT NOT NULL,
  PRIMARY KEY (project_id, topic_id)
);
CREATE INDEX project_topic_topic ON project_topic (topic_id);

CREATE TABLE project_predecessor (
  project_id TEXT NOT NULL REFERENCES project (id),
  other_id TEXT NOT NULL REFERENCES project (id),
  PRIMARY KEY (project_id, other_id)
);
CREATE INDEX project_predecessor_other ON project_predecessor (other_id);

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
CREATE UNIQUE INDEX participation_place ON participation (project_id, organisation_id, role, ordinal);
CREATE INDEX participation_organisation ON participation (organisation_id, project_id);
CREATE INDEX participation_country ON participation (country, project_id, organisation_id);

-- A name that a thing once had; its addresses lead to the thing that took its place.
CREATE TABLE moved (
  id TEXT PRIMARY KEY,
  to_id TEXT NOT NULL,
  at BIGINT NOT NULL
);

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
CREATE INDEX claim_open ON claim (created_at) WHERE decision IS NULL;
CREATE INDEX claim_decided ON claim (decided_at) WHERE decision IS NOT NULL;
-- One open claim per account and profile.
CREATE UNIQUE INDEX claim_open_organisation ON claim (account_id, organisation_id)
  WHERE decision IS NULL AND organisation_id IS NOT NULL;
CREATE UNIQUE INDEX claim_open_person ON claim (account_id, person_id) WHERE decision IS NULL AND person_id IS NOT NULL;
