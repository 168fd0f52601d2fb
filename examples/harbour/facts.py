#!/usr/bin/env python3
"""Counts what survey.csv really says, for the tests to compare with. Shares no code with make.py.

Writes facts.json (everything, exact) and FACTS.md (the same for people to read).

    python3 facts.py           write both beside this script
    python3 facts.py --check   write nothing; exit 1 when one of them differs

The questionnaire below is written down by hand, so an option is counted because the form had it,
not because it was guessed from the file. A file that does not fit it stops the script.
"""

import csv
import hashlib
import io
import json
import math
import pathlib
import statistics
import sys

sys.dont_write_bytecode = True  # no cache folder beside the example
from page import page

HERE = pathlib.Path(__file__).parent
AGREE = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]
SATISFIED = ["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"]
# id, kind, options in the form's order, (gate, its answer) where a question is asked of some only.
QUESTIONS = [
    ("q1", "single", [
        "Consumer: I build or run software on Harbour",
        "Builder: I work on Harbour itself",
        "Leader: I decide on budget, people or direction",
    ], None),
    ("q2", "single", [
        "Booking & Fares", "Parcel Flow", "Customer Apps",
        "Vessel Operations", "Terminals & Gates", "Data & Forecasting",
    ], None),
    ("q3", "number", [], None),
    ("q4", "number", [], None),
    ("q5", "checkbox", [
        "Golden-path templates (service, job, front end)",
        "Delivery pipelines",
        "Delivery pipelines (release approvals, change log)",
        "Observability: logs, metrics and traces",
        "Data services (databases, queues, object storage)",
        "Secrets and certificates",
        "Environments on demand",
        "Docs portal",
        "Cost reports (per team, per service)",
        "Nothing yet",
    ], None),
    ("q6", "checkbox", [
        "Chat channel",
        "Release notes",
        "Monthly demo (live, or the recording)",
        "E-mail",
        "Docs portal, what's new page",
        "A colleague tells me",
        "I find out when something breaks",
    ], None),
    ("q7", "rating", [str(n) for n in range(11)], None),
    ("q8", "scale", AGREE, None),
    ("q9", "scale", AGREE, None),
    ("q10", "scale", AGREE, None),
    ("q11", "scale", AGREE, None),
    ("q12.1", "grid", SATISFIED, None),
    ("q12.2", "grid", SATISFIED, None),
    ("q12.3", "grid", SATISFIED, None),
    ("q12.4", "grid", SATISFIED, None),
    ("q12.5", "grid", SATISFIED, None),
    ("q13", "scale", ["Never", "A few times a year", "Monthly", "Weekly", "Daily"], None),
    ("q14", "scale", ["1 (very hard)", "2", "3", "4", "5 (very easy)"], None),
    ("q15", "single", ["Yes", "No"], None),
    ("q16", "single", [
        "A new capability", "A fix or an improvement", "An exception to a rule", "More access or quota",
    ], ("q15", "Yes")),
    ("q17", "single", ["A clear answer", "An answer, but nothing definite", "No answer"], ("q15", "Yes")),
    ("q18", "single", [
        "Delivered", "Planned", "Declined, with a reason", "Open, no decision yet", "I don't know",
    ], ("q15", "Yes")),
    ("q19", "single", ["Yes", "No", "yes"], None),
    ("q20", "text", [], None),
    ("q21", "number", [], None),
    ("q22", "text", [], None),
]
TEMPLATES = "Golden-path templates (service, job, front end)"
LEVEL = 0.05


def ticked(cell, options):
    """(options ticked, the write-in) of one checkbox cell: always the longest option that fits."""
    found, rest = [], cell
    while rest:
        fits = [o for o in options if rest == o or rest.startswith(o + ", ")]
        if not fits:
            break
        found.append(max(fits, key=len))
        rest = rest[len(found[-1]) + 2 :]
    return found, rest


def plain(cell):
    """The number a cell is, or None where it is a range, a rough number or empty."""
    try:
        return float(cell)
    except ValueError:
        return None


def fisher(a, b, c, d):
    """Two-sided exact p of a 2x2 table: all tables no likelier than this one (Fisher 1935)."""
    row, column, n = a + b, a + c, a + b + c + d
    chances = {
        x: math.comb(row, x) * math.comb(n - row, column - x)
        for x in range(max(0, row + column - n), min(row, column) + 1)
    }
    return sum(v for v in chances.values() if v <= chances[a]) / math.comb(n, column)


