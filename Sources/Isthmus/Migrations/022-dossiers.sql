-- Evidence about countries that comes from outside, groups of countries that an office names, and dossiers as they were
-- on a day, with what an author wrote beside the figures.

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

-- Works that authors of two countries wrote together, each pair once, the first code by the alphabet first.
CREATE TABLE pair_year (
  country_a TEXT NOT NULL,
  country_b TEXT NOT NULL,
  year BIGINT NOT NULL,
  works BIGINT NOT NULL,
  PRIMARY KEY (country_a, country_b, year)
);

-- Works of a country's authors with anybody abroad.
CREATE TABLE country_year (
  country TEXT NOT NULL,
  year BIGINT NOT NULL,
  works BIGINT NOT NULL,
  PRIMARY KEY (country, year)
);

-- Groups of countries beside those of the vocabulary.
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

-- A dossier as it was on a day.
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

-- Whether a project, who is in it, or an organisation changed since all of them were read, answered from the indexes
-- alone.
CREATE INDEX organisation_version ON organisation (version);
CREATE INDEX project_version ON project (version);
CREATE INDEX participation_version ON participation (version);
