CREATE OR REPLACE VIEW requirement_provenance AS
SELECT
    p.program, p.source_id, p.identity, p.valid_from, p.valid_to, r.kind, r.subject, r.attribute, r.value, r.quote,
    r.start_offset, r.end_offset, page_at(d.pages, r.start_offset) AS page, p.document, d.rules AS read_by, p.snapshot,
    b.length, f.started_at AS seen_at, f.url, f.final_url, f.status AS http_status, f.recorded_at, f.run_id,
    f.rules AS judged_by, f.archive, f.memento
FROM requirement_periods AS p
LEFT JOIN requirements AS r ON r.document = p.document AND r.ordinal = p.ordinal
LEFT JOIN LATERAL (
    SELECT * FROM fetches AS f WHERE f.source_id = p.source_id AND f.snapshot = p.snapshot
    ORDER BY abs(epoch_us(f.started_at) - epoch_us(p.valid_from)), f.outcome <> 'healthy', f.sequence LIMIT 1
) AS f ON true
LEFT JOIN snapshots AS b ON b.snapshot = p.snapshot
LEFT JOIN documents AS d ON d.document = p.document;
COMMENT ON VIEW requirement_provenance IS 'From every period of a requirement to the capture that stated it first, its bytes, its archive, the rules and the run';
COMMENT ON COLUMN requirement_provenance.program IS 'The program';
COMMENT ON COLUMN requirement_provenance.source_id IS 'The source that states it';
COMMENT ON COLUMN requirement_provenance.identity IS 'What stays the same while words and values change';
COMMENT ON COLUMN requirement_provenance.valid_from IS 'Capture time of the first capture that stated it so';
COMMENT ON COLUMN requirement_provenance.valid_to IS 'Capture time of the first capture that did not, or null';
COMMENT ON COLUMN requirement_provenance.kind IS 'Kind of requirement';
COMMENT ON COLUMN requirement_provenance.subject IS 'What it applies to';
COMMENT ON COLUMN requirement_provenance.attribute IS 'What is measured';
COMMENT ON COLUMN requirement_provenance.value IS 'The value as JSON';
COMMENT ON COLUMN requirement_provenance.quote IS 'The evidence';
COMMENT ON COLUMN requirement_provenance.start_offset IS 'Where the quote begins in documents.text, in code points from 0';
COMMENT ON COLUMN requirement_provenance.end_offset IS 'Where it ends';
COMMENT ON COLUMN requirement_provenance.page IS 'Page on which it stands, of a PDF';
COMMENT ON COLUMN requirement_provenance.document IS 'Document in which the quote stands';
COMMENT ON COLUMN requirement_provenance.read_by IS 'Rules by which that document was read';
COMMENT ON COLUMN requirement_provenance.snapshot IS 'SHA-256 of the bytes in which it stands';
COMMENT ON COLUMN requirement_provenance.length IS 'Length of those bytes, or null when they were let go by policy';
COMMENT ON COLUMN requirement_provenance.seen_at IS 'Capture time of the capture of those bytes that is nearest to its date';
COMMENT ON COLUMN requirement_provenance.url IS 'Address that was asked for';
COMMENT ON COLUMN requirement_provenance.final_url IS 'Address that answered, after redirects';
COMMENT ON COLUMN requirement_provenance.http_status IS 'HTTP status';
COMMENT ON COLUMN requirement_provenance.recorded_at IS 'When that capture became known here';
COMMENT ON COLUMN requirement_provenance.run_id IS 'The run or import that brought it';
COMMENT ON COLUMN requirement_provenance.judged_by IS 'Rules by which it was judged';
COMMENT ON COLUMN requirement_provenance.archive IS 'Archive it came from: a WARC file''s name or a web archive''s host; null when fetched by ourselves';
COMMENT ON COLUMN requirement_provenance.memento IS 'Where in the archive it stands';

CREATE OR REPLACE VIEW change_provenance AS
SELECT
    c.id, c.program, c.type, c.source_id, c.captured_at, c.quote, quote_page(f.document, c.quote) AS page, f.document, d.rules AS read_by,
    coalesce(c.quoted_from, c.snapshot) AS snapshot,
    b.length, f.started_at AS seen_at, f.url, f.final_url, f.status AS http_status, f.recorded_at, f.run_id,
    f.rules AS judged_by, f.archive, f.memento
