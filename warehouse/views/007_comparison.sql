CREATE OR REPLACE MACRO compare_as_of(program_keys, instant) AS TABLE
WITH held AS (
    SELECT * FROM coverage_as_of(instant) WHERE valid_to IS NULL
)
SELECT
    q.question, q.wording, p.program, p.name,
    coalesce(c.status, 'unknown') AS status, c.valid_from AS since,
    first(e.quote ORDER BY e.rank, e.required DESC, e.ordinal) AS quote,
    first(e.url ORDER BY e.rank, e.required DESC, e.ordinal) AS url,
    first(e.page ORDER BY e.rank, e.required DESC, e.ordinal) AS page
FROM questions AS q
CROSS JOIN (
    FROM programs WHERE program_keys::VARCHAR[] IS NULL OR list_contains(program_keys::VARCHAR[], program)
) AS p
LEFT JOIN held AS c
    ON c.program = p.program AND c.question = q.question AND c.facet IS NULL
LEFT JOIN (
    SELECT f.program, f.question, f.quote, quote_page(f.document, f.quote) AS page, s.url, facets.required, facets.ordinal,
        list_position(['documented', 'mentioned', 'reported'], f.status) AS rank
    FROM held AS f
    JOIN facets ON facets.question = f.question AND facets.facet = f.facet
    LEFT JOIN sources AS s USING (source_id)
    WHERE f.facet IS NOT NULL AND f.quote IS NOT NULL
) AS e ON e.program = p.program AND e.question = q.question
GROUP BY q.question, q.wording, q.ordinal, p.program, p.name, c.status, c.valid_from
ORDER BY q.ordinal, p.name;
COMMENT ON MACRO TABLE compare_as_of IS 'Question by question how these programs (a list of keys, or null for all) answered it at an instant: FROM compare_as_of([''acme'', ''bolt''], ''2026-07-01''); columns as in comparison';

CREATE OR REPLACE VIEW comparison AS
SELECT * FROM compare_as_of(NULL, 'infinity');
COMMENT ON VIEW comparison IS 'Question by question how every program answers it now, with one quote each';
COMMENT ON COLUMN comparison.question IS 'The question';
COMMENT ON COLUMN comparison.wording IS 'The question in words';
COMMENT ON COLUMN comparison.program IS 'The program';
COMMENT ON COLUMN comparison.name IS 'Its name';
COMMENT ON COLUMN comparison.status IS 'How far it answers';
COMMENT ON COLUMN comparison.since IS 'Since when';
COMMENT ON COLUMN comparison.quote IS 'Its best answer in its own words';
COMMENT ON COLUMN comparison.url IS 'Where that stands';
COMMENT ON COLUMN comparison.page IS 'Page on which the answer stands, of a PDF';
