-- Two sources of a program disagree when each states one value of the same thing, in words that are much the same, and
-- the values differ. Left alone: ranks of tiers (they are counted, not stated), texts, rules that begin on another day,
-- bounds of opposite sense, and what one of the sources itself states with several values.
CREATE OR REPLACE MACRO contradictions_as_of(instant) AS TABLE
WITH stated AS (
    SELECT
        h.program, h.source_id, s.url, h.valid_from, h.snapshot, r.kind, r.subject, r.attribute, r.key, r.value_type,
        r.value, r.value_max, r.unit, r.per, r.due, r.condition, r.comparator, r.quote,
        list_sort(list_filter(  -- "Gold", "Gold partners" and "the Gold tier" are one subject
            string_split_regex(lower(r.subject), '[^\pL\pN]+'),
            lambda word: word NOT IN ('', 'the', 'a', 'partner', 'partners', 'tier', 'level', 'status', 'member', 'members')
        )) AS whose,
        list_distinct(list_filter(
            string_split_regex(lower(r.quote), '[^\pL]+'), lambda word: length(word) > 3
        )) AS words,
        CASE r.value_type
            WHEN 'number' THEN r.value_number
            WHEN 'duration' THEN  -- in days, so that a year and twelve months are one length
                coalesce(try_cast(regexp_extract(r.value_text, '([\d.]+)Y', 1) AS DOUBLE), 0) * 365
                + coalesce(try_cast(regexp_extract(r.value_text, '^P[^T]*?([\d.]+)M', 1) AS DOUBLE), 0) * 365 / 12
                + coalesce(try_cast(regexp_extract(r.value_text, '([\d.]+)W', 1) AS DOUBLE), 0) * 7
                + coalesce(try_cast(regexp_extract(r.value_text, '([\d.]+)D', 1) AS DOUBLE), 0)
                + coalesce(try_cast(regexp_extract(r.value_text, 'T.*?([\d.]+)H', 1) AS DOUBLE), 0) / 24
                + coalesce(try_cast(regexp_extract(r.value_text, 'T.*?([\d.]+)M', 1) AS DOUBLE), 0) / 1440
        END AS measure
    FROM requirement_periods_as_of(instant) AS h
    JOIN requirements AS r ON r.document = h.document AND r.ordinal = h.ordinal
    JOIN sources AS s ON s.source_id = h.source_id AND s.standing = 'official' AND s.watched
        AND NOT s.announcement AND s.kind <> 'feed'  -- what was news once is no contradiction of what holds since
    WHERE r.kind <> 'tier' AND r.value_type IN ('number', 'duration', 'date', 'boolean')
        AND h.valid_to IS NULL
),
told AS (
    SELECT * FROM stated
    WINDOW same AS (PARTITION BY source_id, kind, whose, key, value_type, unit, per)
    QUALIFY min(coalesce(measure::VARCHAR, value::VARCHAR)) OVER same
        = max(coalesce(measure::VARCHAR, value::VARCHAR)) OVER same
)
SELECT DISTINCT ON (a.program, a.source_id, b.source_id, a.kind, a.whose, a.key, a.value, b.value)
    a.program, a.kind, a.subject, a.attribute, a.unit, a.per, a.due,
    a.comparator, a.value, a.value_max, a.source_id, a.url, a.quote, a.snapshot,
    b.comparator AS other_comparator, b.value AS other_value, b.value_max AS other_value_max,
    b.source_id AS other_source_id, b.url AS other_url, b.quote AS other_quote, b.snapshot AS other_snapshot,
    greatest(a.valid_from, b.valid_from) AS since
FROM told AS a
JOIN told AS b
    ON a.program = b.program AND a.source_id < b.source_id AND a.kind = b.kind AND a.whose = b.whose AND a.key = b.key
    AND a.value_type = b.value_type AND a.unit IS NOT DISTINCT FROM b.unit AND a.per IS NOT DISTINCT FROM b.per
    AND a.due IS NOT DISTINCT FROM b.due AND a.condition IS NOT DISTINCT FROM b.condition
    AND left(coalesce(a.comparator, ''), 1) || left(coalesce(b.comparator, ''), 1) NOT IN ('<>', '><')
WHERE 2 * len(list_intersect(a.words, b.words)) >= least(len(a.words), len(b.words))
    AND CASE
        WHEN a.measure IS NOT NULL
            THEN abs(a.measure - b.measure) > CASE a.value_type WHEN 'duration' THEN 0.02 * a.measure ELSE 0 END
        WHEN a.value_type = 'date'  -- a month and a day in it are one date, told more or less precisely
            THEN NOT starts_with(json_extract_string(a.value, '$'), json_extract_string(b.value, '$'))
                AND NOT starts_with(json_extract_string(b.value, '$'), json_extract_string(a.value, '$'))
        ELSE a.value <> b.value  -- a duty here and an exemption there: one of them denies
            AND regexp_matches(a.quote, '(?i)\b(no|not|never|without|neither)\b|n[’'']t\b')
                <> regexp_matches(b.quote, '(?i)\b(no|not|never|without|neither)\b|n[’'']t\b')
    END
ORDER BY a.program, a.kind, a.whose, a.key, a.source_id, b.source_id, a.value, b.value;
COMMENT ON MACRO TABLE contradictions_as_of IS 'Where two official sources of a program disagreed at an instant: FROM contradictions_as_of(''2026-07-01'')';

CREATE OR REPLACE VIEW contradictions AS
SELECT * FROM contradictions_as_of('infinity');
COMMENT ON VIEW contradictions IS 'Where two official sources of a program disagree now: the same kind, subject and attribute with different values';
COMMENT ON COLUMN contradictions.program IS 'The program';
COMMENT ON COLUMN contradictions.kind IS 'Kind of requirement';
COMMENT ON COLUMN contradictions.subject IS 'What both speak of';
COMMENT ON COLUMN contradictions.attribute IS 'What is measured';
COMMENT ON COLUMN contradictions.unit IS 'Unit of both values';
COMMENT ON COLUMN contradictions.per IS 'Period of a rate';
COMMENT ON COLUMN contradictions.due IS 'Date or period that both are bound to';
COMMENT ON COLUMN contradictions.comparator IS '>=, >, <=, <, =, between, or null';
COMMENT ON COLUMN contradictions.value IS 'The value as JSON';
COMMENT ON COLUMN contradictions.value_max IS 'Upper value as JSON';
COMMENT ON COLUMN contradictions.source_id IS 'The source that states it';
COMMENT ON COLUMN contradictions.url IS 'Its address';
COMMENT ON COLUMN contradictions.quote IS 'Its words';
COMMENT ON COLUMN contradictions.snapshot IS 'The snapshot in which they stand';
COMMENT ON COLUMN contradictions.other_comparator IS 'Comparator of the other value';
COMMENT ON COLUMN contradictions.other_value IS 'The value that the other source states, as JSON';
COMMENT ON COLUMN contradictions.other_value_max IS 'Its upper value as JSON';
COMMENT ON COLUMN contradictions.other_source_id IS 'The other source';
COMMENT ON COLUMN contradictions.other_url IS 'Its address';
COMMENT ON COLUMN contradictions.other_quote IS 'Its words';
COMMENT ON COLUMN contradictions.other_snapshot IS 'The snapshot in which they stand';
COMMENT ON COLUMN contradictions.since IS 'Capture time from which both held';
