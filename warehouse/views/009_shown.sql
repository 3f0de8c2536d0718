-- What `gapwatch show` rests on: the status of each facet, and what the newest captures say on it.
CREATE OR REPLACE MACRO show_as_of(program_key, instant) AS TABLE
SELECT
    f.question, f.facet, f.wording, f.required,
    coalesce(c.status, 'unknown') AS status, c.valid_from AS since,
    date_diff('day', c.valid_from, least(instant::TIMESTAMPTZ, now())) AS days,
    c.quote, quote_page(c.document, c.quote) AS page, s.url, c.source_id, c.snapshot
FROM facets AS f
JOIN questions AS q USING (question)
LEFT JOIN (FROM coverage_as_of(instant) WHERE program = program_key AND valid_to IS NULL) AS c
    ON c.question = f.question AND c.facet = f.facet
LEFT JOIN sources AS s USING (source_id)
ORDER BY q.ordinal, f.ordinal;
COMMENT ON MACRO TABLE show_as_of IS 'The status of each facet of a program''s questions at an instant, with the evidence of when it became so: FROM show_as_of(''acme'', ''2026-07-01'')';

CREATE OR REPLACE MACRO evidence_as_of(program_key, instant) AS TABLE
WITH newest AS (
    SELECT
        source_id, arg_max(document, started_at) AS document, arg_max(snapshot, started_at) AS snapshot,
        max(started_at) AS captured_at
    FROM fetches_as_of(instant)
    WHERE outcome = 'healthy' AND program = program_key
    GROUP BY source_id
), told AS (
    SELECT n.*, f.question, f.facet, f.status, unnest(f.evidence) AS ordinal
    FROM newest AS n JOIN document_facets AS f USING (document)
)
SELECT
    t.question, t.facet, t.status, s.standing, r.kind, r.subject, r.attribute, r.comparator, r.value, r.value_max,
    r.unit, r.per, r.due, r.condition, coalesce(r.quote, m.quote) AS quote, r.section, s.url, t.captured_at,
    t.snapshot, t.source_id, page_at(d.pages, coalesce(r.start_offset, m.start_offset)) AS page
FROM told AS t
JOIN sources AS s ON s.source_id = t.source_id AND s.translation_of = ''
LEFT JOIN requirements AS r ON t.status = 'documented' AND r.document = t.document AND r.ordinal = t.ordinal
LEFT JOIN mentions AS m ON t.status = 'mentioned' AND m.document = t.document AND m.ordinal = t.ordinal
LEFT JOIN (SELECT document, pages FROM documents) AS d ON d.document = t.document
ORDER BY t.status, s.standing, t.question, t.facet, s.source_id, t.ordinal;
COMMENT ON MACRO TABLE evidence_as_of IS 'What the newest healthy captures up to an instant say on each facet of a program: requirements, then mentions';
