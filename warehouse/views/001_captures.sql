CREATE OR REPLACE VIEW captures AS
SELECT
    source_id, program, started_at AS captured_at, snapshot, status, final_url, redirects, permanent, headers,
    outcome, reason, document, recorded_at, run_id, archive, memento, rules, rendered
FROM fetches
WHERE snapshot IS NOT NULL;
COMMENT ON VIEW captures IS 'Every time that bytes of a source were received, walls included';
COMMENT ON COLUMN captures.source_id IS 'The source';
COMMENT ON COLUMN captures.program IS 'Its program';
COMMENT ON COLUMN captures.captured_at IS 'Capture time: when the vendor''s server said so';
COMMENT ON COLUMN captures.snapshot IS 'SHA-256 of the decoded bytes';
COMMENT ON COLUMN captures.status IS 'HTTP status';
COMMENT ON COLUMN captures.final_url IS 'Address that answered, after redirects';
COMMENT ON COLUMN captures.redirects IS 'Addresses passed on the way';
COMMENT ON COLUMN captures.permanent IS 'Whether every redirect was permanent';
COMMENT ON COLUMN captures.headers IS 'All response headers: a list of [name, value]';
COMMENT ON COLUMN captures.outcome IS 'healthy, or which wall';
COMMENT ON COLUMN captures.reason IS 'Why it was judged so';
COMMENT ON COLUMN captures.document IS 'What it says, when healthy';
COMMENT ON COLUMN captures.recorded_at IS 'Record time: when this became known here';
COMMENT ON COLUMN captures.run_id IS 'The run that made or imported it';
COMMENT ON COLUMN captures.archive IS 'Archive it was taken from: a WARC file''s name or a web archive''s host; null when fetched by ourselves';
COMMENT ON COLUMN captures.memento IS 'Where in the archive it stands: the record''s offset in the file, or the memento''s address';
COMMENT ON COLUMN captures.rules IS 'Version of the rules that judged it';
COMMENT ON COLUMN captures.rendered IS 'Whether a browser built it from the page''s scripts';

CREATE OR REPLACE MACRO captures_as_of(instant) AS TABLE
SELECT * FROM captures WHERE captured_at <= instant::TIMESTAMPTZ;
COMMENT ON MACRO TABLE captures_as_of IS 'Every time that bytes of a source were received up to an instant; columns as in captures';
