-- Statements that one page ceased to make and another official page of the program makes in the same words: what was split
-- off or merged. The other page may have said so before.
CREATE OR REPLACE MACRO moved_statements_as_of(instant) AS TABLE
WITH stated AS (
    SELECT
        p.program, p.source_id, p.valid_from, p.valid_to, r.kind, r.subject, r.attribute, r.key, r.value, r.unit, r.quote,
        trim(regexp_replace(lower(r.quote), '[^\pL\pN%$€£¥]+', ' ', 'g')) AS words
    FROM requirement_periods_as_of(instant) AS p
    JOIN requirements AS r ON r.document = p.document AND r.ordinal = p.ordinal
    JOIN sources AS s ON s.source_id = p.source_id
    WHERE s.standing = 'official' AND s.kind <> 'feed' AND NOT s.announcement
)
SELECT DISTINCT ON (a.source_id, a.kind, a.key, a.words, a.valid_to)
    a.program, a.kind, a.subject, a.attribute, a.value, a.unit, a.quote, a.source_id, a.valid_to AS left_at,
    b.source_id AS other_source_id, b.valid_from AS other_since
FROM stated AS a
JOIN stated AS b
    ON b.program = a.program AND b.source_id <> a.source_id AND b.kind = a.kind AND b.key = a.key AND b.words = a.words
    AND b.value = a.value AND b.unit IS NOT DISTINCT FROM a.unit
    AND b.valid_from <= a.valid_to + INTERVAL 3 DAY AND (b.valid_to IS NULL OR b.valid_to > a.valid_to)
WHERE a.valid_to IS NOT NULL AND NOT EXISTS (
    FROM stated AS c WHERE c.source_id = a.source_id AND c.kind = a.kind AND c.key = a.key AND c.words = a.words
        AND c.valid_from >= a.valid_to
)
ORDER BY a.source_id, a.kind, a.key, a.words, a.valid_to, b.valid_from DESC, b.source_id;
COMMENT ON MACRO TABLE moved_statements_as_of IS 'What one official page had ceased to state by an instant and another one states in the same words; columns as in moved_statements';

CREATE OR REPLACE VIEW moved_statements AS
SELECT * FROM moved_statements_as_of('infinity');
COMMENT ON VIEW moved_statements IS 'What one official page does not state any more and another one of the program states in the same words: pages that were split, merged or moved. Nobody is told of it as a loss';
COMMENT ON COLUMN moved_statements.program IS 'The program';
COMMENT ON COLUMN moved_statements.kind IS 'Kind of requirement';
COMMENT ON COLUMN moved_statements.subject IS 'What it applies to';
COMMENT ON COLUMN moved_statements.attribute IS 'What is measured';
COMMENT ON COLUMN moved_statements.value IS 'The value as JSON';
COMMENT ON COLUMN moved_statements.unit IS 'Unit of the value';
COMMENT ON COLUMN moved_statements.quote IS 'The words';
COMMENT ON COLUMN moved_statements.source_id IS 'The source that does not state it any more';
COMMENT ON COLUMN moved_statements.left_at IS 'Capture time of the first capture that did not';
COMMENT ON COLUMN moved_statements.other_source_id IS 'The source that states it';
COMMENT ON COLUMN moved_statements.other_since IS 'Capture time of the first capture that did';
