-- Where it is said what a call means for a side, as of which day, and whether that came with a table of general rules:
-- such a rule follows the table, one that people wrote does not.
ALTER TABLE call_rule ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE call_rule ADD COLUMN source_day TEXT;
ALTER TABLE call_rule ADD COLUMN is_general BIGINT NOT NULL DEFAULT 0 CHECK (is_general IN (0, 1));
