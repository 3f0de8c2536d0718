-- How far history was taken from web archives: what their indexes list, and what became of each capture.
CREATE TABLE backfill_listings (
    archive VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    since VARCHAR NOT NULL,
    until VARCHAR NOT NULL,
    thinned VARCHAR NOT NULL,
    newest VARCHAR NOT NULL,
    complete BOOLEAN NOT NULL,
    listed_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE backfill_listings IS 'One question to the index (CDX server) of a web archive, and how far its answer was read';
COMMENT ON COLUMN backfill_listings.archive IS 'Name of the archive, as the settings call it';
COMMENT ON COLUMN backfill_listings.source_id IS 'Source whose history was asked for';
COMMENT ON COLUMN backfill_listings.url IS 'Address that was asked for: the source''s own or a former one';
COMMENT ON COLUMN backfill_listings.since IS 'First instant asked for (14 digits, UTC), or empty: from the beginning';
COMMENT ON COLUMN backfill_listings.until IS 'Last instant asked for (14 digits, UTC), or empty: until now';
COMMENT ON COLUMN backfill_listings.thinned IS 'How the archive was asked to thin its answer out (collapse), or empty';
COMMENT ON COLUMN backfill_listings.newest IS 'Instant of the last line that was read (14 digits, UTC); asking again begins there';
COMMENT ON COLUMN backfill_listings.complete IS 'Whether the answer was read to its end';
COMMENT ON COLUMN backfill_listings.listed_at IS 'When it was asked last';

CREATE TABLE backfill_captures (
    archive VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    captured_at TIMESTAMPTZ NOT NULL,
    digest VARCHAR NOT NULL,
    status INTEGER,
    mime VARCHAR NOT NULL,
    length BIGINT,
    state VARCHAR NOT NULL,
    tries INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    snapshot VARCHAR
);
COMMENT ON TABLE backfill_captures IS 'One capture that a web archive lists for a source, and what became of it here';
COMMENT ON COLUMN backfill_captures.archive IS 'Name of the archive, as the settings call it';
COMMENT ON COLUMN backfill_captures.source_id IS 'Source whose history it belongs to';
COMMENT ON COLUMN backfill_captures.url IS 'Address that was archived, as the archive writes it';
COMMENT ON COLUMN backfill_captures.captured_at IS 'When the archive took it, to the second';
COMMENT ON COLUMN backfill_captures.digest IS 'The archive''s own digest of the bytes (SHA-1, base32), or empty';
COMMENT ON COLUMN backfill_captures.status IS 'Status of the vendor''s answer as the archive lists it; null for a revisit';
COMMENT ON COLUMN backfill_captures.mime IS 'Media type as the archive lists it; warc/revisit for the same bytes once more';
COMMENT ON COLUMN backfill_captures.length IS 'Bytes of its record in the archive, compressed, or null';
COMMENT ON COLUMN backfill_captures.state IS 'planned; taken (downloaded); repeated (bytes known already); passed (no capture of its own, see reason); missing (see reason)';
COMMENT ON COLUMN backfill_captures.tries IS 'How often the archive was asked for it';
COMMENT ON COLUMN backfill_captures.reason IS 'What has to be said of it: why it is missing or passed, or what is odd about it';
COMMENT ON COLUMN backfill_captures.snapshot IS 'SHA-256 of the bytes it brought, or null';