def chi_square(a, b, c, d):
    """p of Pearson's chi-square on a 2x2 table, one degree of freedom, no continuity correction."""
    n = a + b + c + d
    x = n * (a * d - b * c) ** 2 / ((a + b) * (c + d) * (a + c) * (b + d))
    return math.erfc(math.sqrt(x / 2))


def compare(inside, outside, has):
    """Shares of `has` in two groups, and Fisher's p for the difference."""
    a, c = sum(map(has, inside)), sum(map(has, outside))
    b, d = len(inside) - a, len(outside) - c
    return {
        "inside": {"count": a, "base": len(inside)},
        "outside": {"count": c, "base": len(outside)},
        "difference": a / len(inside) - c / len(outside),
        "fisher_p": fisher(a, b, c, d),
    }


def mann_whitney(xs, ys):
    """U of xs (ties count half) and its two-sided normal p, corrected for ties, not for continuity."""
    u = sum((x > y) + (x == y) / 2 for x in xs for y in ys)
    n, m = len(xs), len(ys)
    both = xs + ys
    ties = sum(both.count(v) ** 3 - both.count(v) for v in set(both))
    sd = math.sqrt(n * m / 12 * (n + m + 1 - ties / ((n + m) * (n + m - 1))))
    return {"u": u, "p": math.erfc(abs(u - n * m / 2) / sd / math.sqrt(2))}


def nps(ratings):
    promoters, detractors = sum(r >= 9 for r in ratings), sum(r <= 6 for r in ratings)
    passives = len(ratings) - promoters - detractors
    score = 100 * (promoters - detractors) / len(ratings)
    return {"base": len(ratings), "promoters": promoters, "passives": passives, "detractors": detractors, "nps": score}


def question_facts(rows, header, column, question):
    qid, kind, options, gate = question
    cells = [row[qid] for row in rows]
    asked = len(rows) if gate is None else sum(row[gate[0]] == gate[1] for row in rows)
    answered = [c for c in cells if c != ""]
    facts = {"id": qid, "column": column, "label": header, "kind": kind, "asked": asked, "answered": len(answered)}
    if gate:
        assert all((row[qid] != "") == (row[gate[0]] == gate[1]) for row in rows), qid
        facts["asked_of"] = {"question": gate[0], "option": gate[1]}
    if kind == "number":
        values = [v for v in map(plain, answered) if v is not None]
        facts |= {
            "plain_numbers": len(values),
            "not_plain": {c: cells.count(c) for c in sorted(set(answered)) if plain(c) is None},
            "sum": sum(values), "min": min(values), "max": max(values), "median": statistics.median(values),
        }
    elif kind == "text":
        facts |= {"distinct": len(set(answered)), "multi_line": sum("\n" in c for c in answered)}
    else:
        split = [ticked(c, options) if kind == "checkbox" else ([c] if c in options else [], "") for c in answered]
        others = [rest for found, rest in split if rest]
        assert kind == "checkbox" or all(found for found, _ in split), (qid, set(answered) - set(options))
        facts["options"] = [{"label": o, "count": sum(o in found for found, _ in split)} for o in options]
        if kind == "checkbox":
            facts |= {"ticks": sum(len(found) for found, _ in split), "others": sorted(others)}
    return facts


def associations(rows):
    """Every pair of options of two different questions, on the people who answered both."""
    items = []
    for qid, kind, options, gate in QUESTIONS:
        for o in options:
            who = {i for i, r in enumerate(rows) if o in (ticked(r[qid], options)[0] if kind == "checkbox" else [r[qid]])}
            items.append((qid, o, who, {i for i, r in enumerate(rows) if r[qid] != ""}, gate))
    pairs = []
    for at, (qa, oa, wa, ba, _) in enumerate(items):
        for qb, ob, wb, bb, gate in items[at + 1 :]:
            if qa == qb or (gate and gate[0] == qa):
                continue
            base = ba & bb
            a, b, c = len(wa & wb), len((wa & base) - wb), len((wb & base) - wa)
            d = len(base) - a - b - c
            if 0 in (a + b, c + d, a + c, b + d):
                continue
            expected = min(a + b, c + d) * min(a + c, b + d) / len(base)
            test = fisher if expected < 5 else chi_square
            pairs.append({
                "a": {"question": qa, "option": oa}, "b": {"question": qb, "option": ob},
                "n": len(base), "both": a, "table": [a, b, c, d],
                "effect": a / (a + b) - c / (c + d), "test": test.__name__, "p": test(a, b, c, d),
            })
    pairs.sort(key=lambda pair: pair["p"])
    q = 1.0
    for rank in range(len(pairs), 0, -1):  # Benjamini and Hochberg 1995, step up
        q = min(q, pairs[rank - 1]["p"] * len(pairs) / rank)
        pairs[rank - 1]["q"] = q
    kept = sum(pair["q"] <= LEVEL for pair in pairs)
    return {"pairs_tested": len(pairs), "level": LEVEL, "kept": kept, "strongest": pairs[: kept + 5]}


