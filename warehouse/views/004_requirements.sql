CREATE OR REPLACE MACRO requirement_history_as_of(instant) AS TABLE
SELECT
    h.program, h.source_id, s.url, h.identity, r.kind, r.subject, r.attribute, r.comparator, r.value, r.value_max,
    r.value_type, r.value_number, r.unit, r.per, r.due, r.condition, h.valid_from, h.valid_to,
    r.quote, r.section, h.snapshot, h.document, r.start_offset, r.end_offset,
    page_at(d.pages, r.start_offset) AS page
FROM requirement_periods_as_of(instant) AS h
JOIN requirements AS r ON r.document = h.document AND r.ordinal = h.ordinal
JOIN sources AS s ON s.source_id = h.source_id
LEFT JOIN (SELECT document, pages FROM documents) AS d ON d.document = h.document
ORDER BY h.program, h.source_id, h.identity, h.valid_from;
COMMENT ON MACRO TABLE requirement_history_as_of IS 'How long each requirement had held with one value by an instant; columns as in requirement_history';

CREATE OR REPLACE VIEW requirement_history AS
SELECT * FROM requirement_history_as_of('infinity');
COMMENT ON VIEW requirement_history IS 'How long each requirement held with one value, as the first capture that stated it so words it';
COMMENT ON COLUMN requirement_history.program IS 'The program';
COMMENT ON COLUMN requirement_history.source_id IS 'The source that states it';
COMMENT ON COLUMN requirement_history.url IS 'Its address';
COMMENT ON COLUMN requirement_history.identity IS 'Stays the same while words and values change';
COMMENT ON COLUMN requirement_history.kind IS 'Kind of requirement';
COMMENT ON COLUMN requirement_history.subject IS 'What it applies to';
COMMENT ON COLUMN requirement_history.attribute IS 'What is measured';
COMMENT ON COLUMN requirement_history.comparator IS '>=, >, <=, <, =, between, or null';
COMMENT ON COLUMN requirement_history.value IS 'The value as JSON';
COMMENT ON COLUMN requirement_history.value_max IS 'Upper value as JSON';
COMMENT ON COLUMN requirement_history.value_type IS 'number, duration, date, text, boolean or null';
COMMENT ON COLUMN requirement_history.value_number IS 'The value when it is a number';
COMMENT ON COLUMN requirement_history.unit IS 'Unit of the value';
COMMENT ON COLUMN requirement_history.per IS 'Period of a rate';
COMMENT ON COLUMN requirement_history.due IS 'Date or period the value is bound to';
COMMENT ON COLUMN requirement_history.condition IS 'Qualifying words';
COMMENT ON COLUMN requirement_history.valid_from IS 'Capture time of the first capture that stated it so';
COMMENT ON COLUMN requirement_history.valid_to IS 'Capture time of the first capture that did not, or null while it holds';
COMMENT ON COLUMN requirement_history.quote IS 'The evidence';
COMMENT ON COLUMN requirement_history.section IS 'Path of headings above it';
COMMENT ON COLUMN requirement_history.snapshot IS 'Snapshot in which the quote stands';
COMMENT ON COLUMN requirement_history.document IS 'Document in which it stands';
COMMENT ON COLUMN requirement_history.start_offset IS 'Where the quote begins in documents.text';
COMMENT ON COLUMN requirement_history.end_offset IS 'Where it ends';
COMMENT ON COLUMN requirement_history.page IS 'Page on which the quote stands, of a PDF';

CREATE OR REPLACE MACRO requirements_as_of(instant) AS TABLE
SELECT * FROM requirement_history_as_of(instant) WHERE valid_to IS NULL;
COMMENT ON MACRO TABLE requirements_as_of IS 'What the programs'' sources stated at an instant; columns as in current_requirements';

CREATE OR REPLACE VIEW current_requirements AS
SELECT * FROM requirements_as_of('infinity');
COMMENT ON VIEW current_requirements IS 'What the programs'' sources state now; columns as in requirement_history';
COMMENT ON COLUMN current_requirements.program IS 'The program';
COMMENT ON COLUMN current_requirements.source_id IS 'The source that states it';
COMMENT ON COLUMN current_requirements.url IS 'Its address';
COMMENT ON COLUMN current_requirements.identity IS 'Stays the same while words and values change';
COMMENT ON COLUMN current_requirements.kind IS 'Kind of requirement';
COMMENT ON COLUMN current_requirements.subject IS 'What it applies to';
COMMENT ON COLUMN current_requirements.attribute IS 'What is measured';
COMMENT ON COLUMN current_requirements.comparator IS '>=, >, <=, <, =, between, or null';
COMMENT ON COLUMN current_requirements.value IS 'The value as JSON';
COMMENT ON COLUMN current_requirements.value_max IS 'Upper value as JSON';
COMMENT ON COLUMN current_requirements.value_type IS 'number, duration, date, text, boolean or null';
COMMENT ON COLUMN current_requirements.value_number IS 'The value when it is a number';
COMMENT ON COLUMN current_requirements.unit IS 'Unit of the value';
COMMENT ON COLUMN current_requirements.per IS 'Period of a rate';
COMMENT ON COLUMN current_requirements.due IS 'Date or period the value is bound to';
COMMENT ON COLUMN current_requirements.condition IS 'Qualifying words';
COMMENT ON COLUMN current_requirements.valid_from IS 'Capture time of the first capture that stated it so';
COMMENT ON COLUMN current_requirements.valid_to IS 'Capture time of the first capture that did not, or null while it holds';
COMMENT ON COLUMN current_requirements.quote IS 'The evidence';
COMMENT ON COLUMN current_requirements.section IS 'Path of headings above it';
COMMENT ON COLUMN current_requirements.snapshot IS 'Snapshot in which the quote stands';
COMMENT ON COLUMN current_requirements.document IS 'Document in which it stands';
COMMENT ON COLUMN current_requirements.start_offset IS 'Where the quote begins in documents.text';
COMMENT ON COLUMN current_requirements.end_offset IS 'Where it ends';
COMMENT ON COLUMN current_requirements.page IS 'Page on which the quote stands, of a PDF';