FROM changes AS c
LEFT JOIN LATERAL (
    SELECT * FROM fetches AS f WHERE f.source_id = c.source_id AND f.snapshot = coalesce(c.quoted_from, c.snapshot)
    ORDER BY abs(epoch_us(f.started_at) - epoch_us(c.captured_at)), f.outcome <> 'healthy', f.sequence LIMIT 1
) AS f ON true
LEFT JOIN snapshots AS b ON b.snapshot = coalesce(c.quoted_from, c.snapshot)
LEFT JOIN documents AS d ON d.document = f.document;
COMMENT ON VIEW change_provenance IS 'From every change to the capture that its quote stands in (without a quote: that showed it), its bytes, its archive, the rules and the run; the captures that prove an absence are in changes.proof';
COMMENT ON COLUMN change_provenance.id IS 'The change';
COMMENT ON COLUMN change_provenance.program IS 'The program';
COMMENT ON COLUMN change_provenance.type IS 'What kind of change';
COMMENT ON COLUMN change_provenance.source_id IS 'The source';
COMMENT ON COLUMN change_provenance.captured_at IS 'Its date';
COMMENT ON COLUMN change_provenance.quote IS 'The evidence';
COMMENT ON COLUMN change_provenance.page IS 'Page on which it stands, of a PDF';
COMMENT ON COLUMN change_provenance.document IS 'Document in which the quote stands';
COMMENT ON COLUMN change_provenance.read_by IS 'Rules by which that document was read';
COMMENT ON COLUMN change_provenance.snapshot IS 'SHA-256 of the bytes in which the quote stands; null when nothing came at all';
COMMENT ON COLUMN change_provenance.length IS 'Length of those bytes, or null when they were let go by policy';
COMMENT ON COLUMN change_provenance.seen_at IS 'Capture time of the capture of those bytes that is nearest to its date';
COMMENT ON COLUMN change_provenance.url IS 'Address that was asked for';
COMMENT ON COLUMN change_provenance.final_url IS 'Address that answered, after redirects';
COMMENT ON COLUMN change_provenance.http_status IS 'HTTP status';
COMMENT ON COLUMN change_provenance.recorded_at IS 'When that capture became known here';
COMMENT ON COLUMN change_provenance.run_id IS 'The run or import that brought it';
COMMENT ON COLUMN change_provenance.judged_by IS 'Rules by which it was judged';
COMMENT ON COLUMN change_provenance.archive IS 'Archive it came from: a WARC file''s name or a web archive''s host; null when fetched by ourselves';
COMMENT ON COLUMN change_provenance.memento IS 'Where in the archive it stands';

CREATE OR REPLACE VIEW coverage_provenance AS
SELECT
    c.program, c.question, c.facet, c.status, c.valid_from, c.valid_to, c.source_id, c.quote, quote_page(c.document, c.quote) AS page, c.document,
    d.rules AS read_by, c.snapshot,
    b.length, f.started_at AS seen_at, f.url, f.final_url, f.status AS http_status, f.recorded_at, f.run_id,
    f.rules AS judged_by, f.archive, f.memento
FROM coverage AS c
LEFT JOIN LATERAL (
    SELECT * FROM fetches AS f WHERE f.source_id = c.source_id AND f.snapshot = c.snapshot
    ORDER BY abs(epoch_us(f.started_at) - epoch_us(c.valid_from)), f.outcome <> 'healthy', f.sequence LIMIT 1
) AS f ON true
LEFT JOIN snapshots AS b ON b.snapshot = c.snapshot
LEFT JOIN documents AS d ON d.document = c.document;
COMMENT ON VIEW coverage_provenance IS 'From every period of a status to the capture that its quote stands in, its bytes, its archive, the rules and the run; what was read without finding it is in coverage.proof';
COMMENT ON COLUMN coverage_provenance.program IS 'The program';
COMMENT ON COLUMN coverage_provenance.question IS 'The question';
COMMENT ON COLUMN coverage_provenance.facet IS 'The facet, or null for the question as a whole';
COMMENT ON COLUMN coverage_provenance.status IS 'The status';
COMMENT ON COLUMN coverage_provenance.valid_from IS 'When the period began';
COMMENT ON COLUMN coverage_provenance.valid_to IS 'When it ended, or null';
COMMENT ON COLUMN coverage_provenance.source_id IS 'Source of the evidence';
COMMENT ON COLUMN coverage_provenance.quote IS 'The evidence';
COMMENT ON COLUMN coverage_provenance.page IS 'Page on which it stands, of a PDF';
COMMENT ON COLUMN coverage_provenance.document IS 'Document in which the quote stands';
COMMENT ON COLUMN coverage_provenance.read_by IS 'Rules by which that document was read';
COMMENT ON COLUMN coverage_provenance.snapshot IS 'SHA-256 of the bytes in which it stands';
COMMENT ON COLUMN coverage_provenance.length IS 'Length of those bytes, or null when they were let go by policy';
COMMENT ON COLUMN coverage_provenance.seen_at IS 'Capture time of the capture of those bytes that is nearest to its date';
COMMENT ON COLUMN coverage_provenance.url IS 'Address that was asked for';
COMMENT ON COLUMN coverage_provenance.final_url IS 'Address that answered, after redirects';
COMMENT ON COLUMN coverage_provenance.http_status IS 'HTTP status';
COMMENT ON COLUMN coverage_provenance.recorded_at IS 'When that capture became known here';
COMMENT ON COLUMN coverage_provenance.run_id IS 'The run or import that brought it';
COMMENT ON COLUMN coverage_provenance.judged_by IS 'Rules by which it was judged';
COMMENT ON COLUMN coverage_provenance.archive IS 'Archive it came from: a WARC file''s name or a web archive''s host; null when fetched by ourselves';
COMMENT ON COLUMN coverage_provenance.memento IS 'Where in the archive it stands';
