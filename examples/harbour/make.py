#!/usr/bin/env python3
"""Writes survey.csv, so that everyone can see where the example's answers come from.

Synthetic from end to end: the company, its platform, the people and every sentence are invented.
What is planted (and what only looks like it) is written down in README.md; what the file then
really says is counted by facts.py, which shares no code with this script.

    python3 make.py            write survey.csv beside this script
    python3 make.py --check    write nothing; exit 1 when survey.csv differs from what would be written

Only `random()` is taken from Python's generator: its sequence for a seed is promised to stay the
same over Python versions, which `shuffle` and `choice` are not.
"""

import csv
import datetime
import io
import pathlib
import random
import sys

sys.dont_write_bytecode = True  # no cache folder beside the example
from sentences import (
    CHANGE_ANY_CONSUMER,
    CHANGE_BUILDER,
    CHANGE_CHAT_ONLY,
    CHANGE_LEADER,
    CHANGE_OTHER_CONSUMER,
    CHANGE_TEMPLATE_USER,
    INSTEAD,
)

SEED = 20250924
PEOPLE = 123  # one of them sends the form twice, so the file has 124 rows

HEADERS = [
    "Timestamp",
    "Which of these describes you best?",
    "Which team do you work in? (Harbour crew: the team you work with most) ",
    "How many years have you been at Ternsound?",
    "How many people are in your team? ",
    "Which parts of Harbour have you used in the past three months?",
    "How do you usually learn of changes to Harbour? ",
    "How likely are you to recommend Harbour to a colleague in another team? (0 = not at all, 10 = extremely)",
    "Harbour helps my team deliver more often",
    "I know where Harbour is heading in the next six months",
    "Harbour's capabilities meet my requirements",
    "Harbour is easy to use ",
    "How satisfied are you with … [Delivery pipelines]",
    "How satisfied are you with … [Observability]",
    "How satisfied are you with … [Data services]",
    "How satisfied are you with … [Documentation]",
    "How satisfied are you with … [Help from the Harbour crew]",
    "How often do you ask the Harbour crew for help?",
    "How easy was the last thing you set up on Harbour?",
    "Have you asked for a change or a new capability in the past year?",
    "What did you ask for? ",
    "Did you hear back?",
    "What became of it?",
    "Do you know who to ask when you are stuck on Harbour?",
    "If not, what do you do instead? ",
    "The last time you needed something from the Harbour crew, how many working days did you wait?",
    "If you could change one thing about Harbour, what would it be?",
]

CONSUMER = "Consumer: I build or run software on Harbour"
BUILDER = "Builder: I work on Harbour itself"
LEADER = "Leader: I decide on budget, people or direction"
PERSONAS = [(CONSUMER, 97), (BUILDER, 14), (LEADER, 12)]
TEAMS = [
    ("Parcel Flow", 30),
    ("Booking & Fares", 26),
    ("Customer Apps", 24),
    ("Vessel Operations", 17),
    ("Terminals & Gates", 16),
    ("Data & Forecasting", 10),
]

TEMPLATES = "Golden-path templates (service, job, front end)"
# Part of Harbour and how likely someone uses it. The third option begins with the second.
CAPABILITIES = [
    (TEMPLATES, 0.48),
    ("Delivery pipelines", 0.70),
    ("Delivery pipelines (release approvals, change log)", 0.26),
    ("Observability: logs, metrics and traces", 0.60),
    ("Data services (databases, queues, object storage)", 0.42),
    ("Secrets and certificates", 0.38),
    ("Environments on demand", 0.38),
    ("Docs portal", 0.52),
    ("Cost reports (per team, per service)", 0.17),
]
NOTHING = "Nothing yet"
CAPABILITY_WRITE_INS = [
    "our own scripts, mostly",
    "the old build box in Terminal 2",
    "Backups",
    "batch scheduler (the nightly one)",
    "someone from Harbour set it up for us, no idea what it uses",
]

CHAT = "Chat channel"
BREAKS = "I find out when something breaks"
CHANNELS = [
    (CHAT, 0.52),
    ("Release notes", 0.38),
    ("Monthly demo (live, or the recording)", 0.27),
    ("E-mail", 0.35),
    ("Docs portal, what's new page", 0.24),
    ("A colleague tells me", 0.40),
    (BREAKS, 0.32),
]
CHANNEL_WRITE_INS = ["Office hours", "our team lead, in the Monday round", "I read the commits", "I don't ", "at lunch, honestly"]

