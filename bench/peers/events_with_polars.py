"""Polars; see events.py. The schema is told, and the file is read by the streaming engine."""

import warnings

import events as own

import polars as pl

own.done("import")
# That what is sorted is sorted within its groups too, it does not see.
warnings.simplefilter("ignore")
name = pl.Struct({"id": pl.String})
content = pl.Struct({"environment": name, "artifactId": pl.String, "change": name, "service": name})
subject = pl.Struct({"id": pl.String, "content": content})
schema = {
    "source": pl.String, "id": pl.String, "type": pl.String, "team": pl.String, "time": pl.String,
    "data": pl.Struct({"user": pl.String, "subject": subject}),
}


def field(*names):
    here = pl.col("data")
    for name in names:
        here = here.struct.field(name)
    return here


frame = (
    pl.scan_ndjson(own.FILE, schema=schema)
    .select(
        "source", "id", "type", "team", user=field("user"),
        at=pl.col("time").str.to_datetime("%Y-%m-%dT%H:%M:%S%.3fZ", time_unit="ms"),
        subject=field("subject", "id"),
        environment=field("subject", "content", "environment", "id"),
        artifact=field("subject", "content", "artifactId"),
        change=field("subject", "content", "change", "id"),
        service=field("subject", "content", "service", "id"),
    )
    .unique(subset=["source", "id"], keep="any")
    .drop("source", "id")
    .collect(engine="streaming")
)
own.done("read")

begins = lambda what: pl.col("type").str.starts_with(what)
uses = frame.lazy().filter(begins("com.example.platform.")).select(
    "team", "user", "at",
    capability=pl.col("type").str.split(".").list.get(3),
    value=pl.col("type").str.ends_with(".finished"),
    month=pl.col("at").dt.year().cast(pl.Int32) * 12 + pl.col("at").dt.month() - own.FIRST_MONTH,
).with_columns(at=pl.col("at").cast(pl.Int64)).collect(engine="streaming")
valued = uses.lazy().filter("value")
active, each, total, began = pl.collect_all([
    valued.select("capability", "team", "month").unique(),
    valued.group_by("capability", "month").agg(pl.col("user").n_unique()),
    valued.group_by("month").agg(pl.col("user").n_unique()),
    uses.lazy().group_by("capability", "team").agg(
        pl.col("at").min(), pl.col("at").filter(pl.col("value")).min().alias("valued"), pl.col("month").min()
    ),
])
persons = each.rows() + [("", month, count) for month, count in total.rows()]
own.done("use")

happened = frame.lazy().filter(begins("dev.cdevents.")).with_columns(pl.col("at").cast(pl.Int64)).sort("at").collect()
production = pl.col("environment") == "production"
of = lambda what: happened.filter(begins(f"dev.cdevents.{what}."))
deployments = (
    happened.filter((begins("dev.cdevents.service.deployed.") | begins("dev.cdevents.service.upgraded.")) & production)
    .select(service=pl.col("subject"), at="at", artifact="artifact")
    .with_row_index("number")
)
resolved = of("incident.resolved").group_by("subject").agg(pl.col("at").max().alias("resolved"))
incidents = (
    of("incident.detected").group_by("subject").agg(
        pl.col("at").min(), pl.col("service").drop_nulls().first(), pl.col("artifact").drop_nulls().first()
    )
    .join(resolved, on="subject", how="left")
    .with_columns(resolved=pl.when(pl.col("resolved") >= pl.col("at")).then("resolved"))
    .sort("at")
)
places = deployments.select("number", "service", "at", "artifact")
blamed = (
    incidents.join_asof(places.drop("artifact"), on="at", by="service", strategy="backward")
    .rename({"number": "last"})
    .join_asof(places, on="at", by=["service", "artifact"], strategy="backward")
    .with_columns(number=pl.coalesce("number", "last"))
    .filter(pl.col("number").is_not_null())
)
rolled = (
    of("service.rolledback").filter(production).select(service=pl.col("subject"), at="at")
    .join_asof(places.drop("artifact"), on="at", by="service", strategy="backward")
    .filter(pl.col("number").is_not_null())
)
failures = pl.concat([blamed.select("number", ended="resolved"), rolled.select("number", ended="at")])
failures = failures.group_by("number").agg(
    pl.len().alias("count"), pl.when(pl.col("ended").null_count() == 0).then(pl.col("ended").max()).alias("ended")
)
next_one = places.select("service", "at", next="number", runs="at")
rework = (
    blamed.drop("last", "number").with_columns(pl.col("at") + 1).sort("at")
    .join_asof(next_one, on="at", by="service", strategy="forward")
    .filter(pl.col("next").is_not_null() & (pl.col("resolved").is_null() | (pl.col("runs") <= pl.col("resolved"))))
    .select(number="next", rework=pl.lit(True)).unique()
)
rows = deployments.join(failures, on="number", how="left").join(rework, on="number", how="left").select(
    "service", "at", pl.col("count").fill_null(0), "ended", pl.col("rework").fill_null(False)
).rows()
packaged = of("artifact.packaged").select(artifact="subject", change="change").unique()
merged = of("change.merged").group_by("subject").agg(pl.col("at").min().alias("merged")).rename({"subject": "change"})
leads = (
    deployments.join(packaged, on="artifact").join(merged, on="change").filter(pl.col("merged") <= pl.col("at"))
    .group_by("service", "change").agg(took=(pl.col("at") - pl.col("merged")).min())
    .select("service", "took").rows()
)
own.done("delivery")
own.finish(frame.height, own.adoption(active.rows(), persons, began.rows()), own.delivery(rows, leads))