def all_facts():
    raw = (HERE / "survey.csv").read_bytes()
    header, *records = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True)
    assert len(header) == len(QUESTIONS) + 1 and all(len(r) == len(header) for r in records)
    rows = [{"time": r[0]} | {q[0]: cell for q, cell in zip(QUESTIONS, r[1:])} for r in records]
    number = lambda keep: [i + 2 for i, r in enumerate(rows) if keep(r)]  # the header is row 1
    answers = lambda r: tuple(v for k, v in r.items() if k != "time")

    options = {q[0]: q[2] for q in QUESTIONS}
    channels = [ticked(r["q6"], options["q6"]) for r in rows]
    users = [r for r in rows if TEMPLATES in ticked(r["q5"], options["q5"])[0]]
    others = [r for r in rows if r not in users]
    chat = [r for r, c in zip(rows, channels) if c == (["Chat channel"], "")]
    more = [r for r in rows if r["q6"] and r not in chat]
    breaks = [r for r, c in zip(rows, channels) if "I find out when something breaks" in c[0]]
    unbroken = [r for r in rows if r["q6"] and r not in breaks]
    whole = lambda people, q: [v for v in (plain(r[q]) for r in people) if v is not None]
    answered = lambda people, *qs: [r for r in people if all(r[q] for q in qs)]
    top = lambda q: lambda r: r[q] in ("Satisfied", "Very satisfied", "Agree", "Strongly agree", "4", "5 (very easy)")

    def share(inside, outside, q, has):
        return compare(answered(inside, q), answered(outside, q), has)

    def against_rest(group, begins, q, has=None):
        inside = [r for r in rows if r[group].startswith(begins)]
        return share(inside, [r for r in rows if r not in inside], q, has or top(q))

    def cross(qa, qb):
        split = lambda q, cell: ticked(cell, options[q])[0] if q in ("q5", "q6") else [cell]
        base = answered(rows, qa, qb)
        count = lambda a, b: sum(a in split(qa, r[qa]) and b in split(qb, r[qb]) for r in base)
        counts = [[count(a, b) for b in options[qb]] for a in options[qa]]
        return {"base": len(base), "rows": options[qa], "columns": options[qb], "counts": counts}

    satisfaction = {}
    for q in ["q12.1", "q12.2", "q12.3", "q12.4", "q12.5"]:
        people = answered(rows, q)
        satisfaction[q] = {"base": len(people), "satisfied": sum(map(top(q), people))}
    ux = [sum(AGREE.index(r[q]) for q in ("q10", "q11")) * 100 / 8 for r in answered(rows, "q10", "q11")]
    cells_chat = [(r, q) for r in chat for q in satisfaction if r[q]]
    cells_more = [(r, q) for r in more for q in satisfaction if r[q]]
    return {
        "about": "Synthetic. Counted by facts.py from survey.csv; row numbers count the header as row 1.",
        "sha256": hashlib.sha256(raw).hexdigest(),
        "respondents": len(rows),
        "columns": len(header),
        "questions": [question_facts(rows, h, i + 2, q) for i, (h, q) in enumerate(zip(header[1:], QUESTIONS))],
        "scores": {
            "nps": nps(whole(rows, "q7")),
            "nps_template_users": nps(whole(users, "q7")),
            "nps_others": nps(whole(others, "q7")),
            "nps_chat_only": nps(whole(chat, "q7")),
            "nps_more_than_chat": nps(whole(more, "q7")),
            "csat": satisfaction,
            "ces_easy": {"base": len(answered(rows, "q14")), "easy": sum(map(top("q14"), rows))},
            "ux_lite": {"base": len(ux), "mean": statistics.fmean(ux), "sd": statistics.stdev(ux)},
        },
        "median_wait_by_team": {
            name: {"base": len(days), "median_days": statistics.median(days)}
            for name in options["q2"] for days in [whole([r for r in rows if r["q2"] == name], "q21")]
        },
        "cross": [cross("q1", "q15") | {"of": ["q1", "q15"]}, cross("q5", "q13") | {"of": ["q5", "q13"]}],
        "planted": {
            "wait_by_templates": {
                "users": {"base": len(whole(users, "q21")), "median_days": statistics.median(whole(users, "q21"))},
                "others": {"base": len(whole(others, "q21")), "median_days": statistics.median(whole(others, "q21"))},
                "mann_whitney": mann_whitney(whole(users, "q21"), whole(others, "q21")),
            },
            "recommend_by_templates": {
                "users_median": statistics.median(whole(users, "q7")),
                "others_median": statistics.median(whole(others, "q7")),
                "mann_whitney": mann_whitney(whole(users, "q7"), whole(others, "q7")),
            },
            "recommend_by_chat_only": mann_whitney(whole(chat, "q7"), whole(more, "q7")),
            "satisfied_by_chat_only": {q: share(chat, more, q, top(q)) for q in satisfaction},
            "satisfied_grid_cells_by_chat_only": {
                "chat_only": {"count": sum(top(q)(r) for r, q in cells_chat), "base": len(cells_chat)},
                "more": {"count": sum(top(q)(r) for r, q in cells_more), "base": len(cells_more)},
            },
            "asks_a_few_times_a_year_by_templates": share(users, others, "q13", lambda r: r["q13"] == "A few times a year"),
            "does_not_know_who_to_ask_by_breakage": share(breaks, unbroken, "q19", lambda r: r["q19"] == "No"),
        },
        "looks_big_but_is_not_sure": {
            "leaders_say_it_helps_to_deliver": against_rest("q1", "Leader", "q8"),
            "leaders_satisfied_with_help": against_rest("q1", "Leader", "q12.5"),
            "terminals_satisfied_with_pipelines": against_rest("q2", "Terminals & Gates", "q12.1"),
            "forecasting_say_it_meets_requirements": against_rest("q2", "Data & Forecasting", "q10"),
        },
        "sure_alone_but_not_after_correction": {
            "customer_apps_say_it_helps_to_deliver": against_rest("q2", "Customer Apps", "q8"),
            "customer_apps_got_no_answer": against_rest("q2", "Customer Apps", "q17", lambda r: r["q17"] == "No answer"),
        },
        "associations": associations(rows),
        "oddities": {
            "duplicate_rows": [[i + 1, i + 2] for i in range(1, len(rows)) if answers(rows[i]) == answers(rows[i - 1])],
            "mail_address_rows": number(lambda r: "@" in r["q22"] + r["q20"]),
            "lower_case_yes_rows": number(lambda r: r["q19"] == "yes"),
            "multi_line_rows": number(lambda r: any("\n" in v for v in r.values())),
            "rows_with_double_quotes": number(lambda r: any('"' in v for v in r.values())),
            "headers_with_trailing_space": sum(h != h.rstrip() for h in header),
            "write_ins_with_comma": sorted(
                rest for q in ("q5", "q6") for rest in [ticked(r[q], options[q])[1] for r in rows] if ", " in rest
            ),
            "counted_wrongly": {
                "q5_delivery_pipelines_by_substring": sum("Delivery pipelines" in r["q5"] for r in rows),
                "q5_different_pieces_by_plain_split": len({piece for r in rows for piece in r["q5"].split(", ")}),
            },
            "nearly_a_follow_up": {
                "gate": "q19", "option": "No", "question": "q20",
                "option_and_text": sum(r["q19"] == "No" and r["q20"] != "" for r in rows),
                "option_without_text": sum(r["q19"] == "No" and r["q20"] == "" for r in rows),
                "other_answer_and_text": sum(r["q19"] != "No" and r["q20"] != "" for r in rows),
            },
        },
    }


def rounded(value):
    """All fractions to 12 digits, so that machines whose last bits differ write the same file."""
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [rounded(inner) for inner in value]
    return float(f"{value:.12g}") if isinstance(value, float) else value


def main():
    facts = rounded(all_facts())
    made = {"facts.json": json.dumps(facts, indent=1, ensure_ascii=False) + "\n", "FACTS.md": page(facts)}
    wrong = 0
    for name, text in made.items():
        path = HERE / name
        if "--check" in sys.argv[1:]:
            same = path.read_text(encoding="utf-8") == text
            wrong += not same
            print(f"{name}: {'as counted' if same else 'differs from what facts.py counts'}")
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{name}: {len(text)} characters")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
