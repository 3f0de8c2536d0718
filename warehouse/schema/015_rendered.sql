-- Captures that a browser built from the page's scripts.
ALTER TABLE fetches ADD COLUMN rendered BOOLEAN DEFAULT false;
COMMENT ON COLUMN fetches.rendered IS 'Whether the bytes are what a browser built of the page, not what the server sent';
