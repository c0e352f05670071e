-- Folded texts write letters that other keyboards lack as they are written there: ø as o, æ as ae, ł as l. What was
-- folded before is folded again; of names that are now the same one stays.
INSERT INTO organisation_name (organisation_id, folded, kind)
SELECT organisation_id, folded_again, MIN(kind) FROM (SELECT organisation_id, kind, folded,
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(folded, 'ø', 'o'),
  'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'), 'ŋ',
  'n') AS folded_again FROM organisation_name) AS names
WHERE folded <> folded_again GROUP BY organisation_id, folded_again, kind
ON CONFLICT DO NOTHING;
DELETE FROM organisation_name WHERE folded <>
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(folded, 'ø', 'o'),
  'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'), 'ŋ',
  'n');

INSERT INTO person_name (person_id, folded, script)
SELECT person_id, folded_again, MIN(script) FROM (SELECT person_id, script, folded,
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(folded, 'ø', 'o'),
  'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'), 'ŋ',
  'n') AS folded_again FROM person_name) AS names
WHERE folded <> folded_again GROUP BY person_id, folded_again
ON CONFLICT DO NOTHING;
DELETE FROM person_name WHERE folded <>
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(folded, 'ø', 'o'),
  'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'), 'ŋ',
  'n');

UPDATE organisation SET sort_name =
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(sort_name, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n')
WHERE sort_name <>
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(sort_name, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n');

UPDATE person SET sort_name =
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(sort_name, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n')
WHERE sort_name <>
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(sort_name, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n');

UPDATE team SET sort_name =
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(sort_name, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n')
WHERE sort_name <>
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(sort_name, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n');

UPDATE team SET search_text =
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(search_text, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n')
WHERE search_text <>
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(search_text, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n');

UPDATE competence SET sort_name =
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(sort_name, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n')
WHERE sort_name <>
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(sort_name, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n');

UPDATE competence SET search_text =
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(search_text, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n')
WHERE search_text <>
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(search_text, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n');

UPDATE network SET sort_name =
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(sort_name, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n')
WHERE sort_name <>
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(sort_name, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n');

UPDATE project SET sort_name =
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(sort_name, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n')
WHERE sort_name <>
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(sort_name, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n');

UPDATE project SET search_text =
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(search_text, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n')
WHERE search_text <>
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(search_text, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n');

UPDATE account SET search_text =
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(search_text, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n')
WHERE search_text <>
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(search_text, 'ø',
  'o'), 'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'),
  'ŋ', 'n');

UPDATE topic SET words =
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(words, 'ø', 'o'),
  'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'), 'ŋ',
  'n')
WHERE words <>
  REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(words, 'ø', 'o'),
  'æ', 'ae'), 'œ', 'oe'), 'ł', 'l'), 'đ', 'd'), 'ð', 'd'), 'ı', 'i'), 'þ', 'th'), 'ħ', 'h'), 'ŧ', 't'), 'ŋ',
  'n');
