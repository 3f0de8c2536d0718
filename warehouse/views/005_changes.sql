CREATE OR REPLACE MACRO change_page(of_source, of_snapshot, words) AS (
    SELECT quote_page(max(f.document), words) FROM fetches AS f
    WHERE f.source_id = of_source AND f.snapshot = of_snapshot
);
COMMENT ON MACRO change_page IS 'The page on which the quote of a change stands in what that snapshot says';
CREATE OR REPLACE MACRO changes_with_evidence_as_of(instant) AS TABLE
SELECT
    c.id, c.captured_at, c.confirmed_at, c.recorded_at, c.program, p.name, c.type, c.question, q.wording,
    c.kind, c.subject, c.attribute, c.before ->> '$' AS before, c.after ->> '$' AS after, c.unit, c.quote, c.source_url,
    c.snapshot, c.quoted_from, c.proof, t.alert, change_page(c.source_id, coalesce(c.quoted_from, c.snapshot), c.quote) AS page
FROM changes_as_of(instant) AS c
JOIN programs AS p USING (program)
LEFT JOIN questions AS q USING (question)
LEFT JOIN told AS t ON t.change = c.id
ORDER BY c.captured_at DESC, c.id;
COMMENT ON MACRO TABLE changes_with_evidence_as_of IS 'Every change dated up to an instant, newest first; columns as in changes_with_evidence';

CREATE OR REPLACE VIEW changes_with_evidence AS
SELECT * FROM changes_with_evidence_as_of('infinity');
COMMENT ON VIEW changes_with_evidence IS 'Every change, newest first, with its evidence and whether it was told';
COMMENT ON COLUMN changes_with_evidence.id IS 'Stable id';
COMMENT ON COLUMN changes_with_evidence.captured_at IS 'Capture time of the first capture that showed it';
COMMENT ON COLUMN changes_with_evidence.confirmed_at IS 'Capture time of the capture that decided it';
COMMENT ON COLUMN changes_with_evidence.recorded_at IS 'When that became known here';
COMMENT ON COLUMN changes_with_evidence.program IS 'The program';
COMMENT ON COLUMN changes_with_evidence.name IS 'Its name';
COMMENT ON COLUMN changes_with_evidence.type IS 'What kind of change';
COMMENT ON COLUMN changes_with_evidence.question IS 'The question, for gaps';
COMMENT ON COLUMN changes_with_evidence.wording IS 'The question in words';
COMMENT ON COLUMN changes_with_evidence.kind IS 'Kind of the requirement';
COMMENT ON COLUMN changes_with_evidence.subject IS 'Subject of the requirement';
COMMENT ON COLUMN changes_with_evidence.attribute IS 'Attribute of the requirement';
COMMENT ON COLUMN changes_with_evidence.before IS 'Value or status before, as text';
COMMENT ON COLUMN changes_with_evidence.after IS 'Value or status after, as text';
COMMENT ON COLUMN changes_with_evidence.unit IS 'Unit of the value';
COMMENT ON COLUMN changes_with_evidence.quote IS 'What it says now, or the last words known';
COMMENT ON COLUMN changes_with_evidence.source_url IS 'Where';
COMMENT ON COLUMN changes_with_evidence.snapshot IS 'Snapshot of the first capture that showed it';
COMMENT ON COLUMN changes_with_evidence.quoted_from IS 'Snapshot in which the quote stands';
COMMENT ON COLUMN changes_with_evidence.proof IS 'Snapshots that prove an absence';
COMMENT ON COLUMN changes_with_evidence.alert IS 'The alert that told it, or null when nobody was told';
COMMENT ON COLUMN changes_with_evidence.page IS 'Page on which the quote stands, of a PDF';

CREATE OR REPLACE VIEW withdrawn AS
WITH RECURSIVE became AS (  -- a change that only has another date now was not withdrawn
    SELECT change AS told, change AS id FROM told
    UNION
    SELECT b.told, r.change_after FROM became AS b JOIN revisions AS r ON r.change_before = b.id
    WHERE r.change_after IS NOT NULL
)
SELECT t.change, t.alert, a.created_at AS told_at
FROM told AS t
JOIN alerts AS a ON a.id = t.alert
WHERE t.change NOT IN (SELECT told FROM became WHERE id IN (SELECT id FROM changes));
COMMENT ON VIEW withdrawn IS 'Changes that were told, and that captures or rules known since then do not show any more, at no date';
COMMENT ON COLUMN withdrawn.change IS 'Id of the change, as in the alert''s payload';
COMMENT ON COLUMN withdrawn.alert IS 'The alert that told it';
COMMENT ON COLUMN withdrawn.told_at IS 'When it was put into the alert';
