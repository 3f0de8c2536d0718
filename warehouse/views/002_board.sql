CREATE OR REPLACE MACRO board_as_of(instant) AS TABLE
SELECT
    p.program, p.name, q.question, q.wording,
    coalesce(c.status, 'unknown') AS status,
    c.valid_from AS since,
    date_diff('day', c.valid_from, least(instant::TIMESTAMPTZ, now())) AS days,
    c.quote, quote_page(c.document, c.quote) AS page, s.url, c.snapshot
FROM programs AS p
CROSS JOIN questions AS q
LEFT JOIN (FROM coverage_as_of(instant) WHERE facet IS NULL AND valid_to IS NULL) AS c
    ON c.program = p.program AND c.question = q.question
LEFT JOIN sources AS s USING (source_id)
ORDER BY p.name, q.ordinal;
COMMENT ON MACRO TABLE board_as_of IS 'The board as vendors'' pages had it at an instant (a date alone is its midnight): FROM board_as_of(''2026-07-01''); columns as in board';

CREATE OR REPLACE VIEW board AS
SELECT * FROM board_as_of('infinity');
COMMENT ON VIEW board IS 'The status of every question of every program now';
COMMENT ON COLUMN board.program IS 'The program';
COMMENT ON COLUMN board.name IS 'Its name';
COMMENT ON COLUMN board.question IS 'The question';
COMMENT ON COLUMN board.wording IS 'The question in words';
COMMENT ON COLUMN board.status IS 'documented, partial, mentioned, reported, undocumented or unknown';
COMMENT ON COLUMN board.since IS 'Capture time of the first capture that showed it so';
COMMENT ON COLUMN board.days IS 'For how many days';
COMMENT ON COLUMN board.quote IS 'The evidence when it became so';
COMMENT ON COLUMN board.page IS 'Page on which it stands, of a PDF';
COMMENT ON COLUMN board.url IS 'Where that stands';
COMMENT ON COLUMN board.snapshot IS 'The snapshot in which it stands';
