-- The ledger: derived from captures, and what is owed to people because of it.
CREATE TABLE coverage (
    program VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    facet VARCHAR,
    status VARCHAR NOT NULL,
    valid_from TIMESTAMPTZ NOT NULL,
    valid_to TIMESTAMPTZ,
    recorded_at TIMESTAMPTZ NOT NULL,
    source_id VARCHAR,
    snapshot VARCHAR,
    document VARCHAR,
    quote VARCHAR,
    proof JSON NOT NULL
);
COMMENT ON TABLE coverage IS 'Periods of status of each question (facet is null) and facet of each program';
COMMENT ON COLUMN coverage.program IS 'The program';
COMMENT ON COLUMN coverage.question IS 'The question';
COMMENT ON COLUMN coverage.facet IS 'The facet, or null for the question as a whole';
COMMENT ON COLUMN coverage.status IS 'documented, partial (questions only), mentioned, reported, undocumented or unknown';
COMMENT ON COLUMN coverage.valid_from IS 'Capture time of the first capture that showed it';
COMMENT ON COLUMN coverage.valid_to IS 'When the next period begins, or null while it holds';
COMMENT ON COLUMN coverage.recorded_at IS 'When that became known here';
COMMENT ON COLUMN coverage.source_id IS 'Source of the evidence';
COMMENT ON COLUMN coverage.snapshot IS 'Snapshot in which the quote stands';
COMMENT ON COLUMN coverage.document IS 'Document in which the quote stands';
COMMENT ON COLUMN coverage.quote IS 'The evidence when the period began, or null where nothing says it';
COMMENT ON COLUMN coverage.proof IS 'Proof of absence: the official captures read that do not say it, a list of {source_id, captured_at, snapshot}';

CREATE TABLE requirement_periods (
    identity VARCHAR NOT NULL,
    program VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    valid_from TIMESTAMPTZ NOT NULL,
    valid_to TIMESTAMPTZ,
    document VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    snapshot VARCHAR NOT NULL
);
COMMENT ON TABLE requirement_periods IS 'How long each requirement held with one value; a new row when its value changes';
COMMENT ON COLUMN requirement_periods.identity IS 'What stays the same while words and values change';
COMMENT ON COLUMN requirement_periods.program IS 'The program';
COMMENT ON COLUMN requirement_periods.source_id IS 'The source that states it';
COMMENT ON COLUMN requirement_periods.valid_from IS 'Capture time of the first capture that stated it so';
COMMENT ON COLUMN requirement_periods.valid_to IS 'Capture time of the first capture that did not, or null while it holds';
COMMENT ON COLUMN requirement_periods.document IS 'Document that stated it first';
COMMENT ON COLUMN requirement_periods.ordinal IS 'Ordinal in that document''s requirements';
COMMENT ON COLUMN requirement_periods.snapshot IS 'Snapshot that stated it first';

CREATE TABLE changes (
    id VARCHAR NOT NULL,
    program VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    source_url VARCHAR NOT NULL,
    captured_at TIMESTAMPTZ NOT NULL,
    confirmed_at TIMESTAMPTZ NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    type VARCHAR NOT NULL,
    question VARCHAR,
    kind VARCHAR,
    subject VARCHAR,
    attribute VARCHAR,
    before JSON NOT NULL,
    after JSON NOT NULL,
    unit VARCHAR,
    quote VARCHAR,
    snapshot VARCHAR,
    quoted_from VARCHAR,
    proof VARCHAR[] NOT NULL
);
COMMENT ON TABLE changes IS 'Differences over time that matter, as the captures known now show them';
COMMENT ON COLUMN changes.id IS 'Stable: the same difference has the same id after a rebuild';
COMMENT ON COLUMN changes.program IS 'The program';
COMMENT ON COLUMN changes.source_id IS 'The source that showed it';
COMMENT ON COLUMN changes.source_url IS 'Its address';
COMMENT ON COLUMN changes.captured_at IS 'Capture time of the first capture that showed it';
COMMENT ON COLUMN changes.confirmed_at IS 'Capture time of the capture that decided it';
COMMENT ON COLUMN changes.recorded_at IS 'When that became known here';
COMMENT ON COLUMN changes.type IS 'requirement_added, _changed, _removed; gap_closed, _narrowed, _widened, _reopened; source_lost, _back';
COMMENT ON COLUMN changes.question IS 'The question, for gaps';
COMMENT ON COLUMN changes.kind IS 'Kind of the requirement';
COMMENT ON COLUMN changes.subject IS 'Subject of the requirement';
COMMENT ON COLUMN changes.attribute IS 'Attribute of the requirement';
COMMENT ON COLUMN changes.before IS 'Value or status before, as JSON';
COMMENT ON COLUMN changes.after IS 'Value or status after, as JSON';
COMMENT ON COLUMN changes.unit IS 'Unit of the value';
COMMENT ON COLUMN changes.quote IS 'The evidence: what it says now, or the last words known';
COMMENT ON COLUMN changes.snapshot IS 'Snapshot of the first capture that showed it';
COMMENT ON COLUMN changes.quoted_from IS 'Snapshot in which the quote stands';
COMMENT ON COLUMN changes.proof IS 'Snapshots that prove an absence';

