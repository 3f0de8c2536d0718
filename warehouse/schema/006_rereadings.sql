-- Re-readings: history read again because the rules or the configuration are others, and what that moved.
COMMENT ON COLUMN fetches.rules IS 'What outcome, reason and document were judged by: the version of the rules, a stroke, and a digest of how the source is read (kind, language, selectors); after "kept: " when the bytes can no longer be judged again; null before that was noted';

CREATE TABLE rule_versions (
    rules VARCHAR NOT NULL,
    noted_at TIMESTAMPTZ NOT NULL,
    made_of JSON NOT NULL
);
COMMENT ON TABLE rule_versions IS 'What each version of the rules was made of, so that a re-reading can say which part is another one';
COMMENT ON COLUMN rule_versions.rules IS 'The version';
COMMENT ON COLUMN rule_versions.noted_at IS 'When it was first used here';
COMMENT ON COLUMN rule_versions.made_of IS 'Parts by name: a digest of the extractors, one of each question and language, the versions of the libraries that read';

CREATE TABLE rereadings (
    rereading INTEGER NOT NULL,
    rules_before VARCHAR,
    rules_after VARCHAR NOT NULL,
    cause VARCHAR[] NOT NULL,
    everything BOOLEAN NOT NULL,
    up_to BIGINT NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    captures INTEGER,
    kept INTEGER,
    documents INTEGER,
    differing INTEGER,
    outcomes INTEGER,
    requirements INTEGER,
    statuses INTEGER,
    changes INTEGER
);
COMMENT ON TABLE rereadings IS 'Passes over history that judged and read captures again; nobody is alerted of what they move';
COMMENT ON COLUMN rereadings.rereading IS 'Number of the pass, from 1';
COMMENT ON COLUMN rereadings.rules_before IS 'Version of the rules by which most of these captures had been judged';
COMMENT ON COLUMN rereadings.rules_after IS 'Version of the rules that judged them now';
COMMENT ON COLUMN rereadings.cause IS 'What is other than before: parts of the rules, sources that are read in another way; or that it was asked for';
COMMENT ON COLUMN rereadings.everything IS 'Whether captures that today''s rules had judged already were read again as well';
COMMENT ON COLUMN rereadings.up_to IS 'Newest fetch when the pass began';
COMMENT ON COLUMN rereadings.started_at IS 'When it began';
COMMENT ON COLUMN rereadings.finished_at IS 'When its results became those that hold; null while it is under way';
COMMENT ON COLUMN rereadings.captures IS 'Captures judged again';
COMMENT ON COLUMN rereadings.kept IS 'Captures that could not be judged again, because their bytes are damaged or reading them ended the process: they keep what was known';
COMMENT ON COLUMN rereadings.documents IS 'Distinct documents read again';
COMMENT ON COLUMN rereadings.differing IS 'Documents whose reading is another one than before, in whatever it be';
COMMENT ON COLUMN rereadings.outcomes IS 'Captures whose outcome is another one than before';
COMMENT ON COLUMN rereadings.requirements IS 'Requirements that appeared, went or have another value because of it';
COMMENT ON COLUMN rereadings.statuses IS 'Periods in which a question or facet has another status because of it';
COMMENT ON COLUMN rereadings.changes IS 'Changes that appeared in the ledger or went from it because of it';

CREATE TABLE rereading_differences (
    rereading INTEGER NOT NULL,
    what VARCHAR NOT NULL,
    movement VARCHAR NOT NULL,
    program VARCHAR NOT NULL,
    source_id VARCHAR,
    question VARCHAR,
    facet VARCHAR,
    kind VARCHAR,
    subject VARCHAR,
    attribute VARCHAR,
    type VARCHAR,
    before VARCHAR,
    after VARCHAR,
    quote VARCHAR,
    first_at TIMESTAMPTZ,
    last_at TIMESTAMPTZ,
    now BOOLEAN,
    versions INTEGER,
    captures INTEGER,
    told BOOLEAN
);
COMMENT ON TABLE rereading_differences IS 'What re-readings moved: what we read otherwise, not what a vendor did. Of the newest re-readings only, and at most some thousands of each kind';
COMMENT ON COLUMN rereading_differences.rereading IS 'The re-reading';
COMMENT ON COLUMN rereading_differences.what IS 'requirement, status, change, outcome, or kept (a capture that could not be judged again)';
COMMENT ON COLUMN rereading_differences.movement IS 'appeared, went, changed, or kept';
COMMENT ON COLUMN rereading_differences.program IS 'The program';
COMMENT ON COLUMN rereading_differences.source_id IS 'The source, or null for a status';
COMMENT ON COLUMN rereading_differences.question IS 'The question, for a status or a gap''s change';
COMMENT ON COLUMN rereading_differences.facet IS 'The facet, for a status; null for the question as a whole';
COMMENT ON COLUMN rereading_differences.kind IS 'Kind of the requirement';
COMMENT ON COLUMN rereading_differences.subject IS 'Subject of the requirement';
COMMENT ON COLUMN rereading_differences.attribute IS 'Attribute of the requirement';
COMMENT ON COLUMN rereading_differences.type IS 'Type of the change';
COMMENT ON COLUMN rereading_differences.before IS 'What was read before: value, status or outcome; null for what appeared';
COMMENT ON COLUMN rereading_differences.after IS 'What is read now; null for what went';
COMMENT ON COLUMN rereading_differences.quote IS 'The words that are read otherwise, or why the capture could not be judged again';
COMMENT ON COLUMN rereading_differences.first_at IS 'First capture time of it; for a status, since when';
COMMENT ON COLUMN rereading_differences.last_at IS 'Last capture time of it; for a status, until when, null while it holds';
COMMENT ON COLUMN rereading_differences.now IS 'Whether it is so in what holds now (the source''s newest capture read again, the status of today), not only in history';
COMMENT ON COLUMN rereading_differences.versions IS 'In how many distinct documents';
COMMENT ON COLUMN rereading_differences.captures IS 'In how many captures';
COMMENT ON COLUMN rereading_differences.told IS 'Of a change: whether people were told of it before';

