"""When meetings are: days by dateutil's rrule, moments by Python's zoneinfo with the tzdata of pip."""

import random
import zoneinfo
from datetime import datetime, timedelta, timezone
from importlib.metadata import version

from dateutil.rrule import rrulestr

from common import write

# The zones of the machine may be older than those that are pinned.
zoneinfo.reset_tzpath(to=[])
rng = random.Random(4)

ZONES = ["America/New_York", "Europe/London", "Europe/Dublin", "Europe/Berlin", "Australia/Sydney",
         "Australia/Lord_Howe", "Asia/Kolkata", "Asia/Kathmandu", "America/Sao_Paulo", "Africa/Casablanca",
         "Africa/Cairo", "America/Nuuk", "America/Santiago", "America/St_Johns", "Asia/Gaza", "Asia/Jerusalem",
         "Asia/Tokyo", "Pacific/Chatham", "Pacific/Apia", "Antarctica/Troll", "UTC"]
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def some(items, most=3):
    return ",".join(str(item) for item in rng.sample(items, rng.randint(1, min(most, len(items)))))


def rule():
    frequency = rng.choice(["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"])
    parts = [f"FREQ={frequency}"]
    if rng.random() < 0.6:
        parts.append(f"INTERVAL={rng.randint(1, 40 if frequency == 'DAILY' else 5)}")
    limits = 0
    if rng.random() < 0.35:
        parts.append(f"BYMONTH={some(range(1, 13), 5)}")
        limits += 1
    if frequency != "WEEKLY" and rng.random() < 0.3:
        parts.append(f"BYMONTHDAY={some([1, 2, 7, 8, 13, 14, 15, 28, 29, 30, 31, -1, -2, -7, -31], 5)}")
        limits += 1
    if rng.random() < 0.6:
        numbered = frequency in ("MONTHLY", "YEARLY") and rng.random() < 0.6
        month = frequency == "MONTHLY" or any(part.startswith("BYMONTH=") for part in parts)
        numbers = [1, 2, 3, 4, 5, -1, -2] if month else [1, 2, 10, 20, 53, -1, -5]
        days = [f"{rng.choice(numbers)}{day}" if numbered else day for day in rng.sample(DAYS, rng.randint(1, 4))]
        parts.append("BYDAY=" + ",".join(days))
        limits += 1
    if limits and rng.random() < 0.3:
        parts.append(f"BYSETPOS={some([1, 2, 3, -1, -2])}")
    if rng.random() < 0.4:
        parts.append(f"WKST={rng.choice(DAYS)}")
    return parts


def utc(local, zone):
    moment = local.replace(tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%MZ")


def case():
    """A rule with a start that it has, or None where this one will not do."""
    zone = rng.choice(ZONES)
    parts = rule()
    clock = rng.choice([(11, 0), (0, 30), (1, 30), (2, 30), (2, 0), (3, 15), (23, 45), (16, 0)])
    first = datetime(rng.randint(1995, 2027), rng.randint(1, 12), rng.randint(1, 28), *clock)
    text = ";".join(parts)
    end = datetime(2037, 1, 1)
    starts = rrulestr(text, dtstart=first).xafter(first, count=12, inc=True) if "BYSETPOS" in text else \
        rrulestr(text, dtstart=first)
    start = next((day for day in starts if day < end), None)
    if start is None:
        return None
    # dateutil's first week begins with the start, so that positions in it count from there.
    weeks = [part[5:] for part in parts if part.startswith("WKST=")] or ["MO"]
    if "WEEKLY" in text and "BYSETPOS" in text and DAYS[start.weekday()] != weeks[0]:
        return None
    if "BYSETPOS" in text and "DAILY" not in text and next(iter(rrulestr(text, dtstart=start)), None) != start:
        return None
    ended = rng.random()
    if ended < 0.3:
        text += f";COUNT={rng.randint(1, 20)}"
    elif ended < 0.6:
        until = start + timedelta(days=rng.randint(0, 1500))
        text += until.strftime(";UNTIL=%Y%m%d")
    # Of rules and of dateutil: a day as end is that day's midnight, so its whole day is said.
    spoken = text + "T235959" if "UNTIL" in text else text
    days = []
    for day in rrulestr(spoken, dtstart=start):
        if day >= end or len(days) == 24:
            break
        days.append(day)
    return {"f": "occurrences", "zone": zone, "rule": text, "start": start.strftime("%Y-%m-%d %H:%M"),
            "value": [day.strftime("%Y-%m-%dT%H:%M ") + utc(day, zone) for day in days]}


cases = []
while len(cases) < 400:
    made = case()
    if made is not None:
        cases.append(made)
write("occurrence", f"dateutil {version('python-dateutil')}, zoneinfo with tzdata {version('tzdata')}", cases, "community")
