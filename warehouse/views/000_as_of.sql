-- What the ledger holds, as of an instant of capture time: periods that had begun by then, open where they had not ended
-- by then, and nothing in them that was captured later. 'infinity' is now. All other macros and views rest on these.
CREATE OR REPLACE MACRO page_at(pages, place) AS len(list_filter(pages, lambda start: start <= place))::INTEGER;
COMMENT ON MACRO page_at IS 'The page of a PDF on which a place in its text stands; null for what has no pages';
CREATE OR REPLACE MACRO quote_page(of_document, words) AS (
    SELECT page_at(any_value(d.pages), min(coalesce(r.start_offset, instr(d.text, words) - 1)))
    FROM documents AS d LEFT JOIN requirements AS r ON r.document = d.document AND r.quote = words
    WHERE d.document = of_document AND d.pages IS NOT NULL AND words IS NOT NULL
);
COMMENT ON MACRO quote_page IS 'The page on which a quote stands in a document: that of the first requirement with these words';

CREATE OR REPLACE MACRO fetches_as_of(instant) AS TABLE
SELECT * FROM fetches WHERE started_at <= instant::TIMESTAMPTZ;
COMMENT ON MACRO TABLE fetches_as_of IS 'Every attempt to get a source up to an instant; columns as in fetches';

CREATE OR REPLACE MACRO coverage_as_of(instant) AS TABLE
WITH captured AS (
    SELECT DISTINCT snapshot FROM fetches WHERE snapshot IS NOT NULL AND started_at <= instant::TIMESTAMPTZ
)
SELECT
    c.program, c.question, c.facet, c.status, c.valid_from,
    CASE WHEN c.valid_to <= instant::TIMESTAMPTZ THEN c.valid_to END AS valid_to,
    c.recorded_at, c.source_id,
    -- A fall is dated by the first capture that lacks the answer; what is said instead may stand in a later one.
    captured.snapshot, CASE WHEN captured.snapshot IS NOT NULL THEN c.document END AS document,
    CASE WHEN captured.snapshot IS NOT NULL THEN c.quote END AS quote,
    to_json(list_filter(
        c.proof::JSON[], lambda read: (read ->> 'captured_at')::TIMESTAMPTZ <= instant::TIMESTAMPTZ
    )) AS proof
FROM coverage AS c
LEFT JOIN captured USING (snapshot)
WHERE c.valid_from <= instant::TIMESTAMPTZ;
COMMENT ON MACRO TABLE coverage_as_of IS 'Periods of status that had begun by an instant; those that ended later are open, and what was captured later is left out; columns as in coverage';

CREATE OR REPLACE MACRO requirement_periods_as_of(instant) AS TABLE
SELECT * REPLACE (CASE WHEN valid_to <= instant::TIMESTAMPTZ THEN valid_to END AS valid_to)
FROM requirement_periods
WHERE valid_from <= instant::TIMESTAMPTZ;
COMMENT ON MACRO TABLE requirement_periods_as_of IS 'Periods of requirements that had begun by an instant; those that ended later are open; columns as in requirement_periods';

CREATE OR REPLACE MACRO changes_as_of(instant) AS TABLE
SELECT c.* REPLACE (
    CASE WHEN c.confirmed_at <= instant::TIMESTAMPTZ THEN c.confirmed_at END AS confirmed_at,
    list_filter(c.proof, lambda snapshot: list_contains(captured.snapshots, snapshot)) AS proof
)
FROM changes AS c
CROSS JOIN (
    SELECT coalesce(list(DISTINCT snapshot), []) AS snapshots FROM fetches WHERE started_at <= instant::TIMESTAMPTZ
) AS captured
WHERE c.captured_at <= instant::TIMESTAMPTZ;
COMMENT ON MACRO TABLE changes_as_of IS 'Changes dated up to an instant; confirmed_at is null where the capture that decided it was still to come; columns as in changes';
