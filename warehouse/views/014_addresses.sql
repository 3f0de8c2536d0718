-- Where sources are, were and went: by what was asked, by permanent redirects, by what pages call themselves (rel=canonical),
-- and by equal documents at other sources' addresses.
CREATE OR REPLACE MACRO source_addresses_as_of(instant) AS TABLE
WITH tried AS (
    SELECT *, permanent AND len(redirects) > 0 AS led FROM fetches_as_of(instant)
    WHERE source_id NOT IN (SELECT source_id FROM sources WHERE item <> '')  -- an entry is where its feed is
), healthy AS (
    FROM tried WHERE outcome = 'healthy'
), shown AS (
    SELECT source_id, program, document, min(started_at) AS first_seen, max(started_at) AS last_seen, count(*) AS captures
    FROM healthy WHERE document IS NOT NULL GROUP BY ALL
), known AS (
    SELECT s.source_id, s.program, s.url AS address, 'watched' AS role, f.started_at
    FROM sources AS s LEFT JOIN tried AS f
        ON f.source_id = s.source_id AND f.url = s.url AND f.outcome IN ('healthy', 'unchanged') AND NOT f.led
    WHERE s.item = ''
    UNION ALL
    SELECT f.source_id, f.program, f.url, 'asked before', f.started_at
    FROM tried AS f JOIN sources AS s USING (source_id) WHERE f.url <> s.url
    UNION ALL SELECT source_id, program, unnest(former_urls), 'declared before', NULL FROM sources
    UNION ALL SELECT source_id, program, final_url, 'moved to', started_at FROM healthy WHERE led
    UNION ALL SELECT source_id, program, unnest(redirects[2:]), 'passed', started_at FROM healthy WHERE led
    UNION ALL
    SELECT h.source_id, h.program, p.address, 'names itself', h.started_at
    FROM healthy AS h JOIN page_addresses AS p USING (source_id, snapshot)
), counted AS (
    SELECT source_id, program, address, role, min(started_at) AS first_seen, max(started_at) AS last_seen,
        count(started_at) AS captures
    FROM known GROUP BY ALL
    UNION ALL
    SELECT a.source_id, a.program, s.url, 'same page', min(greatest(a.first_seen, b.first_seen)), max(greatest(a.last_seen, b.first_seen)),
        sum(a.captures)::BIGINT
    FROM shown AS a JOIN shown AS b ON b.program = a.program AND b.document = a.document AND b.source_id <> a.source_id
    JOIN sources AS s ON s.source_id = b.source_id AND s.translation_of = ''
    GROUP BY ALL
)
SELECT
    c.source_id, c.program, c.address, c.role, c.first_seen, c.last_seen, c.captures,
    list_filter(p.ids, lambda id: id <> c.source_id)[1] AS other_source_id
FROM counted AS c
LEFT JOIN (
    SELECT program, rtrim(url, '/') AS place, list(source_id ORDER BY source_id) AS ids FROM sources
    WHERE item = '' AND translation_of = '' GROUP BY ALL
) AS p ON p.program = c.program AND p.place = rtrim(c.address, '/')
ORDER BY c.source_id, list_position(
    ['watched', 'moved to', 'names itself', 'same page', 'passed', 'asked before', 'declared before'], c.role
), c.first_seen, c.address;
COMMENT ON MACRO TABLE source_addresses_as_of IS 'Where each source is, was and went, by captures up to an instant; columns as in source_addresses';

CREATE OR REPLACE VIEW source_addresses AS
SELECT * FROM source_addresses_as_of('infinity');
COMMENT ON VIEW source_addresses IS 'Every address at which a source is, was or went, so that a page keeps its history when it moves';
COMMENT ON COLUMN source_addresses.source_id IS 'The source';
COMMENT ON COLUMN source_addresses.program IS 'Its program';
COMMENT ON COLUMN source_addresses.address IS 'The address';
COMMENT ON COLUMN source_addresses.role IS 'watched (asked now), moved to (permanent redirects led there), passed (on the way there), names itself (the page gives it as its own, rel=canonical), same page (another source that showed the same document), asked before, declared before (former_urls)';
COMMENT ON COLUMN source_addresses.first_seen IS 'First capture that showed it so; null where only the configuration says it';
COMMENT ON COLUMN source_addresses.last_seen IS 'Last capture that did';
COMMENT ON COLUMN source_addresses.captures IS 'How many captures did; one of a redirect or a canonical link alone may be a slip';
COMMENT ON COLUMN source_addresses.other_source_id IS 'The other source of the program that is watched at that address, if one is';

CREATE OR REPLACE MACRO moved_sources_as_of(instant) AS TABLE
WITH tried AS (
    FROM fetches_as_of(instant)
), newest AS (
    SELECT source_id, arg_max(outcome IN ('healthy', 'unchanged'), started_at) AS had,
        max(started_at) FILTER (outcome = 'healthy') AS seen_at
    FROM tried GROUP BY source_id
), led AS (
    SELECT a.*, n.had, a.last_seen = n.seen_at AS newest_says,
        regexp_replace(regexp_replace(a.address, '^https?://(www\.)?', ''), '[/?#]+$', '')
            <> regexp_replace(regexp_replace(s.url, '^https?://(www\.)?', ''), '[/?#]+$', '') AS elsewhere
    FROM source_addresses_as_of(instant) AS a JOIN sources AS s USING (source_id) JOIN newest AS n USING (source_id)
    WHERE a.role IN ('moved to', 'names itself', 'same page')
)
SELECT DISTINCT ON (l.source_id)
    l.source_id, l.program, l.address AS moved_to, l.role AS how, l.first_seen AS since, l.captures, l.other_source_id
FROM led AS l
WHERE l.elsewhere AND (
    (l.role <> 'same page' AND l.newest_says)
    OR (l.role = 'same page' AND NOT l.had AND EXISTS (
        FROM newest AS n WHERE n.source_id = l.other_source_id AND n.had
    ))
)
ORDER BY l.source_id, list_position(['moved to', 'names itself', 'same page'], l.role), l.last_seen DESC, l.address;
COMMENT ON MACRO TABLE moved_sources_as_of IS 'Sources whose page stands at another address than the one that is asked, by captures up to an instant; columns as in moved_sources';

CREATE OR REPLACE VIEW moved_sources AS
SELECT * FROM moved_sources_as_of('infinity');
COMMENT ON VIEW moved_sources IS 'Sources whose page stands at another address than the one that is asked, and how that is known; nobody is alerted of a move';
COMMENT ON COLUMN moved_sources.source_id IS 'The source';
COMMENT ON COLUMN moved_sources.program IS 'Its program';
COMMENT ON COLUMN moved_sources.moved_to IS 'Where the page is now';
COMMENT ON COLUMN moved_sources.how IS 'moved to (permanent redirects lead there), names itself (rel=canonical), same page (another source shows what this one showed last)';
COMMENT ON COLUMN moved_sources.since IS 'First capture that showed it';
COMMENT ON COLUMN moved_sources.captures IS 'How many captures did: two or more settle it';
COMMENT ON COLUMN moved_sources.other_source_id IS 'The other source that is watched there, if one is';
