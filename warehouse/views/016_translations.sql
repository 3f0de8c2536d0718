-- What a page says in another language where it differs from what it says in the declared one: values of one kind, unit and
-- period that only one side states. Kinds that one side states nothing of are left alone: a translation may be shorter.
CREATE OR REPLACE MACRO translation_differences_as_of(instant) AS TABLE
WITH newest AS (
    SELECT source_id, arg_max(document, started_at) AS document
    FROM fetches_as_of(instant) WHERE outcome = 'healthy' AND document IS NOT NULL GROUP BY source_id
), stated AS (
    SELECT
        t.program, t.source_id AS translation, t.language, t.translation_of AS source_id, side.declared, r.kind, r.unit,
        r.per, r.value_type, first(r.value ORDER BY r.ordinal) AS value, first(r.quote ORDER BY r.ordinal) AS quote,
        CASE r.value_type
            WHEN 'duration' THEN  -- in days, so that a year and twelve months are one length
                coalesce(try_cast(regexp_extract(r.value_text, '([\d.]+)Y', 1) AS DOUBLE), 0) * 365
                + coalesce(try_cast(regexp_extract(r.value_text, '^P[^T]*?([\d.]+)M', 1) AS DOUBLE), 0) * 365 / 12
                + coalesce(try_cast(regexp_extract(r.value_text, '([\d.]+)W', 1) AS DOUBLE), 0) * 7
                + coalesce(try_cast(regexp_extract(r.value_text, '([\d.]+)D', 1) AS DOUBLE), 0)
                + coalesce(try_cast(regexp_extract(r.value_text, 'T.*?([\d.]+)H', 1) AS DOUBLE), 0) / 24
                + coalesce(try_cast(regexp_extract(r.value_text, 'T.*?([\d.]+)M', 1) AS DOUBLE), 0) / 1440
            WHEN 'number' THEN r.value_number
        END AS measure,
        coalesce(measure::VARCHAR, r.value_text) AS compared
    FROM sources AS t
    CROSS JOIN (VALUES (true), (false)) AS side (declared)
    JOIN newest AS n ON n.source_id = CASE WHEN side.declared THEN t.translation_of ELSE t.source_id END
    JOIN requirements AS r ON r.document = n.document
    WHERE t.translation_of <> '' AND r.kind <> 'tier' AND r.value_type IN ('number', 'duration', 'date')
    GROUP BY ALL
), weighed AS (
    SELECT *, count(*) FILTER (declared) OVER every AS here, count(*) FILTER (NOT declared) OVER every AS there,
        count(DISTINCT declared) OVER one AS sides
    FROM stated
    WINDOW every AS (PARTITION BY translation, kind, unit, per, value_type),
        one AS (PARTITION BY translation, kind, unit, per, value_type, compared)
)
SELECT
    program, source_id, translation AS translation_id, language, kind, unit, per,
    coalesce(list(value ORDER BY compared) FILTER (declared), []) AS declared_values,
    coalesce(list(quote ORDER BY compared) FILTER (declared), []) AS declared_quotes,
    coalesce(list(value ORDER BY compared) FILTER (NOT declared), []) AS other_values,
    coalesce(list(quote ORDER BY compared) FILTER (NOT declared), []) AS other_quotes
FROM weighed
WHERE here > 0 AND there > 0 AND sides = 1
GROUP BY ALL
ORDER BY program, source_id, translation, kind, unit, per;
COMMENT ON MACRO TABLE translation_differences_as_of IS 'Where a page in another language stated other values than in the declared one at an instant; columns as in translation_differences';

CREATE OR REPLACE VIEW translation_differences AS
SELECT * FROM translation_differences_as_of('infinity');
COMMENT ON VIEW translation_differences IS 'Where a page in another language states other values than in the declared one, by what each of them showed last; the declared language alone decides coverage and changes';
COMMENT ON COLUMN translation_differences.program IS 'The program';
COMMENT ON COLUMN translation_differences.source_id IS 'The source in the declared language';
COMMENT ON COLUMN translation_differences.translation_id IS 'The source in the other language';
COMMENT ON COLUMN translation_differences.language IS 'The other language, a BCP 47 tag';
COMMENT ON COLUMN translation_differences.kind IS 'Kind of requirement';
COMMENT ON COLUMN translation_differences.unit IS 'Unit of the values';
COMMENT ON COLUMN translation_differences.per IS 'Period of a rate';
COMMENT ON COLUMN translation_differences.declared_values IS 'Values, as JSON, that only the declared language states';
COMMENT ON COLUMN translation_differences.declared_quotes IS 'Its words, one for each of them';
COMMENT ON COLUMN translation_differences.other_values IS 'Values, as JSON, that only the other language states';
COMMENT ON COLUMN translation_differences.other_quotes IS 'Its words, one for each of them';
