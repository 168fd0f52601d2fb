"""DuckDB, in SQL; see events.py. The columns are told, so that it need not look for them."""

import events as own

import duckdb

own.done("import")
db = duckdb.connect()
db.execute("SET preserve_insertion_order = false")
content = (
    'STRUCT(environment STRUCT(id VARCHAR), artifactId VARCHAR, change STRUCT(id VARCHAR), service STRUCT(id VARCHAR))'
)
db.execute(f"""
CREATE TABLE events AS
SELECT any_value(type) AS type, any_value(team) AS team, any_value("user") AS "user", any_value(ms) AS ms,
       any_value(subject) AS subject, any_value(content) AS content
FROM (SELECT source, id, type, team, data."user" AS "user", epoch_ms("time") AS ms,
             data.subject.id AS subject, data.subject.content AS content
      FROM read_json('{own.FILE}', format = 'newline_delimited', columns = {{
        source: 'VARCHAR', id: 'VARCHAR', type: 'VARCHAR', team: 'VARCHAR', "time": 'TIMESTAMP',
        data: 'STRUCT("user" VARCHAR, subject STRUCT(id VARCHAR, content {content}))'}}))
GROUP BY source, id
""")
events = db.execute("SELECT count(*) FROM events").fetchone()[0]
own.done("read")

db.execute(f"""
CREATE TABLE uses AS
SELECT split_part(type, '.', 4) AS capability, team, "user", ms, ends_with(type, '.finished') AS value,
       year(make_timestamp(ms * 1000)) * 12 + month(make_timestamp(ms * 1000)) - {own.FIRST_MONTH} AS month
FROM events WHERE starts_with(type, 'com.example.platform.')
""")
active = db.execute("SELECT DISTINCT capability, team, month FROM uses WHERE value").fetchall()
persons = db.execute("""
SELECT capability, month, count(DISTINCT "user") FROM uses WHERE value GROUP BY ALL
UNION ALL SELECT '', month, count(DISTINCT "user") FROM uses WHERE value GROUP BY ALL
""").fetchall()
began = db.execute("""
SELECT capability, team, min(ms), min(ms) FILTER (value), min(month) FROM uses GROUP BY ALL
""").fetchall()
own.done("use")

db.execute("""
CREATE TABLE deployments AS
SELECT row_number() OVER () AS number, subject AS service, ms, content.artifactId AS artifact FROM events
WHERE (starts_with(type, 'dev.cdevents.service.deployed.') OR starts_with(type, 'dev.cdevents.service.upgraded.'))
  AND content.environment.id = 'production';
CREATE TABLE incidents AS
SELECT d.*, r.resolved FROM
  (SELECT subject, min(ms) AS detected, any_value(content.service.id) AS service, any_value(content.artifactId) AS artifact
   FROM events WHERE starts_with(type, 'dev.cdevents.incident.detected.') GROUP BY subject) d
LEFT JOIN
  (SELECT subject, max(ms) AS resolved FROM events WHERE starts_with(type, 'dev.cdevents.incident.resolved.') GROUP BY subject) r
ON r.subject = d.subject AND r.resolved >= d.detected;
CREATE TABLE blamed AS
SELECT i.subject, i.detected, i.resolved, coalesce(e.number, l.number) AS number, i.service
FROM incidents i
ASOF LEFT JOIN deployments l ON l.service = i.service AND l.ms <= i.detected
ASOF LEFT JOIN deployments e ON e.service = i.service AND e.artifact = i.artifact AND e.ms <= i.detected;
CREATE TABLE failures AS
SELECT number, resolved AS ended FROM blamed WHERE number IS NOT NULL
UNION ALL
SELECT d.number, e.ms FROM events e ASOF JOIN deployments d ON d.service = e.subject AND d.ms <= e.ms
WHERE starts_with(e.type, 'dev.cdevents.service.rolledback.') AND e.content.environment.id = 'production';
CREATE TABLE rework AS
SELECT DISTINCT d.number FROM blamed b ASOF JOIN deployments d ON d.service = b.service AND d.ms > b.detected
WHERE b.number IS NOT NULL AND (b.resolved IS NULL OR d.ms <= b.resolved);
""")
deployments = db.execute("""
SELECT d.service, d.ms, coalesce(f.count, 0), f.ended, r.number IS NOT NULL FROM deployments d
LEFT JOIN (SELECT number, count(*) AS count, CASE WHEN count(ended) = count(*) THEN max(ended) END AS ended
           FROM failures GROUP BY number) f USING (number)
LEFT JOIN rework r USING (number)
""").fetchall()
leads = db.execute("""
SELECT d.service, min(d.ms) - any_value(m.ms)
FROM deployments d
JOIN (SELECT DISTINCT subject AS artifact, content.change.id AS change FROM events
      WHERE starts_with(type, 'dev.cdevents.artifact.packaged.')) p USING (artifact)
JOIN (SELECT subject AS change, min(ms) AS ms FROM events
      WHERE starts_with(type, 'dev.cdevents.change.merged.') GROUP BY subject) m USING (change)
WHERE m.ms <= d.ms GROUP BY d.service, change
""").fetchall()
own.done("delivery")
own.finish(events, own.adoption(active, persons, began), own.delivery(deployments, leads))
