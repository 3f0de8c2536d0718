-- Retention: which bytes were let go by policy, and which kept ones say the same.
CREATE TABLE pruned_snapshots (
    snapshot VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    length BIGINT NOT NULL,
    stand_in VARCHAR,
    policy VARCHAR NOT NULL,
    pruned_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE pruned_snapshots IS 'Snapshots whose bytes were let go by the retention policy; the captures that brought them stay, with outcome and document. Append-only';
COMMENT ON COLUMN pruned_snapshots.snapshot IS 'SHA-256 of the decoded bytes; stored again when a later capture brings them again';
COMMENT ON COLUMN pruned_snapshots.source_id IS 'The source (of a wall, one of those) that captured it';
COMMENT ON COLUMN pruned_snapshots.length IS 'Length of the decoded bytes';
COMMENT ON COLUMN pruned_snapshots.stand_in IS 'Stored snapshot of the same source that says the same document, by which it is judged when history is read again; null for a wall, which keeps its judgement';
COMMENT ON COLUMN pruned_snapshots.policy IS 'The setting that let it go, as raw_days = 90';
COMMENT ON COLUMN pruned_snapshots.pruned_at IS 'When that was';
