-- What captures say: a pure function of snapshots, configuration and rules.
CREATE TABLE documents (
    document VARCHAR NOT NULL,
    rules VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    language VARCHAR,
    published VARCHAR,
    modified VARCHAR,
    text VARCHAR NOT NULL,
    blocks JSON NOT NULL
);
COMMENT ON TABLE documents IS 'What a capture says: one row for each distinct canonical content';
COMMENT ON COLUMN documents.document IS 'Canonical digest; captures with the same one say the same';
COMMENT ON COLUMN documents.rules IS 'Version of the rules that read it';
COMMENT ON COLUMN documents.title IS 'Title of the page';
COMMENT ON COLUMN documents.language IS 'Language as the page declares it (BCP 47, lower case)';
COMMENT ON COLUMN documents.published IS 'ISO date as precise as the page gives it';
COMMENT ON COLUMN documents.modified IS 'ISO date as precise as the page gives it';
COMMENT ON COLUMN documents.text IS 'The text that all offsets refer to';
COMMENT ON COLUMN documents.blocks IS 'Ordered blocks without their text (text[start:end] gives it): kind, start, end, section, and what else is not empty';

CREATE TABLE requirements (
    document VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    attribute VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    comparator VARCHAR,
    value_type VARCHAR NOT NULL,
    value JSON NOT NULL,
    value_number DOUBLE,
    value_text VARCHAR,
    value_boolean BOOLEAN,
    value_max JSON NOT NULL,
    unit VARCHAR,
    per VARCHAR,
    due VARCHAR,
    condition VARCHAR,
    quote VARCHAR NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    section VARCHAR[] NOT NULL
);
COMMENT ON TABLE requirements IS 'Typed statements read from documents, each with its quote';
COMMENT ON COLUMN requirements.document IS 'The document';
COMMENT ON COLUMN requirements.ordinal IS 'Position in the document''s requirements, from 0';
COMMENT ON COLUMN requirements.kind IS 'Kind of requirement';
COMMENT ON COLUMN requirements.subject IS 'What it applies to, as the page names it';
COMMENT ON COLUMN requirements.attribute IS 'What is measured, in the page''s words';
COMMENT ON COLUMN requirements.key IS 'Normalised attribute, by which versions are compared';
COMMENT ON COLUMN requirements.comparator IS '>=, >, <=, <, =, between, or null';
COMMENT ON COLUMN requirements.value_type IS 'number, duration, date, text, boolean or null';
COMMENT ON COLUMN requirements.value IS 'The value as JSON, whatever its type';
COMMENT ON COLUMN requirements.value_number IS 'The value when it is a number';
COMMENT ON COLUMN requirements.value_text IS 'The value when it is a text, an ISO 8601 duration or an ISO date';
COMMENT ON COLUMN requirements.value_boolean IS 'The value when it is true or false';
COMMENT ON COLUMN requirements.value_max IS 'Upper value of a range or scale as JSON';
COMMENT ON COLUMN requirements.unit IS 'people, points, percent, ISO 4217 code, or null';
COMMENT ON COLUMN requirements.per IS 'Period of a rate (P1Y for per year), or null';
COMMENT ON COLUMN requirements.due IS 'ISO date or period that the value is bound to, or null';
COMMENT ON COLUMN requirements.condition IS 'Qualifying words, or null';
COMMENT ON COLUMN requirements.quote IS 'The exact text found';
COMMENT ON COLUMN requirements.start_offset IS 'Where the quote begins in documents.text, in code points from 0';
COMMENT ON COLUMN requirements.end_offset IS 'Where the quote ends';
COMMENT ON COLUMN requirements.section IS 'Path of headings above it';

CREATE TABLE mentions (
    document VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    question VARCHAR NOT NULL,
    facet VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL
);
COMMENT ON TABLE mentions IS 'Places where a document speaks of a facet''s topic';
COMMENT ON COLUMN mentions.document IS 'The document';
COMMENT ON COLUMN mentions.ordinal IS 'Position in the document''s mentions, from 0';
COMMENT ON COLUMN mentions.question IS 'The question';
COMMENT ON COLUMN mentions.facet IS 'The facet';
COMMENT ON COLUMN mentions.quote IS 'The exact text found';
COMMENT ON COLUMN mentions.start_offset IS 'Where the quote begins in documents.text, in code points from 0';
COMMENT ON COLUMN mentions.end_offset IS 'Where the quote ends';

CREATE TABLE document_facets (
    document VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    facet VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    evidence INTEGER[] NOT NULL
);
COMMENT ON TABLE document_facets IS 'What one document says on each facet, as if it were official; facets it is silent on have no row';
COMMENT ON COLUMN document_facets.document IS 'The document';
COMMENT ON COLUMN document_facets.question IS 'The question';
COMMENT ON COLUMN document_facets.facet IS 'The facet';
COMMENT ON COLUMN document_facets.status IS 'documented or mentioned';
COMMENT ON COLUMN document_facets.evidence IS 'Ordinals of the requirements (documented) or mentions (mentioned) that show it';