CREATE TABLE settlements (
    program VARCHAR NOT NULL,
    sequence BIGINT NOT NULL,
    told_to BIGINT NOT NULL,
    basis VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    quiet JSON NOT NULL
);
COMMENT ON TABLE settlements IS 'How far each program''s captures have been settled';
COMMENT ON COLUMN settlements.program IS 'The program';
COMMENT ON COLUMN settlements.sequence IS 'Newest fetch that the ledger covers';
COMMENT ON COLUMN settlements.told_to IS 'Newest fetch whose changes were put into alerts, if they were to be told at all';
COMMENT ON COLUMN settlements.basis IS 'Digest of catalogue, sources, policy and rules that it was derived with';
COMMENT ON COLUMN settlements.digest IS 'Digest of the derived ledger';
COMMENT ON COLUMN settlements.quiet IS 'For each source at rest: its newest document and capture time, so that an unchanged capture needs no derivation';

CREATE TABLE alerts (
    id VARCHAR PRIMARY KEY,
    type VARCHAR NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL,
    payload JSON NOT NULL
);
COMMENT ON TABLE alerts IS 'What was or is owed to people; append-only';
COMMENT ON COLUMN alerts.id IS 'Stable, so that channels can drop repeats';
COMMENT ON COLUMN alerts.type IS 'digest (changes of a run) or summary (a program''s first run)';
COMMENT ON COLUMN alerts.created_at IS 'When it was settled';
COMMENT ON COLUMN alerts.run_id IS 'The run that settled it';
COMMENT ON COLUMN alerts.payload IS 'Everything that a reader needs';

CREATE TABLE told (
    change VARCHAR NOT NULL,
    alert VARCHAR NOT NULL
);
COMMENT ON TABLE told IS 'Which change went into which alert; append-only, so that nothing is told twice';
COMMENT ON COLUMN told.change IS 'Id of the change, even if later captures show that it was none';
COMMENT ON COLUMN told.alert IS 'The alert';

CREATE TABLE introductions (
    program VARCHAR PRIMARY KEY,
    alert VARCHAR NOT NULL
);
COMMENT ON TABLE introductions IS 'Programs whose first live run was summed up; append-only';
COMMENT ON COLUMN introductions.program IS 'The program';
COMMENT ON COLUMN introductions.alert IS 'The summary';

CREATE TABLE deliveries (
    alert VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    attempted_at TIMESTAMPTZ NOT NULL,
    error VARCHAR
);
COMMENT ON TABLE deliveries IS 'Every attempt to deliver an alert; one without error settles the debt to that channel';
COMMENT ON COLUMN deliveries.alert IS 'The alert';
COMMENT ON COLUMN deliveries.channel IS 'Name of the channel';
COMMENT ON COLUMN deliveries.attempted_at IS 'When it was tried';
COMMENT ON COLUMN deliveries.error IS 'What went wrong, or null when it arrived';
