-- How many came in a year, and of which countries, answered from the indexes alone.
CREATE INDEX organisation_created ON organisation (created_at, status, country);
CREATE INDEX person_created ON person (created_at, status, country);
CREATE INDEX competence_created ON competence (created_at, status, country);
CREATE INDEX participation_created ON participation (created_at, country);
