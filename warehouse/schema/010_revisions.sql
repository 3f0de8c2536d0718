-- What was said before: when captures of earlier days become known, the ledger takes the true date, and this keeps the other.
CREATE TABLE revisions (
    program VARCHAR NOT NULL,
    revised VARCHAR NOT NULL,
    type VARCHAR,
    question VARCHAR,
    facet VARCHAR,
    value JSON NOT NULL,
    source_id VARCHAR,
    kind VARCHAR,
    subject VARCHAR,
    attribute VARCHAR,
    dated_before TIMESTAMPTZ NOT NULL,
    dated_after TIMESTAMPTZ,
    change_before VARCHAR,
    change_after VARCHAR,
    snapshot_before VARCHAR,
    snapshot_after VARCHAR,
    alert VARCHAR,
    recorded_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE revisions IS 'Dates that the ledger gave and gives otherwise since captures of earlier days became known (as statistics call a corrected figure); append-only. What better rules or another configuration bring is no revision but a re-reading';
COMMENT ON COLUMN revisions.program IS 'The program';
COMMENT ON COLUMN revisions.revised IS 'What was dated: change, status (of a question or facet), or requirement';
COMMENT ON COLUMN revisions.type IS 'Of a change its type';
COMMENT ON COLUMN revisions.question IS 'The question, for gaps and statuses';
COMMENT ON COLUMN revisions.facet IS 'The facet, or null for the question as a whole';
COMMENT ON COLUMN revisions.value IS 'What it was, as JSON: the status, what the change led to (of a removal what went), or of a requirement a list of comparator, value, value_max, unit, per, due';
COMMENT ON COLUMN revisions.source_id IS 'The source that states the requirement or showed the change; null for gaps and statuses, which another page may show first';
COMMENT ON COLUMN revisions.kind IS 'Kind of the requirement';
COMMENT ON COLUMN revisions.subject IS 'Subject of the requirement';
COMMENT ON COLUMN revisions.attribute IS 'Attribute of the requirement';
COMMENT ON COLUMN revisions.dated_before IS 'Capture time that the ledger gave before';
COMMENT ON COLUMN revisions.dated_after IS 'Capture time that it gave from then on, or null when the captures do not show it any more';
COMMENT ON COLUMN revisions.change_before IS 'Of a change its id before';
COMMENT ON COLUMN revisions.change_after IS 'Of a change its id with the true date';
COMMENT ON COLUMN revisions.snapshot_before IS 'Snapshot that had shown it first';
COMMENT ON COLUMN revisions.snapshot_after IS 'Snapshot that shows it first now: the capture that taught us better, which names its archive';
COMMENT ON COLUMN revisions.alert IS 'Alert that had told people the date before, or null; its payload stays as it was told';
COMMENT ON COLUMN revisions.recorded_at IS 'Record time: until when the date before was given';
COMMENT ON COLUMN revisions.run_id IS 'The run or import whose captures taught us better';
