-- Which promises are known since when, and which of their dates people were reminded of.
CREATE TABLE commitment_notices (
    promise VARCHAR NOT NULL,
    stage INTEGER,
    program VARCHAR NOT NULL,
    noted_at TIMESTAMPTZ NOT NULL,
    alert VARCHAR
);
COMMENT ON TABLE commitment_notices IS 'Promises as they became known to a run, and what was told of their dates; append-only, so that nothing is told twice';
COMMENT ON COLUMN commitment_notices.promise IS 'Digest of program, number, unit and last day';
COMMENT ON COLUMN commitment_notices.stage IS 'Days before the last day that were told of, 0 for the day having passed; null when the promise became known';
COMMENT ON COLUMN commitment_notices.program IS 'The program';
COMMENT ON COLUMN commitment_notices.noted_at IS 'When it was settled';
COMMENT ON COLUMN commitment_notices.alert IS 'The alert that tells it; null when the promise became known';
COMMENT ON COLUMN alerts.type IS 'digest (changes of a run), summary (a program''s first run) or reminder (promises that come due)';
