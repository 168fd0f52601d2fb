"""Agreement: scikit-learn, statsmodels, NLTK and krippendorff, where two reach they must agree; the unitizing alpha in
fractions, which must agree with krippendorff-unitized-alpha where that is installed. Panels (many labels, documents rated by some): every position written out, then the same libraries. No library has
a pooled kappa; that is a second implementation of the published formula. The bootstrap's percentiles are numpy's, over
draws by the house's generator, written again here."""

import random
import warnings
from collections import namedtuple
from fractions import Fraction

import krippendorff
import numpy as np
from mpmath import mpf
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

from common import near, write

try:
    # Its requirements shut out a current numpy, with which it works: pip install --no-deps.
    from krippendorff_unitized_alpha.krippendorffs_unitized_alpha import EMPTY_TAG, KrippendorffUnitizedAlpha, Segment
except ImportError:
    EMPTY_TAG, KrippendorffUnitizedAlpha = "_empty", None

    class Segment(namedtuple("Segment", ["tag", "start", "end"])):
        length = property(lambda self: self.end - self.start)

warnings.simplefilter("ignore")
rng = random.Random(11)
cases = []


def ratings(raters, units, categories, sure, missing):
    """A true value a unit, which each rater meets or not; None is missing."""
    rows = []
    for _ in range(units):
        true = rng.randrange(categories)
        rows.append([
            None if rng.random() < missing else true if rng.random() < sure else rng.randrange(categories)
            for _ in range(raters)
        ])
    return rows


def counts(rows, categories):
    return [[row.count(c) for c in range(categories)] for row in rows]


def cohen(a, b, categories):
    table = np.zeros((categories, categories), dtype=int)
    for i, j in zip(a, b):
        table[i, j] += 1
    n, p = mpf(len(a)), table.tolist()
    rows, columns = table.sum(1).tolist(), table.sum(0).tolist()
    expected = sum(mpf(r) * c for r, c in zip(rows, columns)) / n**2
    if expected == 1:
        return table, None
    value = (sum(p[i][i] for i in range(categories)) / n - expected) / (1 - expected)
    theirs = cohen_kappa_score(a, b, labels=list(range(categories)))
    if abs(value - theirs) > 1e-12 or abs(value - cohens_kappa(table).kappa) > 1e-12:
        raise SystemExit(f"cohen: {value} {theirs}")
    return table, value


for _ in range(90):
    k = rng.choice([2, 2, 2, 3, 5])
    rows = ratings(2, rng.choice([2, 5, 20, 200, 3000]), k, rng.choice([0.0, 0.5, 0.9, 1.0]), 0.0)
    if rng.random() < 0.1:
        rows = [[0, 0] for _ in rows]
    table, value = cohen([r[0] for r in rows], [r[1] for r in rows], k)
    cases.append({"f": "cohen", "args": [k, table.flatten().tolist()], "value": value})

for _ in range(90):
    k, m = rng.choice([2, 3, 6]), rng.choice([2, 3, 5, 14])
    rows = ratings(m, rng.choice([1, 4, 10, 200]), k, rng.choice([0.1, 0.6, 0.95]), 0.0)
    table = counts(rows, k)
    value = fleiss_kappa(np.array(table))
    apart = [sum(a != b for i, a in enumerate(r) for b in r[:i]) for r in rows]
    percent = 1 - mpf(sum(apart)) / (len(rows) * m * (m - 1) / 2)
    cases.append({"f": "fleiss", "args": table, "value": None if np.isnan(value) else value})
    cases.append({"f": "percent", "args": table, "value": percent})
# Fleiss (1971) as everybody prints it: 0.2099 (https://en.wikipedia.org/wiki/Fleiss%27_kappa, worked example).
textbook = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
            [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]
near(fleiss_kappa(np.array(textbook)), 0.2099, 1e-3, "fleiss")
cases.append({"f": "fleiss", "args": textbook, "value": fleiss_kappa(np.array(textbook))})


def alpha(table, metric, worth):
    try:
        return krippendorff.alpha(value_counts=np.array(table), value_domain=worth, level_of_measurement=metric)
    except ValueError:
        return None


def matrix(text):
    return [[None if v == "*" else int(v) - 1 for v in row.split()] for row in text.strip().splitlines()]


