CREATE OR REPLACE MACRO gap_history_as_of(instant) AS TABLE
SELECT
    c.program, p.name, c.question, q.wording, c.status, c.valid_from, c.valid_to,
    date_diff('day', c.valid_from, coalesce(c.valid_to, least(instant::TIMESTAMPTZ, now()))) AS days,
    c.status <> 'documented' AS gap,
    c.recorded_at, c.quote, quote_page(c.document, c.quote) AS page, s.url, c.snapshot, c.proof
FROM coverage_as_of(instant) AS c
JOIN programs AS p USING (program)
JOIN questions AS q USING (question)
LEFT JOIN sources AS s USING (source_id)
WHERE c.facet IS NULL
ORDER BY p.name, q.ordinal, c.valid_from;
COMMENT ON MACRO TABLE gap_history_as_of IS 'Every period of every question''s status up to an instant; columns as in gap_history';

CREATE OR REPLACE VIEW gap_history AS
SELECT * FROM gap_history_as_of('infinity');
COMMENT ON VIEW gap_history IS 'Every period of every question''s status, with its age and evidence or proof of absence';
COMMENT ON COLUMN gap_history.program IS 'The program';
COMMENT ON COLUMN gap_history.name IS 'Its name';
COMMENT ON COLUMN gap_history.question IS 'The question';
COMMENT ON COLUMN gap_history.wording IS 'The question in words';
COMMENT ON COLUMN gap_history.status IS 'Status in this period';
COMMENT ON COLUMN gap_history.valid_from IS 'Capture time of the first capture that showed it';
COMMENT ON COLUMN gap_history.valid_to IS 'When the next period begins, or null while it holds';
COMMENT ON COLUMN gap_history.days IS 'Length of the period in days, up to now while it holds';
COMMENT ON COLUMN gap_history.gap IS 'Whether the question is a gap in this period';
COMMENT ON COLUMN gap_history.recorded_at IS 'When that became known here';
COMMENT ON COLUMN gap_history.quote IS 'The evidence when the period began';
COMMENT ON COLUMN gap_history.page IS 'Page on which it stands, of a PDF';
COMMENT ON COLUMN gap_history.url IS 'Where that stands';
COMMENT ON COLUMN gap_history.snapshot IS 'The snapshot in which it stands';
COMMENT ON COLUMN gap_history.proof IS 'The official captures read that do not say it: a list of {source_id, captured_at, snapshot}';

CREATE OR REPLACE MACRO absences_as_of(instant) AS TABLE
SELECT c.program, c.question, c.facet, c.status, s.source_id, s.url, f.captured_at, f.snapshot, f.document
FROM coverage_as_of(instant) AS c
JOIN sources AS s ON s.program = c.program AND s.standing = 'official' AND s.translation_of = ''
JOIN captures_as_of(instant) AS f ON f.source_id = s.source_id AND f.outcome = 'healthy'
    AND f.captured_at >= c.valid_from AND (c.valid_to IS NULL OR f.captured_at < c.valid_to)
WHERE c.status NOT IN ('documented', 'unknown');
COMMENT ON MACRO TABLE absences_as_of IS 'Proof of absence in full up to an instant; columns as in absences';

CREATE OR REPLACE VIEW absences AS
SELECT * FROM absences_as_of('infinity');
COMMENT ON VIEW absences IS 'Proof of absence in full: every healthy official capture read within a period in which something was not documented';
COMMENT ON COLUMN absences.program IS 'The program';
COMMENT ON COLUMN absences.question IS 'The question';
COMMENT ON COLUMN absences.facet IS 'The facet, or null for the question as a whole';
COMMENT ON COLUMN absences.status IS 'What the captures together say on it';
COMMENT ON COLUMN absences.source_id IS 'The source that was read';
COMMENT ON COLUMN absences.url IS 'Its address';
COMMENT ON COLUMN absences.captured_at IS 'When it was captured';
COMMENT ON COLUMN absences.snapshot IS 'The bytes';
COMMENT ON COLUMN absences.document IS 'What they say';
