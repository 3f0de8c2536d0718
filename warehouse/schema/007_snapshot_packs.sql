-- Successive versions of a page in one frame: what `compact` makes of the loose frames that runs leave.
CREATE TABLE snapshot_packs (
    pack BIGINT NOT NULL,
    source_id VARCHAR NOT NULL,
    base VARCHAR,
    level INTEGER NOT NULL,
    length BIGINT NOT NULL,
    bytes BLOB USING COMPRESSION uncompressed NOT NULL
);
COMMENT ON TABLE snapshot_packs IS 'Successive snapshots of a source in one zstd frame, oldest first: each is expressed by what stands before it';
COMMENT ON COLUMN snapshot_packs.pack IS 'Number of the pack';
COMMENT ON COLUMN snapshot_packs.source_id IS 'The source that captured them first';
COMMENT ON COLUMN snapshot_packs.base IS 'Snapshot whose decoded bytes are the frame''s prefix, or null; it stands in a pack that has none itself';
COMMENT ON COLUMN snapshot_packs.level IS 'zstd level that it was made with';
COMMENT ON COLUMN snapshot_packs.length IS 'Length of the decoded frame';
COMMENT ON COLUMN snapshot_packs.bytes IS 'zstd frame of the decoded bytes of its snapshots, one after another';

ALTER TABLE snapshots ADD COLUMN pack BIGINT;
ALTER TABLE snapshots ADD COLUMN start BIGINT;
ALTER TABLE snapshot_bases ADD COLUMN alone BIGINT;
COMMENT ON COLUMN snapshots.stored IS 'Length of what is stored for it; of a packed one its share in the frame, by length';
COMMENT ON COLUMN snapshots.base IS 'Of a loose snapshot the one that serves as dictionary (then the bytes are in snapshot_differences), or null (snapshot_bodies)';
COMMENT ON COLUMN snapshots.pack IS 'Pack that it stands in, or null when it is loose';
COMMENT ON COLUMN snapshots.start IS 'Where it begins in the decoded pack';
COMMENT ON TABLE snapshot_bodies IS 'Loose snapshots stored whole, zstd frames';
COMMENT ON TABLE snapshot_differences IS 'Loose snapshots stored as zstd frames that need their base as raw-content dictionary';
COMMENT ON TABLE snapshot_bases IS 'Which snapshot serves as dictionary for new ones of a source; the newest row counts';
COMMENT ON COLUMN snapshot_bases.snapshot IS 'A snapshot that is stored whole, or in a pack';
COMMENT ON COLUMN snapshot_bases.alone IS 'Length of its own frame; null where snapshots.stored says it';
