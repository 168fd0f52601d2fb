"""DuckDB, in SQL alone. See common.py.

The options are looked for in the distinct cells of a column. For the pairs each option becomes one
bit string over the people, and two of them meet in `bit_count(a & b)`: no row is looked at twice for
the same option, as it is where a conjunction is summed for every two options.
"""

from common import Job

job = Job()

import duckdb

job.done("import")


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def ticked(question, cell):
    """A SQL condition for each option."""
    if question["kind"] == "checkbox":
        return [f"contains(', ' || {cell} || ', ', {quoted(f', {option}, ')})" for option in question["options"]]
    return [f"{cell} = {quoted(option)}" for option in question["options"]]


db = duckdb.connect()
db.execute("SET preserve_insertion_order = false")
width = db.execute(
    f"SELECT len(columns) FROM sniff_csv({quoted(job.survey)}, all_varchar = true)"
).fetchone()[0]
names = {f"c{column}": "VARCHAR" for column in range(width)}
db.execute(
    f"CREATE TABLE survey AS FROM read_csv({quoted(job.survey)}, header = true, delim = ',', "
    f"quote = '\"', escape = '\"', columns = {names})"
)
job.done("read")

counts = []
for question in job.questions:
    cell = f"c{question['column']}"
    sums = ", ".join(f"coalesce(sum(people) FILTER ({here}), 0)" for here in ticked(question, cell))
    row = db.execute(
        f"SELECT {sums} FROM (SELECT {cell}, count(*) AS people FROM survey GROUP BY {cell})"
    ).fetchone()
    counts.append([int(count) for count in row])
job.done("count")

pairs = None
if job.task == "associations":
    last = db.execute("SELECT max(rowid) FROM survey").fetchone()[0]
    db.execute("CREATE TABLE sets (option INTEGER, people BIT)")
    first = 0
    for question in job.questions:
        cell = f"c{question['column']}"
        options = ticked(question, cell)
        masks = ", ".join(f"{here} AS o{i}" for i, here in enumerate(options))
        sets = ", ".join(
            f"bitstring_agg(survey.rowid, 0, {last}) FILTER (o{i})" for i in range(len(options))
        )
        db.execute(
            f"INSERT INTO sets SELECT {first} + generate_subscripts(people, 1) - 1, unnest(people) "
            f"FROM (SELECT [{sets}] AS people FROM survey JOIN "
            f"(SELECT *, {masks} FROM (SELECT DISTINCT {cell} FROM survey)) USING ({cell}))"
        )
        first += len(options)
    pairs = db.execute(
        "SELECT coalesce(bit_count(a.people & b.people), 0) FROM sets a JOIN sets b "
        "ON a.option < b.option ORDER BY a.option, b.option"
    ).fetchall()
    pairs = [int(both) for (both,) in pairs]
    job.done("pairs")
job.finish(counts, pairs)
