-- Addresses that pages give as their own: with redirects and equal documents they say where a source went.
CREATE TABLE page_addresses (
    source_id VARCHAR NOT NULL,
    snapshot VARCHAR NOT NULL,
    address VARCHAR NOT NULL
);
COMMENT ON TABLE page_addresses IS 'Which address a page names as its own (rel=canonical), where that is another than the one that answered; append-only';
COMMENT ON COLUMN page_addresses.source_id IS 'The source';
COMMENT ON COLUMN page_addresses.snapshot IS 'The bytes, or the headers that came with them, that say so';
COMMENT ON COLUMN page_addresses.address IS 'The address, whole';
