"""Reads the calendars that paap wrote with foreign libraries: icalendar, recurring-ical-events, dateutil.

    PAAP_CALENDARS=/some/folder cargo test -p paap-community --test oracles -- --ignored
    .oracles/bin/python oracles/ical.py /some/folder

Every calendar is expanded three times: as a program does that knows the zones by name, as one does that
knows none and must believe the file's VTIMEZONE (the zones are renamed), and with dateutil's reader of
VTIMEZONE. All must say what the file beside it (`.json`) says: local time, moment, and length of every meeting.
Ends with 1 where one does not.
"""

import io
import itertools
import json
import sys
import zoneinfo
from datetime import datetime, timezone
from pathlib import Path

import icalendar
import recurring_ical_events
from dateutil.tz import tzical

# The zones of the machine may be older than those that are pinned.
zoneinfo.reset_tzpath(to=[])


def minutes(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


def utc(moment: datetime) -> str:
    return minutes(moment.astimezone(timezone.utc)) + "Z"


def expand(text: bytes, start: datetime, end: datetime) -> list:
    """Every meeting: local time, moment, and length."""
    calendar = icalendar.Calendar.from_ical(text)
    for event in calendar.walk():
        if event.errors:
            raise SystemExit(f"{event.name}: {event.errors}")
    found = []
    for event in recurring_ical_events.of(calendar).between(start, end):
        begins, ends = event["DTSTART"].dt, event.end
        # Python adds hours to the clock's time: over a clock change that is another moment than RFC 5545's.
        found.append([minutes(begins), utc(begins), str(ends.replace(tzinfo=None) - begins.replace(tzinfo=None))])
    return sorted(found)


CRATERS = itertools.count()


def unknown(text: bytes) -> bytes:
    """The same calendar, of zones that nobody knows. No two are named alike, as icalendar keeps what it read."""
    unfolded = text.replace(b"\r\n ", b"")
    for name in {line[5:] for line in unfolded.split(b"\r\n") if line.startswith(b"TZID:")}:
        new = b"Moon/Crater_%d" % next(CRATERS)
        unfolded = unfolded.replace(b"TZID:" + name + b"\r\n", b"TZID:" + new + b"\r\n")
        unfolded = unfolded.replace(b"TZID=" + name + b":", b"TZID=" + new + b":")
    return unfolded


def there(local: datetime, zone: str) -> bool:
    """Whether clocks show a local time once: dateutil has a rule of its own for gaps and folds."""
    times = [local.replace(tzinfo=zoneinfo.ZoneInfo(zone), fold=fold) for fold in (0, 1)]
    return times[0].utcoffset() == times[1].utcoffset()


def by_dateutil(path: Path, meetings: list) -> tuple[int, list]:
    """The moments of local times, by dateutil's reader of VTIMEZONE, which knows no RDATE."""
    text = path.read_bytes().decode().replace("\r\n ", "")
    wrong, compared = [], 0
    for zone in {meeting[0] for meeting in meetings}:
        parts = text.split("BEGIN:VTIMEZONE\r\n")
        part = next(part for part in parts if part.startswith(f"TZID:{zone}\r\n")).split("END:VTIMEZONE")[0]
        if "RDATE" in part:
            continue
        whole = f"BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\n{part}END:VTIMEZONE\r\nEND:VCALENDAR\r\n"
        clock = tzical(io.StringIO(whole)).get(zone)
        for name, local, moment, _ in meetings:
            time = datetime.fromisoformat(local)
            if name == zone and there(time, zone):
                compared += 1
                if utc(time.replace(tzinfo=clock)) != moment:
                    wrong.append((zone, local, moment, utc(time.replace(tzinfo=clock))))
    return compared, wrong


def main(folders: list[str]) -> int:
    if len(folders) != 1:
        print(__doc__)
        return 2
    wrong = compared = files = 0
    for path in sorted(Path(folders[0]).glob("*.ics")):
        files += 1
        told = json.loads(path.with_suffix(".json").read_text())
        start, end = (datetime.fromisoformat(told[key]).replace(tzinfo=timezone.utc) for key in ("from", "to"))
        expected = sorted(meeting[1:] for meeting in told["meetings"])
        # icalendar, too, reads gaps and folds of a VTIMEZONE by a rule of its own. Where there are several zones
        # nothing is in one.
        zone = told["meetings"][0][0]
        plain = [meeting for meeting in expected if there(datetime.fromisoformat(meeting[0]), zone)]
        text = path.read_bytes()
        by_zone = expand(unknown(text), start, end)
        by_zone = [meeting for meeting in by_zone if there(datetime.fromisoformat(meeting[0]), zone)]
        for how, wanted, found in (("by name", expected, expand(text, start, end)), ("by VTIMEZONE", plain, by_zone)):
            compared += len(found)
            if found != wanted:
                wrong += 1
                ours = [meeting for meeting in wanted if meeting not in found]
                theirs = [meeting for meeting in found if meeting not in wanted]
                print(f"{path.name} {how}: {len(wanted)} expected, {len(found)} found; {ours[:3]} against {theirs[:3]}")
        checked, off = by_dateutil(path, told["meetings"])
        compared += checked
        if off:
            wrong += 1
            print(f"{path.name} by dateutil: {len(off)} off; {off[:3]}")
    print(f"{files} calendars, {compared} meetings, {wrong} wrong")
    return int(wrong > 0 or files == 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