# The example of the krippendorff package's readme: 0.691 nominal, 0.811 interval.
readme = list(zip(*matrix("""
* * * * * 3 4 1 2 1 1 3 3 * 3
1 * 2 1 3 3 4 3 * * * * * * *
* * 2 1 3 4 4 * 2 1 1 3 3 * 4""")))
tables = [(4, [list(r) for r in readme])]
for _ in range(120):
    k, m = rng.choice([2, 3, 5]), rng.choice([2, 3, 6])
    tables.append((k, ratings(m, rng.choice([2, 6, 40, 300]), k, rng.choice([0.1, 0.6, 0.95]), rng.choice([0, 0.3, 0.7]))))
for k, rows in tables:
    table = counts(rows, k)
    pairable = [t for t in table if sum(t) > 1]
    varied = sum(any(t[c] for t in pairable) for c in range(k)) > 1
    values = {}
    for metric in ["nominal", "ordinal", "interval", "ratio"]:
        worth = [c + 1 for c in range(k)] if metric != "interval" else [0.5 * c * c for c in range(k)]
        value = alpha(table, metric, worth) if varied else None
        if metric == "nominal" and varied:
            seen = [(str(r), str(u), v) for u, row in enumerate(rows) for r, v in enumerate(row) if v is not None]
            if all(v is not None for row in rows for v in row):
                near(AnnotationTask(data=seen).alpha(), value, 1e-9, "alpha")
        values[metric] = None if value is None or np.isnan(value) else value
    cases.append({"f": "alpha", "args": table, "value": values})


def gaps(length, segments):
    """The segments and what lies between them, half-open."""
    at, out = 0, []
    for start, end, value in sorted(segments):
        if at < start:
            out.append(Segment(EMPTY_TAG, at, start))
        out.append(Segment(str(value), start, end))
        at = end
    if at < length:
        out.append(Segment(EMPTY_TAG, at, length))
    return out


def unitized(length, raters):
    """From the published formula, in fractions; where the library is there, it must say the same."""
    rows = [gaps(length, own) for own in raters]
    tags = {s.tag for row in rows for s in row}
    m, total = len(rows), length * len(rows)
    size = lambda s: s.length if s.tag == EMPTY_TAG else s.length**2
    possible = total**2 - sum(size(s) for row in rows for s in row)
    same, together = Fraction(0), Fraction(0)
    for tag in tags:
        own = [[s for s in row if s.tag == tag] for row in rows]
        shared = sum(
            max(0, min(a.end, b.end) - max(a.start, b.start))
            for i, one in enumerate(own) for j, other in enumerate(own) if i != j for a in one for b in other
        )
        same += Fraction(shared, m - 1)
        length_of = sum(s.length for row in own for s in row)
        if possible:
            together += Fraction(total * (length_of**2 - sum(size(s) for row in own for s in row)), possible)
    if not possible or total == together:
        return None
    value = mpf((1 - (total - same) / (total - together)).numerator) / (1 - (total - same) / (total - together)).denominator
    if KrippendorffUnitizedAlpha:
        theirs = KrippendorffUnitizedAlpha({str(i): row for i, row in enumerate(rows)}).result
        if abs(value - mpf(float(theirs))) > 1e-9:
            raise SystemExit(f"unitized: {value} {theirs}")
    return value


