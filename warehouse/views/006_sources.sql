CREATE OR REPLACE MACRO source_health_as_of(instant) AS TABLE
WITH tried AS (
    SELECT
        source_id,
        max(started_at) AS last_attempt,
        arg_max(outcome, started_at) AS last_outcome,
        arg_max(reason, started_at) AS last_reason,
        max(started_at) FILTER (outcome IN ('healthy', 'unchanged')) AS last_healthy,
        count(*) AS attempts,
        count(*) FILTER (outcome IN ('healthy', 'unchanged')) AS healthy,
        count(DISTINCT document) AS versions,
        arg_max(rendered, started_at) FILTER (outcome = 'healthy') AS rendered
    FROM fetches_as_of(instant) GROUP BY source_id
), failing AS (
    SELECT f.source_id, count(*) AS failures, min(f.started_at) AS failing_since
    FROM fetches_as_of(instant) AS f JOIN tried AS t USING (source_id)
    WHERE f.outcome NOT IN ('healthy', 'unchanged') AND (t.last_healthy IS NULL OR f.started_at > t.last_healthy)
    GROUP BY f.source_id
)
SELECT
    s.source_id, s.program, s.url, s.standing, s.watched,
    CASE
        WHEN t.attempts IS NULL THEN 'never tried'
        WHEN t.last_healthy IS NULL THEN 'never healthy'
        WHEN f.failures IS NULL THEN 'healthy'
        ELSE 'failing'
    END AS health,
    t.last_attempt, t.last_outcome, t.last_reason, t.last_healthy,
    coalesce(f.failures, 0) AS failures, f.failing_since, coalesce(t.attempts, 0) AS attempts,
    coalesce(t.healthy, 0) AS healthy, coalesce(t.versions, 0) AS versions,
    coalesce(t.rendered, false) AS rendered
FROM sources AS s LEFT JOIN tried AS t USING (source_id) LEFT JOIN failing AS f USING (source_id)
ORDER BY s.source_id;
COMMENT ON MACRO TABLE source_health_as_of IS 'How each source fared up to an instant; columns as in source_health';

CREATE OR REPLACE VIEW source_health AS
SELECT * FROM source_health_as_of('infinity');
COMMENT ON VIEW source_health IS 'How each source fares: whether it could be had lately, and if not, since when and why';
COMMENT ON COLUMN source_health.source_id IS 'The source';
COMMENT ON COLUMN source_health.program IS 'Its program';
COMMENT ON COLUMN source_health.url IS 'Its address';
COMMENT ON COLUMN source_health.standing IS 'official or press';
COMMENT ON COLUMN source_health.watched IS 'Whether it is in the configuration';
COMMENT ON COLUMN source_health.health IS 'healthy, failing, never healthy or never tried';
COMMENT ON COLUMN source_health.last_attempt IS 'Start of the newest attempt';
COMMENT ON COLUMN source_health.last_outcome IS 'How that ended';
COMMENT ON COLUMN source_health.last_reason IS 'Why it was judged so';
COMMENT ON COLUMN source_health.last_healthy IS 'Newest attempt that showed the page';
COMMENT ON COLUMN source_health.failures IS 'Failed attempts since then';
COMMENT ON COLUMN source_health.failing_since IS 'The first of those';
COMMENT ON COLUMN source_health.attempts IS 'All attempts';
COMMENT ON COLUMN source_health.healthy IS 'Attempts that showed the page';
COMMENT ON COLUMN source_health.versions IS 'Different documents seen there';
COMMENT ON COLUMN source_health.rendered IS 'Whether a browser built the newest healthy capture from the page''s scripts';