AGREEMENT = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]
SATISFACTION = ["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"]
FREQUENCY = ["Never", "A few times a year", "Monthly", "Weekly", "Daily"]
EASE = ["1 (very hard)", "2", "3", "4", "5 (very easy)"]
ASKED_FOR = ["A new capability", "A fix or an improvement", "An exception to a rule", "More access or quota"]
HEARD = ["A clear answer", "An answer, but nothing definite", "No answer"]
BECAME = ["Delivered", "Planned", "Declined, with a reason", "Open, no decision yet", "I don't know"]

WRITES_SOMETHING = 0.82  # the share who fill in the last question, as long as their sentences last


class Chance:
    """Draws from one seeded sequence, by `random()` alone."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def happens(self, p):
        return self.random() < p

    def below(self, n):
        return int(self.random() * n)

    def weighted(self, weights):
        point = self.random() * sum(weights)
        for place, weight in enumerate(weights):
            point -= weight
            if point < 0:
                return place
        return len(weights) - 1

    def noise(self):
        """About normal, mean 0, standard deviation 1."""
        return (self.random() + self.random() + self.random() - 1.5) * 2

    def shuffled(self, items):
        items = list(items)
        for place in range(len(items) - 1, 0, -1):
            other = self.below(place + 1)
            items[place], items[other] = items[other], items[place]
        return items


def step(scale, score):
    """The word on a five-point scale for a score whose usual range is -2 to 2."""
    return scale[sum(score > cut for cut in (-1.7, -0.8, 0.0, 1.1))]


def spread(chance, quotas):
    return chance.shuffled([name for name, count in quotas for _ in range(count)])


def channels_of(chance):
    """(chat alone, the channels someone ticks, in the form's order)."""
    if chance.happens(0.24):
        return True, [CHAT]
    ticked = [name for name, p in CHANNELS if chance.happens(p)]
    return False, ticked if ticked not in ([], [CHAT]) else ticked + ["E-mail"]


def years(chance):
    kind = chance.random()
    if kind < 0.03:
        return ""
    if kind < 0.06:
        return "8-10"
    if kind < 0.1:
        return "10+"
    whole = int(chance.random() * chance.random() * 17)
    return "0.5" if whole == 0 and chance.happens(0.5) else str(whole)


def person(chance, persona, team):
    """One filled-in form without its time and its last text, and what decides on that text."""
    newcomer = chance.happens(0.06)
    templates = not newcomer and chance.happens(CAPABILITIES[0][1])
    used = [TEMPLATES] if templates else []
    used += [n for n, p in CAPABILITIES[1:] if not newcomer and chance.happens(p + 0.1 * templates)]
    used = used or [NOTHING]
    chat_only, channels = channels_of(chance)

    # Team and persona decide nothing below: whatever differs between those is chance.
    # The planted truths: templates shorten the wait and lift the mood, chat alone lowers it.
    mood = 0.35 * chance.noise() + (0.55 if templates else -0.1) - (0.7 if chat_only else 0)
    feel = lambda scale, shift=0.0: step(scale, mood + shift + 0.95 * chance.noise())
    sometimes = lambda value, missing=0.03: "" if chance.happens(missing) else value

    recommend = round(6.9 + 1.9 * mood + 1.5 * chance.noise())
    agreement = [sometimes(feel(AGREEMENT, shift)) for shift in (0.3, -0.4, 0.2, 0.0)]
    rows = [
        ("Delivery pipelines", 0.4),
        ("Observability", 0.1),
        ("Data services", -0.2),
        ("", -0.3),
        ("", 0.2),
    ]
    grid = []
    for begins, shift in rows:
        uses = not begins or any(name.startswith(begins) for name in used)
        grid.append(sometimes(feel(SATISFACTION, shift), 0.02 if uses else 0.2))
    # Planted, strong enough to outlast a correction for thousands of pairs: who uses templates asks rarely.
    often = FREQUENCY[chance.weighted([5, 66, 17, 9, 3] if templates else [4, 15, 33, 36, 12])]
    ease = EASE[AGREEMENT.index(feel(AGREEMENT, 0.1))]

    asked = "Yes" if chance.happens(0.5) else "No"
    follow_up = ["", "", ""]
    if asked == "Yes":
        became = chance.weighted([26, 20, 12, 30, 12])
        heard = chance.weighted([[70, 25, 5], [40, 50, 10], [75, 20, 5], [15, 45, 40], [10, 35, 55]][became])
        follow_up = [ASKED_FOR[chance.weighted([28, 38, 12, 22])], HEARD[heard], BECAME[became]]

    # Planted, strong enough likewise: who learns of changes by breakage does not know who to ask.
    lost = chance.happens(0.74 if BREAKS in channels else 0.17)
    wait = ""
    if not chance.happens(0.05):
        days = (1.0 if templates else 1.6) + (4.0 if templates else 8.0) * chance.random() * (0.4 + chance.random())
        if chance.happens(0.09):
            days *= 3
        wait = "0.5" if days < 1.05 and chance.happens(0.2) else str(int(days))

    answers = [
        persona,
        team,
        years(chance),
        sometimes(str(4 + chance.weighted([6, 10, 14, 18, 14, 10, 8, 5, 3, 2]))),
        used,
        sometimes(channels, 0.03),
        sometimes(str(max(0, min(10, recommend))), 0.02),
        *agreement,
        *grid,
        sometimes(often, 0.02),
        sometimes(ease),
        asked,
        *follow_up,
        "No" if lost else "Yes",
        "",
        wait,
        "",
    ]
    return {"answers": answers, "templates": templates, "chat_only": chat_only}


def write_ins(chance, people, column, texts):
    """Other: one free text at the end of some people's ticked options."""
    takers = [p for p in chance.shuffled(people) if isinstance(p["answers"][column], list) and not p["chat_only"]]
    for one, text in zip(takers, texts):
        one["answers"][column] = [a for a in one["answers"][column] if a != NOTHING] + [text]


def last_texts(chance, people):
    pools = [
        (CHANGE_BUILDER, lambda p: p["answers"][0] == BUILDER),
        (CHANGE_LEADER, lambda p: p["answers"][0] == LEADER),
        (CHANGE_CHAT_ONLY, lambda p: p["chat_only"]),
        (CHANGE_TEMPLATE_USER, lambda p: p["templates"]),
        (CHANGE_OTHER_CONSUMER, lambda p: not p["templates"]),
    ]
    odd_ones_first = lambda texts: sorted(chance.shuffled(texts), key=lambda t: "\n" in t or "@" in t)
    pools = [(odd_ones_first(texts), fits) for texts, fits in pools]
    anyone = odd_ones_first(CHANGE_ANY_CONSUMER)
    for one in chance.shuffled(people):
        pool = next(texts for texts, fits in pools if fits(one))
        if pool not in (pools[0][0], pools[1][0]) and (not pool or chance.happens(0.3)):
            pool = anyone
        if pool and chance.happens(WRITES_SOMETHING):
            one["answers"][-1] = pool.pop()


def survey():
    chance = Chance(SEED)
    people = [
        person(chance, persona, team)
        for persona, team in zip(spread(chance, PERSONAS), spread(chance, TEAMS))
    ]
    write_ins(chance, people, 4, CAPABILITY_WRITE_INS)
    write_ins(chance, people, 5, CHANNEL_WRITE_INS)
    last_texts(chance, people)

    knows, instead = HEADERS.index("Do you know who to ask when you are stuck on Harbour?") - 1, -3
    order = chance.shuffled(people)
    lost = [p for p in order if p["answers"][knows] == "No"]
    known = [p for p in order if p["answers"][knows] == "Yes"]
    for one, text in zip(known[:4] + lost[2:], chance.shuffled(INSTEAD)):
        one["answers"][instead] = text
    # What real forms bring: a rough number, and an answer typed by hand.
    order[0]["answers"][3] = "~12"
    known[-1]["answers"][knows] = "yes"

    # The form was open from 8 to 26 September 2025; most answer on the first days and after the reminder.
    opened = datetime.datetime(2025, 9, 8)
    seconds = []
    for _ in people:
        day = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18][
            chance.weighted([22, 14, 9, 6, 4, 3, 2, 4, 16, 8, 4, 3, 2, 3, 5])
        ]
        seconds.append(day * 86400 + 7 * 3600 + chance.below(11 * 3600))
    table = []
    for second, one in zip(sorted(seconds), people):
        table.append((opened + datetime.timedelta(seconds=second), one["answers"]))
    twice = next(i for i in range(80, PEOPLE) if table[i][1][-1] and table[i][1][-3] == "")
    table.insert(twice + 1, (table[twice][0] + datetime.timedelta(seconds=41), table[twice][1]))
    return table


def text_of(table):
    """The file as the form service's spreadsheet saves it: CRLF between rows, none at the end."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for time, answers in table:
        stamp = f"{time.month}/{time.day}/{time.year} {time.hour}:{time:%M:%S}"
        writer.writerow([stamp] + [", ".join(a) if isinstance(a, list) else a for a in answers])
    return out.getvalue().removesuffix("\r\n").encode("utf-8")


def main():
    path = pathlib.Path(__file__).with_name("survey.csv")
    made = text_of(survey())
    if "--check" in sys.argv[1:]:
        same = path.read_bytes() == made
        print(f"{path.name}: {'as made' if same else 'differs from what make.py makes'}")
        return 0 if same else 1
    path.write_bytes(made)
    print(f"{path.name}: {PEOPLE + 1} rows, {len(made)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
