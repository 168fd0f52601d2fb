"""What the peers of `cargo xtask bench events` share: how they are called, and the small ends.

    python events_with_X.py EVENTS.jsonl OUT.json

A peer reads the file, leaves out what is there twice, and brings small tables: who was active in which
month, who began when, and deliveries. What follows from those is counted here, with ordinary sets.
"""

import json
import sys
import time

START = 1717200000000
DAY = 86400000
DAYS = 730
MONTHS = 24
WITHIN = 14 * DAY
NOW = START + DAYS * DAY
FIRST_MONTH = 2024 * 12 + 6
CUSTOMERS = 400
FILE, OUT = sys.argv[1:3]

seconds = {}
last = time.perf_counter()


def done(part):
    global last
    now = time.perf_counter()
    seconds[part] = round(now - last, 4)
    last = now


def median(values):
    values = sorted(values)
    half = len(values) // 2
    if not values:
        return None
    return float(values[half]) if len(values) % 2 else (values[half - 1] + values[half]) / 2


def adoption(active, persons, began):
    """`active`: (capability, customer, month); `persons`: (capability or "", month, count);
    `began`: (capability, customer, first moment, first moment of value or None, month of the first)."""
    number = lambda customer: int(customer[5:])
    sets = {}
    for capability, customer, month in active:
        for name in (capability, ""):
            sets.setdefault(name, {}).setdefault(min(max(month, -2), MONTHS), set()).add(number(customer))
    first = {}
    for capability, customer, start, value, month in began:
        for name in (capability, ""):
            own = first.setdefault(name, {})
            old = own.get(customer, (NOW * 2, NOW * 2, 0))
            value_or = NOW * 2 if value is None else value
            own[customer] = (min(old[0], start), min(old[1], value_or), month if start < old[0] else old[2])
    people = {}
    for capability, month, count in persons:
        if 0 <= month < MONTHS:
            people.setdefault(capability, [0] * MONTHS)[month] = count
    eligible = {own for own in range(CUSTOMERS) if own % 5}
    mandated = {own for own in eligible if own % 7 == 0}
    answer = {}
    for name, months in sorted(sets.items()):
        of = lambda month: months.get(month, set())
        ever = set().union(*(people for month, people in months.items() if month < 0)) if months else set()
        rows, flows, cohorts = [], [], []
        for month in range(MONTHS):
            now, before = of(month), of(month - 1)
            rows.append([len(now & eligible), len(now & mandated), len(now & (eligible - mandated))])
            new = now - ever
            flows.append([len(new), len(now & before), len((now & ever) - before), len(before - now)])
            still, cohort = set(new), [len(new)]
            for later in range(month, MONTHS):
                still &= of(later)
                cohort += [len(new & of(later)), len(still)]
            cohorts.append(cohort)
            ever |= now
        base = count = waiting = 0
        for start, value, month in first[name].values():
            if not 0 <= month < MONTHS:
                continue
            if start + WITHIN > NOW:
                waiting += 1
                continue
            base += 1
            count += value - start <= WITHIN
        answer[name] = {
            "adoption": rows, "flow": flows, "cohorts": cohorts, "persons": people.get(name, [0] * MONTHS),
            "activation": [count, base, waiting],
        }
    return answer


def delivery(deployments, leads):
    """`deployments`: (service, moment, failures, recovered or None, rework); `leads`: (service, milliseconds)."""
    services = {"": ([], [])}
    for row in deployments:
        for name in (row[0], ""):
            services.setdefault(name, ([], []))[0].append(row)
    for service, took in leads:
        for name in (service, ""):
            services.setdefault(name, ([], []))[1].append(took)
    answer = {}
    for name, (rows, took) in sorted(services.items()):
        failed = [row for row in rows if row[2]]
        recovery = [row[3] - row[1] for row in failed if row[3] is not None]
        answer[name] = [
            len(rows), len({row[1] // DAY for row in rows}), len(took), median(took), len(failed),
            len(recovery), median(recovery), len(failed) - len(recovery), sum(1 for row in rows if row[4]),
        ]
    return answer


def finish(events, use, deliveries):
    done("ends")
    with open(OUT, "w", encoding="utf-8") as file:
        json.dump({"events": events, "use": use, "delivery": deliveries, "seconds": seconds}, file)
