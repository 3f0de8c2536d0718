-- What discovery asked, what it found there, and what became of it.
CREATE TABLE listings (
    program VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    how VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    etag VARCHAR,
    last_modified VARCHAR,
    final_url VARCHAR,
    snapshot VARCHAR,
    lastmod VARCHAR NOT NULL,
    tried_at TIMESTAMPTZ,
    read_at TIMESTAMPTZ,
    outcome VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    entries INTEGER NOT NULL,
    left_out INTEGER NOT NULL,
    known BLOB NOT NULL
);
COMMENT ON TABLE listings IS 'One place that lists pages of a program: a sitemap, a feed, an llms.txt, or a watched page with its links';
COMMENT ON COLUMN listings.program IS 'Key of the program for which it was read';
COMMENT ON COLUMN listings.url IS 'Its address; of a watched page the address of the source';
COMMENT ON COLUMN listings.how IS 'sitemap, feed, llms or link';
COMMENT ON COLUMN listings.basis IS 'Digest of the rules and the scopes that it was sifted by; by others it is read again in full';
COMMENT ON COLUMN listings.etag IS 'Validator that came with it, or null';
COMMENT ON COLUMN listings.last_modified IS 'Validator that came with it, or null';
COMMENT ON COLUMN listings.final_url IS 'Address that answered, after redirects, or null';
COMMENT ON COLUMN listings.snapshot IS 'Of a watched page the SHA-256 of the capture whose links were read; null for the others';
COMMENT ON COLUMN listings.lastmod IS 'When it was changed last, as the index that names it says, or empty';
COMMENT ON COLUMN listings.tried_at IS 'When it was asked for last, or null';
COMMENT ON COLUMN listings.read_at IS 'When it was read or confirmed last; of a watched page the capture time; null when it never was';
COMMENT ON COLUMN listings.outcome IS 'How asking ended last: healthy, unchanged, not_found, …; empty before the first time';
COMMENT ON COLUMN listings.reason IS 'Why, or what is missing of it';
COMMENT ON COLUMN listings.entries IS 'Addresses that it had when it was read last';
COMMENT ON COLUMN listings.left_out IS 'Promising addresses that found no place among the candidates';
COMMENT ON COLUMN listings.known IS 'First 8 bytes of the SHA-256 of each address within the scopes that it had';

CREATE TABLE candidates (
    program VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    why VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    promise VARCHAR NOT NULL,
    how VARCHAR NOT NULL,
    found_in VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    lastmod VARCHAR NOT NULL,
    found_at TIMESTAMPTZ NOT NULL,
    absent_at TIMESTAMPTZ,
    tried_at TIMESTAMPTZ,
    tries INTEGER NOT NULL,
    source_id VARCHAR,
    decided_at TIMESTAMPTZ,
    published VARCHAR NOT NULL
);
COMMENT ON TABLE candidates IS 'One address that may be a page of a program, and what was made of it';
COMMENT ON COLUMN candidates.program IS 'Key of the program';
COMMENT ON COLUMN candidates.url IS 'The address, normalised';
COMMENT ON COLUMN candidates.state IS 'waiting (to be read), enrolled, doubtful, irrelevant, unreadable, or rejected (by the operator, for ever)';
COMMENT ON COLUMN candidates.why IS 'Why it is in that state, in words that a person can check';
COMMENT ON COLUMN candidates.score IS 'How much its address and words promise; the highest is read first';
COMMENT ON COLUMN candidates.promise IS 'What speaks for and against it before it is read';
COMMENT ON COLUMN candidates.how IS 'By what it was found: sitemap, feed, llms, link, canonical, alternate or redirect';
COMMENT ON COLUMN candidates.found_in IS 'Address of the place that has it';
COMMENT ON COLUMN candidates.words IS 'What stands with it there: the text of the link, the title of the entry';
COMMENT ON COLUMN candidates.language IS 'Language that it is said to have, or empty';
COMMENT ON COLUMN candidates.lastmod IS 'When it was changed last, as the place says, or empty';
COMMENT ON COLUMN candidates.found_at IS 'When it was found';
COMMENT ON COLUMN candidates.absent_at IS 'When the place was read last without it; null when it was there at the first reading';
COMMENT ON COLUMN candidates.tried_at IS 'When it was asked for last, or null';
COMMENT ON COLUMN candidates.tries IS 'How often it could not be had, in a row';
COMMENT ON COLUMN candidates.source_id IS 'The source that it became, or null';
COMMENT ON COLUMN candidates.decided_at IS 'When the operator decided on it; null where discovery did';
COMMENT ON COLUMN candidates.published IS 'Date on which a feed says it was published, or empty';

CREATE TABLE discovery_runs (
    program VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    requests INTEGER NOT NULL,
    listings INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    enrolled INTEGER NOT NULL,
    ended VARCHAR NOT NULL
);
COMMENT ON TABLE discovery_runs IS 'One search for new pages of a program; one that was killed is gone on with, within what is left of its budget';
COMMENT ON COLUMN discovery_runs.program IS 'Key of the program';
COMMENT ON COLUMN discovery_runs.started_at IS 'When it began';
COMMENT ON COLUMN discovery_runs.finished_at IS 'When it was over and settled; null before';
COMMENT ON COLUMN discovery_runs.requests IS 'Requests sent, those for robots.txt and further tries included';
COMMENT ON COLUMN discovery_runs.listings IS 'Listings asked for';
COMMENT ON COLUMN discovery_runs.pages IS 'Candidates asked for';
COMMENT ON COLUMN discovery_runs.enrolled IS 'Sources enrolled';
COMMENT ON COLUMN discovery_runs.ended IS 'Why it looked no further; empty when nothing was left to look at';
