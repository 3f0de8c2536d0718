CREATE OR REPLACE VIEW ledger_sources AS
SELECT source_id FROM sources
WHERE discovered_how IS NULL OR source_id NOT IN (
    SELECT source_id FROM candidates WHERE state = 'rejected' AND source_id IS NOT NULL
);
COMMENT ON VIEW ledger_sources IS 'The sources that a ledger rests on: all that were ever watched, but for discovered ones that the operator rejected';
COMMENT ON COLUMN ledger_sources.source_id IS 'The source';

CREATE OR REPLACE VIEW discovered_sources AS
SELECT
    s.source_id, s.program, s.url, s.discovered_how, s.discovered_from, s.discovered_at, s.discovered_why, s.watched,
    c.promise, c.absent_at
FROM sources AS s LEFT JOIN candidates AS c ON c.source_id = s.source_id AND c.program = s.program
WHERE s.discovered_how IS NOT NULL
ORDER BY s.discovered_at, s.source_id;
COMMENT ON VIEW discovered_sources IS 'The sources that no file declares: where, by what, when and why each was found';
COMMENT ON COLUMN discovered_sources.source_id IS 'The source';
COMMENT ON COLUMN discovered_sources.program IS 'Its program';
COMMENT ON COLUMN discovered_sources.url IS 'Its address';
COMMENT ON COLUMN discovered_sources.discovered_how IS 'By what it was found';
COMMENT ON COLUMN discovered_sources.discovered_from IS 'Address of the place that led to it';
COMMENT ON COLUMN discovered_sources.discovered_at IS 'When it was enrolled';
COMMENT ON COLUMN discovered_sources.discovered_why IS 'What spoke for it';
COMMENT ON COLUMN discovered_sources.watched IS 'Whether it is watched';
COMMENT ON COLUMN discovered_sources.promise IS 'What spoke for and against it before it was read; null for the entry of a feed';
COMMENT ON COLUMN discovered_sources.absent_at IS 'When the place was read last without it; null when it was there at the first reading';
