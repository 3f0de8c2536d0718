-- What is watched and asked, as it was registered last.
CREATE TABLE programs (
    program VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    vendor VARCHAR NOT NULL,
    homepage VARCHAR NOT NULL,
    aliases VARCHAR[] NOT NULL,
    watched BOOLEAN NOT NULL
);
COMMENT ON TABLE programs IS 'One vendor''s partner or certification program, as registered last';
COMMENT ON COLUMN programs.program IS 'Key of the program';
COMMENT ON COLUMN programs.name IS 'Name as people know it';
COMMENT ON COLUMN programs.vendor IS 'Company whose program it is';
COMMENT ON COLUMN programs.homepage IS 'Address a person would start at';
COMMENT ON COLUMN programs.aliases IS 'Other names it goes by';
COMMENT ON COLUMN programs.watched IS 'False when the program is no longer in the configuration; its history stays';

CREATE TABLE sources (
    source_id VARCHAR PRIMARY KEY,
    program VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    standing VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    include VARCHAR[] NOT NULL,
    exclude VARCHAR[] NOT NULL,
    schedule VARCHAR,
    watched BOOLEAN NOT NULL
);
COMMENT ON TABLE sources IS 'One URL watched for a program, as registered last';
COMMENT ON COLUMN sources.source_id IS 'program/name';
COMMENT ON COLUMN sources.program IS 'Key of the program it belongs to';
COMMENT ON COLUMN sources.name IS 'Name of the source within its program';
COMMENT ON COLUMN sources.url IS 'Address that is fetched';
COMMENT ON COLUMN sources.kind IS 'page, pdf, feed or sitemap';
COMMENT ON COLUMN sources.standing IS 'official (the vendor speaks) or press (somebody speaks about the vendor)';
COMMENT ON COLUMN sources.language IS 'Language that the page should have (BCP 47)';
COMMENT ON COLUMN sources.include IS 'CSS selectors: only what they match is read';
COMMENT ON COLUMN sources.exclude IS 'CSS selectors: what they match is left out';
COMMENT ON COLUMN sources.schedule IS 'Cron expression of its own, or null for the default';
COMMENT ON COLUMN sources.watched IS 'False when the source is no longer in the configuration; what it said stays until a healthy capture says otherwise';

CREATE TABLE questions (
    question VARCHAR PRIMARY KEY,
    ordinal INTEGER NOT NULL,
    wording VARCHAR NOT NULL,
    why VARCHAR NOT NULL
);
COMMENT ON TABLE questions IS 'What a buyer must be able to find out about a program, as registered last';
COMMENT ON COLUMN questions.question IS 'Key of the question';
COMMENT ON COLUMN questions.ordinal IS 'Place in the catalogue, from 0';
COMMENT ON COLUMN questions.wording IS 'The question as a buyer would put it';
COMMENT ON COLUMN questions.why IS 'Why it matters';

CREATE TABLE facets (
    question VARCHAR NOT NULL,
    facet VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    wording VARCHAR NOT NULL,
    required BOOLEAN NOT NULL
);
COMMENT ON TABLE facets IS 'The checkable parts of each question, as registered last';
COMMENT ON COLUMN facets.question IS 'Key of the question';
COMMENT ON COLUMN facets.facet IS 'Key of the facet within its question';
COMMENT ON COLUMN facets.ordinal IS 'Place in its question, from 0';
COMMENT ON COLUMN facets.wording IS 'What has to be stated';
COMMENT ON COLUMN facets.required IS 'Whether the question is documented only when this facet is';
