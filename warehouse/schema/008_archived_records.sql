-- What stands where in archives that were read: revisits and redirects find what they repeat or lead to in any later import.
CREATE TABLE archived_records (
    record VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    captured_at TIMESTAMPTZ NOT NULL,
    kind VARCHAR NOT NULL,
    status INTEGER NOT NULL,
    target VARCHAR,
    snapshot VARCHAR,
    payload VARCHAR,
    plain VARCHAR,
    whole VARCHAR,
    refers_place VARCHAR,
    refers_at TIMESTAMPTZ,
    headers JSON,
    media VARCHAR,
    truncated BOOLEAN NOT NULL,
    attempt JSON,
    file VARCHAR NOT NULL,
    member VARCHAR,
    position BIGINT NOT NULL,
    taken BOOLEAN NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE archived_records IS 'Pages, redirects and revisits that stand in archives which were imported, also those of no source; what is not taken yet may be when its bytes arrive';
COMMENT ON COLUMN archived_records.record IS 'Digest of what the record says, wherever it stands';
COMMENT ON COLUMN archived_records.place IS 'Its address in the form in which addresses are compared';
COMMENT ON COLUMN archived_records.url IS 'Its address as archived';
COMMENT ON COLUMN archived_records.captured_at IS 'When it was archived';
COMMENT ON COLUMN archived_records.kind IS 'answer, redirect, revisit (the bytes of another record), or unchanged (a 304)';
COMMENT ON COLUMN archived_records.status IS 'HTTP status, 0 where a revisit has none';
COMMENT ON COLUMN archived_records.target IS 'Of a redirect the address that it leads to, in the form in which addresses are compared';
COMMENT ON COLUMN archived_records.snapshot IS 'SHA-256 of its decoded bytes, of a revisit those that it repeats; null until they are found';
COMMENT ON COLUMN archived_records.payload IS 'Digest of the bytes as sent, as the archive states it: algorithm:BASE32';
COMMENT ON COLUMN archived_records.plain IS 'SHA-1 of the decoded bytes, sha1:BASE32';
COMMENT ON COLUMN archived_records.whole IS 'SHA-256 of the decoded bytes, sha256:BASE32';
COMMENT ON COLUMN archived_records.refers_place IS 'Of a revisit the address of what it repeats';
COMMENT ON COLUMN archived_records.refers_at IS 'Of a revisit the time of what it repeats';
COMMENT ON COLUMN archived_records.headers IS 'Of a revisit its response headers: a list of [name, value]';
COMMENT ON COLUMN archived_records.media IS 'Content type as the server gave it';
COMMENT ON COLUMN archived_records.truncated IS 'Whether the bytes end before the page does';
COMMENT ON COLUMN archived_records.attempt IS 'What another Gapwatch says of the attempt, in archives that one wrote';
COMMENT ON COLUMN archived_records.file IS 'Path of the file that it was read from last';
COMMENT ON COLUMN archived_records.member IS 'WARC file within that file when it is a WACZ';
COMMENT ON COLUMN archived_records.position IS 'Where the record begins, in bytes';
COMMENT ON COLUMN archived_records.taken IS 'Of revisits: whether it became a capture';
COMMENT ON COLUMN archived_records.run_id IS 'The import that read it last';

CREATE TABLE archived_ways (
    source_id VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    captured_at TIMESTAMPTZ NOT NULL,
    snapshot VARCHAR,
    redirects VARCHAR[] NOT NULL,
    permanent BOOLEAN NOT NULL
);
COMMENT ON TABLE archived_ways IS 'Captures that archived redirects of a source led to; replaced when a later import holds one that is nearer in time';
COMMENT ON COLUMN archived_ways.source_id IS 'The source whose redirects were followed';
COMMENT ON COLUMN archived_ways.record IS 'The record that they led to';
COMMENT ON COLUMN archived_ways.captured_at IS 'When that was archived';
COMMENT ON COLUMN archived_ways.snapshot IS 'Its bytes, or null for a 304';
COMMENT ON COLUMN archived_ways.redirects IS 'Addresses passed on the way';
COMMENT ON COLUMN archived_ways.permanent IS 'Whether all of the redirects were permanent';
