-- The truth: append-only, but for outcome, reason and document of a fetch that brought bytes: those follow from the bytes
-- and the rules, and a rebuild judges them again. Everything in later files can be dropped and derived from these tables.
CREATE TABLE runs (
    run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    rules VARCHAR NOT NULL,
    fetches INTEGER NOT NULL
);
COMMENT ON TABLE runs IS 'One row for each batch that a run or an import recorded';
COMMENT ON COLUMN runs.run_id IS 'The run';
COMMENT ON COLUMN runs.recorded_at IS 'When the batch was committed';
COMMENT ON COLUMN runs.rules IS 'Version of the rules that read its documents';
COMMENT ON COLUMN runs.fetches IS 'Attempts in the batch';

CREATE TABLE fetches (
    sequence BIGINT NOT NULL,
    source_id VARCHAR NOT NULL,
    program VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ NOT NULL,
    tries INTEGER NOT NULL,
    outcome VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    status INTEGER,
    final_url VARCHAR,
    permanent BOOLEAN NOT NULL,
    redirects VARCHAR[] NOT NULL,
    truncated BOOLEAN NOT NULL,
    etag VARCHAR,
    last_modified VARCHAR,
    headers JSON,
    snapshot VARCHAR,
    confirms VARCHAR,
    document VARCHAR,
    recorded_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL,
    archive VARCHAR
);
COMMENT ON TABLE fetches IS 'Every attempt to get a source, with its outcome, whether or not it brought bytes';
COMMENT ON COLUMN fetches.sequence IS 'Order in which attempts were recorded, from 1';
COMMENT ON COLUMN fetches.source_id IS 'The source';
COMMENT ON COLUMN fetches.program IS 'Its program';
COMMENT ON COLUMN fetches.url IS 'Address that was asked for';
COMMENT ON COLUMN fetches.started_at IS 'When the attempt began; the capture time of what it brought';
COMMENT ON COLUMN fetches.finished_at IS 'When it ended';
COMMENT ON COLUMN fetches.tries IS 'How often it was tried';
COMMENT ON COLUMN fetches.outcome IS 'healthy, unchanged (304), or what stood in the way';
COMMENT ON COLUMN fetches.reason IS 'Why it was judged so, in words a person can check';
COMMENT ON COLUMN fetches.status IS 'HTTP status, or null when nothing came';
COMMENT ON COLUMN fetches.final_url IS 'Address that answered, after redirects';
COMMENT ON COLUMN fetches.permanent IS 'Whether every redirect on the way was permanent (301 or 308)';
COMMENT ON COLUMN fetches.redirects IS 'Addresses passed on the way, without the final one';
COMMENT ON COLUMN fetches.truncated IS 'Whether the bytes end before the page does';
COMMENT ON COLUMN fetches.etag IS 'Validator as the server gave it';
COMMENT ON COLUMN fetches.last_modified IS 'Validator as the server gave it';
COMMENT ON COLUMN fetches.headers IS 'All response headers: a list of [name, value]';
COMMENT ON COLUMN fetches.snapshot IS 'SHA-256 of the decoded bytes, or null when nothing came';
COMMENT ON COLUMN fetches.confirms IS 'Of an unchanged fetch (304) the snapshot whose validators were sent, which therefore still stands';
COMMENT ON COLUMN fetches.document IS 'Canonical digest of what it says, when healthy';
COMMENT ON COLUMN fetches.recorded_at IS 'When this became known here';
COMMENT ON COLUMN fetches.run_id IS 'The run that made or imported it';
COMMENT ON COLUMN fetches.archive IS 'WARC file it was taken from, or null when fetched by ourselves';

CREATE TABLE snapshots (
    snapshot VARCHAR NOT NULL,
    length BIGINT NOT NULL,
    stored BIGINT NOT NULL,
    base VARCHAR
);
COMMENT ON TABLE snapshots IS 'Content-addressed bytes as received; each content once';
COMMENT ON COLUMN snapshots.snapshot IS 'SHA-256 of the decoded bytes, hexadecimal';
COMMENT ON COLUMN snapshots.length IS 'Length of the decoded bytes';
COMMENT ON COLUMN snapshots.stored IS 'Length of what is stored for it';
COMMENT ON COLUMN snapshots.base IS 'Snapshot that serves as dictionary (then the bytes are in snapshot_differences), or null (snapshot_bodies)';

CREATE TABLE snapshot_bodies (
    snapshot VARCHAR NOT NULL,
    bytes BLOB USING COMPRESSION uncompressed NOT NULL
);
COMMENT ON TABLE snapshot_bodies IS 'Snapshots stored whole, zstd frames';
COMMENT ON COLUMN snapshot_bodies.snapshot IS 'The snapshot';
COMMENT ON COLUMN snapshot_bodies.bytes IS 'zstd frame of the decoded bytes';

CREATE TABLE snapshot_differences (
    snapshot VARCHAR NOT NULL,
    bytes BLOB USING COMPRESSION uncompressed NOT NULL
);
COMMENT ON TABLE snapshot_differences IS 'Snapshots stored as zstd frames that need their base as raw-content dictionary';
COMMENT ON COLUMN snapshot_differences.snapshot IS 'The snapshot';
COMMENT ON COLUMN snapshot_differences.bytes IS 'zstd frame made with the decoded bytes of snapshots.base as prefix';

CREATE TABLE snapshot_bases (
    sequence BIGINT NOT NULL,
    source_id VARCHAR NOT NULL,
    snapshot VARCHAR NOT NULL
);
COMMENT ON TABLE snapshot_bases IS 'Which whole snapshot serves as dictionary for a source; the newest row counts';
COMMENT ON COLUMN snapshot_bases.sequence IS 'Sequence of the fetch that brought it';
COMMENT ON COLUMN snapshot_bases.source_id IS 'The source';
COMMENT ON COLUMN snapshot_bases.snapshot IS 'A snapshot that is stored whole';
