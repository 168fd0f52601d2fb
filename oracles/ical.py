"""Reads the calendars that paap wrote with foreign libraries: icalendar, recurring-ical-events, dateutil.

    PAAP_CALENDARS=/some/folder cargo test -p paap-community --test oracles -- --ignored
    .oracles/bin/python oracles/ical.py /some/folder

Every calendar is expanded three times: as a program does that knows the zones by name, as one does that
knows none and must believe the file's VTIMEZONE (the zones are renamed), and with dateutil's reader of
VTIMEZONE. All must say what the file beside it (`.json`) says: local time, moment, and end of every meeting.
Ends with 1 where one does not.
"""

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
    calendar = icalendar.Calendar.from_ical(text)
    for event in calendar.walk():
        if event.errors:
            raise SystemExit(f"{event.name}: {event.errors}")
    found = []
    for event in recurring_ical_events.of(calendar).between(start, end):
        begins = event["DTSTART"].dt
        found.append([minutes(begins), utc(begins), utc(event.end)])
    return sorted(found)


def unknown(text: bytes) -> bytes:
    """The same calendar, of zones that nobody knows: the longest names first, as one may begin another."""
    unfolded = text.replace(b"\r\n ", b"")
    names = {line[5:] for line in unfolded.split(b"\r\n") if line.startswith(b"TZID:")}
    for number, name in enumerate(sorted(names, key=len, reverse=True)):
        new = b"Moon/Crater_%d" % number
        unfolded = unfolded.replace(b"TZID:" + name + b"\r\n", b"TZID:" + new + b"\r\n")
        unfolded = unfolded.replace(b"TZID=" + name + b":", b"TZID=" + new + b":")
    return unfolded


def by_dateutil(path: Path, meetings: list) -> list:
    """The moments of local times, by dateutil's reader of VTIMEZONE."""
    # It knows no RDATE, no end in UTC and nothing but events' zones: zones with dates are left to icalendar.
    text = path.read_text().replace("\r\n ", "")
    wrong = []
    for zone in {meeting[0] for meeting in meetings}:
        part = next(p for p in text.split("BEGIN:VTIMEZONE\r\n") if p.startswith(f"TZID:{zone}\r\n"))
        part = part.split("END:VTIMEZONE")[0]
        if "RDATE" in part:
            continue
        import io

        whole = "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\n" + part + "END:VTIMEZONE\r\nEND:VCALENDAR\r\n"
        clock = tzical(io.StringIO(whole)).get(zone)
        for name, local, moment, _ in meetings:
            if name == zone:
                time = datetime.fromisoformat(local).replace(tzinfo=clock)
                # In a fold both are allowed: dateutil's own choice is by its own rule.
                if utc(time) != moment and utc(time.replace(fold=1)) != moment:
                    wrong.append((zone, local, moment, utc(time)))
    return wrong


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
        text = path.read_bytes()
        for how, found in (("by name", expand(text, start, end)), ("by VTIMEZONE", expand(unknown(text), start, end))):
            compared += len(found)
            if found != expected:
                wrong += 1
                ours = [meeting for meeting in expected if meeting not in found]
                theirs = [meeting for meeting in found if meeting not in expected]
                print(f"{path.name} {how}: {len(expected)} expected, {len(found)} found; {ours[:4]} against {theirs[:4]}")
        off = by_dateutil(path, told["meetings"])
        if off:
            wrong += 1
            print(f"{path.name} by dateutil: {len(off)} off; {off[:3]}")
    print(f"{files} calendars, {compared} meetings, {wrong} wrong")
    return int(wrong > 0 or files == 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
