CREATE OR REPLACE VIEW board AS
SELECT
    p.program, p.name, q.question, q.wording,
    coalesce(c.status, 'unknown') AS status,
    c.valid_from AS since,
    date_diff('day', c.valid_from, now()) AS days,
    c.quote, s.url, c.snapshot
FROM programs AS p
CROSS JOIN questions AS q
LEFT JOIN coverage AS c
    ON c.program = p.program AND c.question = q.question AND c.facet IS NULL AND c.valid_to IS NULL
LEFT JOIN sources AS s USING (source_id)
ORDER BY p.name, q.ordinal;
COMMENT ON VIEW board IS 'The status of every question of every program now';
COMMENT ON COLUMN board.program IS 'The program';
COMMENT ON COLUMN board.name IS 'Its name';
COMMENT ON COLUMN board.question IS 'The question';
COMMENT ON COLUMN board.wording IS 'The question in words';
COMMENT ON COLUMN board.status IS 'documented, partial, mentioned, reported, undocumented or unknown';
COMMENT ON COLUMN board.since IS 'Capture time of the first capture that showed it so';
COMMENT ON COLUMN board.days IS 'For how many days';
COMMENT ON COLUMN board.quote IS 'The evidence when it became so';
COMMENT ON COLUMN board.url IS 'Where that stands';
COMMENT ON COLUMN board.snapshot IS 'The snapshot in which it stands';

CREATE OR REPLACE MACRO board_as_of(instant) AS TABLE
SELECT
    p.program, p.name, q.question, q.wording,
    coalesce(c.status, 'unknown') AS status,
    c.valid_from AS since, c.quote, s.url, c.snapshot
FROM programs AS p
CROSS JOIN questions AS q
LEFT JOIN coverage AS c
    ON c.program = p.program AND c.question = q.question AND c.facet IS NULL
    AND c.valid_from <= instant::TIMESTAMPTZ
    AND (c.valid_to IS NULL OR c.valid_to > instant::TIMESTAMPTZ)
LEFT JOIN sources AS s USING (source_id)
ORDER BY p.name, q.ordinal;
COMMENT ON MACRO TABLE board_as_of IS 'The board as vendors'' pages had it at an instant: FROM board_as_of(''2026-07-01'')';
