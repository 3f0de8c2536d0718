-- What vendors promised in numbers, with the last figure that they gave of it. One promise told on several pages is one row, from
-- the page that told it first; a figure belongs to a promise of the same unit that speaks of the same people, made before it.
CREATE OR REPLACE MACRO commitments_as_of(instant) AS TABLE
WITH stated AS (
    SELECT
        h.program, h.source_id, h.url, h.kind, h.subject, h.attribute, h.comparator, h.value, h.value_max, h.value_number,
        h.unit, h.due, h.valid_from, h.valid_to, h.quote, h.snapshot,
        regexp_matches(h.attribute, '(?i)progress|so far|to date|already') OR (h.kind = 'investment' AND regexp_matches(
            h.quote, '(?i)\b(to date|so far|already)\b|\b(has|have) (now |already )?invested\b'
        )) AS figure,
        CASE
            WHEN regexp_full_match(h.due, '\d{4}-\d\d-\d\d') THEN try_cast(h.due AS DATE)
            WHEN regexp_full_match(h.due, '\d{4}-\d\d') THEN last_day(try_cast(h.due || '-01' AS DATE))
            WHEN regexp_full_match(h.due, '\d{4}') THEN try_cast(h.due || '-12-31' AS DATE)
        END AS due_on,
        -- News is as old as its publication; what a page says, as the first capture that says it.
        coalesce(CASE WHEN s.announcement OR s.kind = 'feed' THEN try_cast(d.published AS DATE) END, h.valid_from::DATE) AS told_on
    FROM requirement_history_as_of(instant) AS h
    JOIN sources AS s ON s.source_id = h.source_id AND s.standing = 'official'
    LEFT JOIN documents AS d ON d.document = h.document
    WHERE h.kind IN ('target', 'investment')
), promised AS (
    SELECT DISTINCT ON (program, kind, value::VARCHAR, unit, due_on) *
    FROM stated WHERE NOT figure AND valid_to IS NULL AND (value_number IS NOT NULL OR due_on IS NOT NULL)
    ORDER BY told_on, valid_from, source_id, attribute
), figures AS (
    SELECT *, regexp_extract(lower(attribute), '(\w+)$', 1) AS whose FROM stated WHERE figure AND value_number IS NOT NULL
), measured AS (
    SELECT
        p.program, p.kind, p.value, p.unit, p.due_on,
        arg_max(struct_pack(
            figure := f.value, comparator := f.comparator, number := f.value_number, told_on := f.told_on,
            quote := f.quote, url := f.url, source_id := f.source_id, snapshot := f.snapshot
        ), (f.told_on, f.valid_from, f.source_id)) AS last
    FROM promised AS p JOIN figures AS f
        ON f.program = p.program AND f.kind = p.kind AND f.unit IS NOT DISTINCT FROM p.unit AND f.told_on >= p.told_on
        AND (f.kind = 'investment' OR f.whose IN ('people', 'individuals', 'professionals')
            OR contains(lower(p.attribute || ' ' || p.quote), f.whose))
    GROUP BY ALL
)
SELECT
    p.program, p.kind, p.subject, p.attribute, p.comparator, p.value, p.value_max, p.unit, p.due, p.due_on,
    date_diff('day', CASE instant::TIMESTAMPTZ WHEN 'infinity'::TIMESTAMPTZ THEN (now() AT TIME ZONE 'UTC')::DATE
        ELSE (instant::TIMESTAMPTZ AT TIME ZONE 'UTC')::DATE END, p.due_on) AS days_left,
    p.told_on AS promised_on, p.source_id, p.url, p.quote, p.snapshot,
    m.last.figure AS figure, m.last.comparator AS figure_comparator, m.last.told_on AS figure_on,
    m.last.quote AS figure_quote, m.last.url AS figure_url, m.last.source_id AS figure_source_id,
    m.last.snapshot AS figure_snapshot,
    CASE WHEN p.value_number > 0 THEN round(m.last.number / p.value_number, 3) END AS reached
FROM promised AS p LEFT JOIN measured AS m
    ON m.program = p.program AND m.kind = p.kind AND m.value = p.value AND m.unit IS NOT DISTINCT FROM p.unit
    AND m.due_on IS NOT DISTINCT FROM p.due_on
ORDER BY p.program, p.due_on NULLS LAST, p.kind DESC, p.told_on, p.value::VARCHAR;
COMMENT ON MACRO TABLE commitments_as_of IS 'What vendors had promised in numbers by an instant, and the last figure they had given; columns as in commitments';

CREATE OR REPLACE VIEW commitments AS
SELECT * FROM commitments_as_of('infinity');
COMMENT ON VIEW commitments IS 'What vendors promised in numbers: by when, with the last figure of progress that they gave, and the days that are left';
COMMENT ON COLUMN commitments.program IS 'The program';
COMMENT ON COLUMN commitments.kind IS 'target, or investment for money';
COMMENT ON COLUMN commitments.subject IS 'What it is about';
COMMENT ON COLUMN commitments.attribute IS 'What is promised, in the words of the page';
COMMENT ON COLUMN commitments.comparator IS '>=, >, <=, <, =, between, or null';
COMMENT ON COLUMN commitments.value IS 'The promise as JSON: a number, or true for what is to open or begin';
COMMENT ON COLUMN commitments.value_max IS 'Upper value as JSON';
COMMENT ON COLUMN commitments.unit IS 'Unit of promise and figure';
COMMENT ON COLUMN commitments.due IS 'By when, as it was said (ISO 8601)';
COMMENT ON COLUMN commitments.due_on IS 'The last day of that; null when no day was named';
COMMENT ON COLUMN commitments.days_left IS 'Days until then, in UTC; below 0 when it has passed';
COMMENT ON COLUMN commitments.promised_on IS 'When it was promised first: the date of the announcement, else of the first capture that says it';
COMMENT ON COLUMN commitments.source_id IS 'The source that promised it first';
COMMENT ON COLUMN commitments.url IS 'Its address';
COMMENT ON COLUMN commitments.quote IS 'Its words';
COMMENT ON COLUMN commitments.snapshot IS 'The snapshot in which they stand';
COMMENT ON COLUMN commitments.figure IS 'The last figure of progress as JSON; null when the vendor gave none';
COMMENT ON COLUMN commitments.figure_comparator IS '> for "more than", else =';
COMMENT ON COLUMN commitments.figure_on IS 'When it was given';
COMMENT ON COLUMN commitments.figure_quote IS 'Its words';
COMMENT ON COLUMN commitments.figure_url IS 'Address of the source that gave it';
COMMENT ON COLUMN commitments.figure_source_id IS 'That source';
COMMENT ON COLUMN commitments.figure_snapshot IS 'The snapshot in which its words stand';
COMMENT ON COLUMN commitments.reached IS 'The figure as a share of the promise, 1 when it is kept';