-- What a re-reading under way has read so far. Nobody reads it but the re-reading itself; empty when none is under way.
CREATE TABLE staged_judgements (
    sequence BIGINT NOT NULL,
    rules VARCHAR NOT NULL,
    outcome VARCHAR,
    reason VARCHAR NOT NULL,
    document VARCHAR
);
COMMENT ON TABLE staged_judgements IS 'Captures as the re-reading under way judges them';
COMMENT ON COLUMN staged_judgements.sequence IS 'The fetch that brought the capture';
COMMENT ON COLUMN staged_judgements.rules IS 'What it was judged by, as in fetches';
COMMENT ON COLUMN staged_judgements.outcome IS 'As in fetches; null when it could not be judged and keeps what was known';
COMMENT ON COLUMN staged_judgements.reason IS 'As in fetches, or why it could not be judged';
COMMENT ON COLUMN staged_judgements.document IS 'As in fetches';

CREATE TABLE staged_documents (
    document VARCHAR NOT NULL,
    rules VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    language VARCHAR,
    published VARCHAR,
    modified VARCHAR,
    text VARCHAR NOT NULL,
    blocks JSON NOT NULL
);
COMMENT ON TABLE staged_documents IS 'Documents as the re-reading under way reads them; they take the place of those in documents when it is done';
COMMENT ON COLUMN staged_documents.document IS 'As in documents';
COMMENT ON COLUMN staged_documents.rules IS 'As in documents';
COMMENT ON COLUMN staged_documents.title IS 'As in documents';
COMMENT ON COLUMN staged_documents.language IS 'As in documents';
COMMENT ON COLUMN staged_documents.published IS 'As in documents';
COMMENT ON COLUMN staged_documents.modified IS 'As in documents';
COMMENT ON COLUMN staged_documents.text IS 'As in documents';
COMMENT ON COLUMN staged_documents.blocks IS 'As in documents';

CREATE TABLE staged_requirements (
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
COMMENT ON TABLE staged_requirements IS 'Requirements of staged documents';
COMMENT ON COLUMN staged_requirements.document IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.ordinal IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.kind IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.subject IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.attribute IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.key IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.comparator IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.value_type IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.value IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.value_number IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.value_text IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.value_boolean IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.value_max IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.unit IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.per IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.due IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.condition IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.quote IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.start_offset IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.end_offset IS 'As in requirements';
COMMENT ON COLUMN staged_requirements.section IS 'As in requirements';

CREATE TABLE staged_mentions (
    document VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    question VARCHAR NOT NULL,
    facet VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL
);
COMMENT ON TABLE staged_mentions IS 'Mentions of staged documents';
COMMENT ON COLUMN staged_mentions.document IS 'As in mentions';
COMMENT ON COLUMN staged_mentions.ordinal IS 'As in mentions';
COMMENT ON COLUMN staged_mentions.question IS 'As in mentions';
COMMENT ON COLUMN staged_mentions.facet IS 'As in mentions';
COMMENT ON COLUMN staged_mentions.quote IS 'As in mentions';
COMMENT ON COLUMN staged_mentions.start_offset IS 'As in mentions';
COMMENT ON COLUMN staged_mentions.end_offset IS 'As in mentions';

CREATE TABLE staged_document_facets (
    document VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    facet VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    evidence INTEGER[] NOT NULL
);
COMMENT ON TABLE staged_document_facets IS 'What staged documents say on each facet';
COMMENT ON COLUMN staged_document_facets.document IS 'As in document_facets';
COMMENT ON COLUMN staged_document_facets.question IS 'As in document_facets';
COMMENT ON COLUMN staged_document_facets.facet IS 'As in document_facets';
COMMENT ON COLUMN staged_document_facets.status IS 'As in document_facets';
COMMENT ON COLUMN staged_document_facets.evidence IS 'As in document_facets';
