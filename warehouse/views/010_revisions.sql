CREATE OR REPLACE VIEW redated_changes AS
WITH RECURSIVE became AS (
    SELECT change_before AS first, change_after AS id, dated_before, recorded_at, alert
    FROM revisions WHERE revised = 'change' AND change_after IS NOT NULL
    UNION
    SELECT b.first, r.change_after, b.dated_before, b.recorded_at, b.alert
    FROM became AS b JOIN revisions AS r ON r.change_before = b.id
    WHERE r.change_after IS NOT NULL AND r.recorded_at >= b.recorded_at
)
SELECT c.id, c.program, c.captured_at, b.dated_before, b.recorded_at AS dated_so_until, b.first AS id_before, b.alert
FROM became AS b JOIN changes AS c USING (id)
ORDER BY c.captured_at, c.id, b.recorded_at, b.dated_before;
COMMENT ON VIEW redated_changes IS 'Changes that happened earlier or later than the ledger had said before captures of earlier days became known: both dates, one row for each date given before';
COMMENT ON COLUMN redated_changes.id IS 'The change';
COMMENT ON COLUMN redated_changes.program IS 'The program';
COMMENT ON COLUMN redated_changes.captured_at IS 'Its date now';
COMMENT ON COLUMN redated_changes.dated_before IS 'A date that the ledger gave before';
COMMENT ON COLUMN redated_changes.dated_so_until IS 'Record time until which it gave that date';
COMMENT ON COLUMN redated_changes.id_before IS 'The id that the change had with that date, as in alerts';
COMMENT ON COLUMN redated_changes.alert IS 'The alert that told it with that date, or null';

CREATE OR REPLACE VIEW redated_statuses AS
SELECT c.program, c.question, c.facet, c.status, c.valid_from, r.dated_before, r.recorded_at AS dated_so_until
FROM revisions AS r
JOIN coverage AS c
    ON c.program = r.program AND c.question = r.question AND c.facet IS NOT DISTINCT FROM r.facet
    AND c.status = r.value ->> '$' AND c.valid_from = r.dated_after
WHERE r.revised = 'status'
ORDER BY c.program, c.question, c.facet NULLS FIRST, c.valid_from, r.recorded_at, r.dated_before;
COMMENT ON VIEW redated_statuses IS 'Periods of coverage that began at another time than the ledger had said before captures of earlier days became known: both dates';
COMMENT ON COLUMN redated_statuses.program IS 'The program';
COMMENT ON COLUMN redated_statuses.question IS 'The question';
COMMENT ON COLUMN redated_statuses.facet IS 'The facet, or null for the question as a whole';
COMMENT ON COLUMN redated_statuses.status IS 'The status';
COMMENT ON COLUMN redated_statuses.valid_from IS 'When the period began, as captures known now show it';
COMMENT ON COLUMN redated_statuses.dated_before IS 'When the ledger had said that it began';
COMMENT ON COLUMN redated_statuses.dated_so_until IS 'Record time until which it said so';