def segments(length, values, like=None):
    if like is not None and rng.random() < 0.8:
        moved = []
        for start, end, value in like:
            start = max(moved[-1][1] if moved else 0, start + rng.choice([0, 0, 1, -1, 3]))
            end = min(length, end + rng.choice([0, 0, 1, -2]))
            if start < end and rng.random() < 0.85:
                moved.append([start, end, value if rng.random() < 0.8 else rng.randrange(values)])
        return moved
    out, at = [], rng.randrange(length)
    while at < length - 1 and len(out) < 12:
        end = min(length, at + rng.randint(1, max(1, length // 6)))
        out.append([at, end, rng.randrange(values)])
        at = end + rng.choice([0, 0, rng.randint(1, length)])
    return out


for _ in range(150):
    length, values, m = rng.choice([12, 60, 500, 40_000]), rng.choice([1, 2, 4]), rng.choice([2, 2, 3, 5])
    first = segments(length, values)
    raters = [first] + [segments(length, values, first) for _ in range(m - 1)]
    cases.append({"f": "unitized", "args": [length, raters], "value": unitized(length, raters)})


# Panels. Each document has raters, marks and, perhaps, units.

MASK = 2**64 - 1


class Xoshiro:
    """xoshiro256++ seeded by splitmix64, and Lemire's numbers below n."""

    def __init__(self, seed):
        self.s = []
        for _ in range(4):
            seed = (seed + 0x9E3779B97F4A7C15) & MASK
            z = ((seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
            self.s.append(z ^ (z >> 31))

    def bits(self):
        rotl = lambda x, k: ((x << k) | (x >> (64 - k))) & MASK
        s = self.s
        result = (rotl((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)
        return result

    def below(self, n):
        while True:
            product = self.bits() * n
            if (product & MASK) >= n or (product & MASK) >= (2**64 - n) % n:
                return product >> 64


def document(raters, labels):
    length = rng.choice([20, 80, 200])
    who = sorted(rng.sample(range(raters), raters if rng.random() < 0.7 else rng.randint(1, raters)))
    marks = []
    for label in range(labels):
        if rng.random() < 0.7:
            first = segments(length, 1)[:4]
            for rater in who:
                own = first if rng.random() < 0.4 else segments(length, 1, first)
                marks += [[label, rater, start, end] for start, end, _ in own]
    units, at = [], 0
    while at < length - 3:
        end = min(length, at + rng.randint(2, 12))
        units.append([at, end])
        at = end + rng.choice([0, 1])
    return {"length": length, "raters": who, "marks": marks, "units": units}


def joined(marks):
    """One rater's stretches of one label, one where they overlap."""
    out = []
    for start, end in sorted(marks):
        if out and start < out[-1][1]:
            out[-1][1] = max(out[-1][1], end)
        else:
            out.append([start, end])
    return out


def rows_of(doc, label, by_unit):
    """Per unit, 0 or 1 for each of the document's raters."""
    present = []
    for rater in doc["raters"]:
        at = [0] * doc["length"]
        for l, r, start, end in doc["marks"]:
            if (l, r) == (label, rater):
                at[start:end] = [1] * (end - start)
        present.append([int(any(at[s:e])) for s, e in doc["units"]] if by_unit else at)
    return list(zip(*present))


def figures(docs, raters, labels, by_unit):
    """Per label and pooled: percent, prevalence, cohen (two raters), fleiss, alpha, unitized."""
    docs = [d for d in docs if len(d["raters"]) > 1]
    out, parts = [], []
    for label in labels:
        rows = [row for d in docs for row in rows_of(d, label, by_unit)]
        full = [row for d in docs if len(d["raters"]) == raters for row in rows_of(d, label, by_unit)]
        pairs = sum(len(r) * (len(r) - 1) // 2 for r in rows)
        apart = sum(sum(r) * (len(r) - sum(r)) for r in rows)
        n, ones = sum(map(len, rows)), sum(map(sum, rows))
        part = {"percent": (mpf(apart) / pairs, 1), "prevalence": (mpf(ones) / n, 1)}
        if raters == 2:
            a, b = mpf(sum(r[0] for r in full)) / len(full), mpf(sum(r[1] for r in full)) / len(full)
            part["cohen"] = (mpf(sum(r[0] != r[1] for r in full)) / len(full), a * (1 - b) + b * (1 - a))
            theirs = cohen([r[0] for r in full], [r[1] for r in full], 2)[1]
            check("cohen", part["cohen"], theirs)
        if full:
            share = mpf(sum(map(sum, full))) / (len(full) * raters)
            apart = sum(sum(r) * (raters - sum(r)) for r in full)
            part["fleiss"] = (mpf(2 * apart) / (len(full) * raters * (raters - 1)), 2 * share * (1 - share))
            theirs = fleiss_kappa(np.array([[raters - sum(r), sum(r)] for r in full]))
            check("fleiss", part["fleiss"], theirs)
        observed = sum(mpf(2 * sum(r) * (len(r) - sum(r))) / (len(r) - 1) for r in rows) / n
        part["alpha"] = (observed, 2 * mpf(ones) * (n - ones) / (mpf(n) * (n - 1)))
        check("alpha", part["alpha"], alpha([[len(r) - sum(r), sum(r)] for r in rows], "nominal", [0, 1]))
        part["unitized"] = stretches(docs, label)
        parts.append(part)
    for part in parts:
        out.append({name: one_minus(name, pair) for name, pair in part.items()})
    pooled = {
        name: one_minus(name, (sum(p[name][0] for p in parts), sum(p[name][1] for p in parts)))
        for name in parts[0]
    }
    return out, pooled


def stretches(docs, label):
    """Disagreement and expected of the unitizing alpha over all documents, each a part of one continuum."""
    total, ones, squares, observed = 0, 0, 0, mpf(0)
    simple = []
    for d in docs:
        own = [joined([m[2:] for m in d["marks"] if m[:2] == [label, r]]) for r in d["raters"]]
        simple.append(own)
        m = len(own)
        total += d["length"] * m
        ones += sum(e - s for o in own for s, e in o)
        squares += sum((e - s) ** 2 for o in own for s, e in o)
        observed += sum(mpf(sum(r) * (m - sum(r))) / (m - 1) for r in rows_of(d, label, False))
    gap = total - ones
    pair = (2 * observed / total, 2 * mpf(ones) * gap / (mpf(total) ** 2 - gap - squares))
    if len({len(d["raters"]) for d in docs}) == 1 and ones * gap:
        # The documents in a row, with the library. Gaps count by position, so their joints make no difference.
        data = {i: [] for i in range(len(simple[0]))}
        at = 0
        for d, own in zip(docs, simple):
            for i, segs in enumerate(own):
                data[i] += [[at + s, at + e, 0] for s, e in segs]
            at += d["length"]
        check("unitized", pair, unitized(at, list(data.values())))
    return pair


def check(name, pair, theirs):
    if theirs is None or np.isnan(float(theirs)) or pair[1] == 0:
        return
    if abs(1 - pair[0] / pair[1] - mpf(float(theirs))) > 1e-9:
        raise SystemExit(f"{name}: {1 - pair[0] / pair[1]} {theirs}")


def one_minus(name, pair):
    if name == "prevalence":
        return pair[0] / pair[1]
    return 1 - pair[0] / pair[1] if pair[1] else None


def bounds(docs, raters, labels, by_unit, draws, seed):
    """Percentiles over draws of documents; None where more than a tenth have no number."""
    docs = [d for d in docs if len(d["raters"]) > 1]
    random64 = Xoshiro(seed)
    drawn = []
    for _ in range(draws):
        drawn.append(figures([docs[random64.below(len(docs))] for _ in docs], raters, labels, by_unit)[1])
    out = {}
    for name in drawn[0]:
        values = [float(d[name]) for d in drawn if d.get(name) is not None]
        rare = (draws - len(values)) * 10 > draws
        out[name] = None if rare else [np.percentile(values, 2.5), np.percentile(values, 97.5)]
    return out


for k in range(60):
    raters, labels = rng.choice([2, 2, 3, 4]), rng.choice([1, 2, 4])
    docs = [document(raters, labels) for _ in range(rng.choice([1, 3, 8]))]
    if raters == 2 and not any(len(d["raters"]) == 2 for d in docs):
        docs[0]["raters"] = [0, 1]
    if not any(len(d["raters"]) == raters for d in docs):
        docs[0]["raters"] = list(range(raters))
    ways = []
    for by_unit in [False, True]:
        each, pooled = figures(docs, raters, range(labels), by_unit)
        way = {"by_unit": by_unit, "each": each, "pooled": pooled}
        if k % 6 == 0 and raters == 2 and sum(len(d["raters"]) == 2 for d in docs) > 1:
            way |= {"seed": k, "bounds": bounds(docs, raters, range(labels), by_unit, 60, k)}
        ways.append(way)
    cases.append({"f": "panel", "raters": raters, "labels": labels, "documents": docs, "ways": ways})

write("agreement", "scikit-learn 1.9.1, statsmodels 0.15.0, nltk 3.10.4, krippendorff 0.9.0; "
      "unitizing alpha in fractions that agree with krippendorff-unitized-alpha 0.1.0; pooled ones in mpmath 1.4.1", cases)
