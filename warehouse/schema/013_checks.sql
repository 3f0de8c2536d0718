-- What a check of the whole warehouse compares readings and ledgers with.
CREATE TABLE reading_digests (
    document VARCHAR NOT NULL,
    digest VARCHAR NOT NULL
);
COMMENT ON TABLE reading_digests IS 'What each reading held when it was written, so that verify finds every later edit; none for readings that an older version wrote, until rebuild reads them again';
COMMENT ON COLUMN reading_digests.document IS 'The document';
COMMENT ON COLUMN reading_digests.digest IS 'SHA-256 over its rows in documents (without rules), requirements, mentions and document_facets';

CREATE TABLE staged_reading_digests (
    document VARCHAR NOT NULL,
    digest VARCHAR NOT NULL
);
COMMENT ON TABLE staged_reading_digests IS 'Digests of staged readings';
COMMENT ON COLUMN staged_reading_digests.document IS 'As in reading_digests';
COMMENT ON COLUMN staged_reading_digests.digest IS 'As in reading_digests';

CREATE TABLE ledger_terms (
    program VARCHAR NOT NULL,
    surroundings VARCHAR NOT NULL,
    questions JSON NOT NULL,
    confirmations INTEGER NOT NULL,
    interval_seconds DOUBLE NOT NULL,
    lost_after INTEGER NOT NULL
);
COMMENT ON TABLE ledger_terms IS 'On what terms the ledger of each program was derived last, so that verify can derive it again whatever the configuration is by then';
COMMENT ON COLUMN ledger_terms.program IS 'The program';
COMMENT ON COLUMN ledger_terms.surroundings IS 'Digest of the sources as registered and of the versions of the rules that had read the documents';
COMMENT ON COLUMN ledger_terms.questions IS 'The questions in their order: a list of [key, list of [facet, whether it is required]]';
COMMENT ON COLUMN ledger_terms.confirmations IS 'How many captures a fall or a removal needed';
COMMENT ON COLUMN ledger_terms.interval_seconds IS 'How far apart the first and the last of these had to be';
COMMENT ON COLUMN ledger_terms.lost_after IS 'How many failed attempts made a source lost';

-- From here on every version that is used is noted; what older ones were made of is not known.
COMMENT ON COLUMN rule_versions.made_of IS 'Parts by name: a digest of the extractors, one of each question and language, the versions of the libraries that read; empty where that is not known';
INSERT INTO rule_versions
SELECT rules, now(), '{}' FROM (
    SELECT rules FROM runs
    UNION SELECT replace(rules, 'kept: ', '') FROM documents
    UNION SELECT split_part(replace(rules, 'kept: ', ''), '/', 1) FROM fetches WHERE rules IS NOT NULL
) WHERE rules <> '' AND rules NOT IN (SELECT rules FROM rule_versions);
