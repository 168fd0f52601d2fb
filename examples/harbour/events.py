"""Writes events.jsonl: a year of made-up events of Harbour, by chance from a seed. Nothing in it is anybody's."""

import datetime
import json
import random

chance = random.Random(20261101)
FIRST, LAST = datetime.date(2025, 10, 6), datetime.date(2026, 10, 25)
BOARD_OUT, OWNERS_OUT = datetime.date(2026, 2, 2), datetime.date(2026, 8, 3)
TEAMS = ["parcel-flow", "booking-fares", "customer-apps", "terminals-gates", "vessel-operations", "data-forecasting"]
# Since when a team uses the request board, and the golden path.
BOARD = {
    "parcel-flow": datetime.date(2026, 2, 4),
    "booking-fares": datetime.date(2026, 2, 9),
    "customer-apps": datetime.date(2026, 3, 2),
    "data-forecasting": datetime.date(2026, 4, 20),
    "terminals-gates": datetime.date(2026, 5, 18),
}
PATH = {
    "parcel-flow": FIRST,
    "customer-apps": FIRST,
    "data-forecasting": datetime.date(2025, 11, 17),
    "booking-fares": datetime.date(2026, 5, 4),
    "terminals-gates": datetime.date(2026, 1, 12),
}
SERVICES = ["svc/quay", "svc/fares", "svc/app"]
events = []


def working_days():
    days = ((FIRST + datetime.timedelta(days=n)) for n in range((LAST - FIRST).days + 1))
    return [day for day in days if day.weekday() < 5]


def moment(day):
    return datetime.datetime(day.year, day.month, day.day) + datetime.timedelta(hours=chance.uniform(7, 17))


def later(time, hours):
    return time + datetime.timedelta(hours=hours)


def written(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


portal = 0


def of_portal(time, kind, team, subject=None):
    global portal
    portal += 1
    event = {
        "specversion": "1.0",
        "id": f"h-{portal}",
        "source": "/harbour/portal",
        "type": f"example.harbour.{kind}",
        "time": written(time),
        "team": team,
    }
    if subject:
        event["subject"] = subject
    event["data"] = {"user": f"builder-{chance.randint(1, 9)}@harbour.example"}
    events.append((time, event))


pipeline = 0


def of_pipeline(time, kind, version, subject, content):
    global pipeline
    pipeline += 1
    context = {
        "specversion": "0.5.0",
        "id": f"d-{pipeline}",
        "source": "/harbour/pipelines",
        "type": f"dev.cdevents.{kind}.{version}",
        "timestamp": written(time),
    }
    events.append((time, {"context": context, "subject": {"id": subject, "content": content}}))


def use():
    for day in working_days():
        for team in TEAMS:
            if team in BOARD and day >= BOARD[team]:
                if chance.random() < 0.30:
                    of_portal(moment(day), "board.looked-up", team)
                if chance.random() < 0.12:
                    of_portal(moment(day), "board.opened", team)
            elif day >= BOARD_OUT and chance.random() < 0.02:
                of_portal(moment(day), "board.opened", team)
            if team in PATH and day >= PATH[team]:
                away = datetime.date(2026, 3, 20) < day < datetime.date(2026, 9, 1)
                if not (team == "terminals-gates" and away) and chance.random() < 0.16:
                    of_portal(moment(day), "path.deployed", team)


def requests():
    number = 0
    for day in working_days():
        if chance.random() >= 0.55:
            continue
        number += 1
        team = chance.choice(TEAMS)
        asked = moment(day)
        of_portal(asked, "request.asked", team, f"request-{number}")
        given = later(asked, chance.lognormvariate(0, 0.55) * (62 if day < OWNERS_OUT else 33))
        if given.date() <= LAST and chance.random() < 0.97:
            of_portal(given, "request.given", team, f"request-{number}")


def delivery():
    number, seen = 0, set()
    place = {"environment": {"id": "production"}}
    for day in working_days():
        for service in SERVICES:
            if chance.random() >= 0.17:
                continue
            number += 1
            merged = moment(day)
            lead = chance.lognormvariate(0, 0.7) * (30 if day < datetime.date(2026, 4, 1) else 19)
            change = f"change-{number}"
            artifact = f"pkg:oci/{service.split('/')[1]}@sha256:{number:04x}"
            runs = later(merged, lead)
            if runs.date() > LAST:
                continue
            of_pipeline(merged, "change.merged", "0.2.0", change, {"repository": {"id": service}})
            of_pipeline(later(merged, lead * 0.3), "artifact.packaged", "0.2.0", artifact, {"change": {"id": change}})
            kind = "service.upgraded" if service in seen else "service.deployed"
            seen.add(service)
            of_pipeline(runs, kind, "0.3.0", service, {**place, "artifactId": artifact})
            if chance.random() >= 0.12:
                continue
            incident = f"incident-{number}"
            detected = later(runs, chance.uniform(0.3, 6))
            resolved = later(detected, chance.lognormvariate(0, 0.8) * 3)
            if resolved.date() <= LAST:
                about = {**place, "service": {"id": service}, "artifactId": artifact}
                of_pipeline(detected, "incident.detected", "0.3.0", incident, {**about, "description": "Made up."})
                of_pipeline(resolved, "incident.resolved", "0.3.0", incident, about)


use()
requests()
delivery()
events.sort(key=lambda own: own[0])
lines = [json.dumps(event, separators=(",", ":")) for _, event in events]
# Some come twice, as they do.
for _ in range(5):
    lines.insert(chance.randrange(len(lines)), lines[chance.randrange(len(lines))])
print("\n".join(lines))
