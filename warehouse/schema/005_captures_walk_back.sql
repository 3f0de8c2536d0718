-- What a capture can be walked back to: where it stands in its archive, and by which rules it was judged.
ALTER TABLE fetches ADD COLUMN memento VARCHAR;
ALTER TABLE fetches ADD COLUMN rules VARCHAR;
COMMENT ON COLUMN fetches.archive IS 'Archive it was taken from: a WARC file''s name or a web archive''s host; null when fetched by ourselves';
COMMENT ON COLUMN fetches.memento IS 'Where in the archive it stands: the record''s offset in the file, or the memento''s address; null when not from one';
COMMENT ON COLUMN fetches.rules IS 'Version of the rules that outcome, reason and document were judged by; null before that was noted';
