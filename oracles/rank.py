"""Rank tests: scipy; exact distributions with ties in whole numbers; tau's error by derivatives."""

import random
from fractions import Fraction
from itertools import combinations
from math import comb

import numpy as np
import scipy.stats as st
from mpmath import mpf, sqrt

from common import near, normal_sf, normal_upper, write

rng = random.Random(3)
cases = []


def mann_whitney(x, y):
    """Twice U, twice the smaller tail over all choices, in whole numbers (by sums, not choices)."""
    pooled = sorted(x + y)
    rank = {v: pooled.index(v) * 2 + pooled.count(v) + 1 for v in pooled}  # twice the mid-rank
    ways = {(0, 0): 1}
    for v in pooled:
        after = dict(ways)
        for (chosen, total), w in ways.items():
            if chosen < len(x):
                key = (chosen + 1, total + rank[v])
                after[key] = after.get(key, 0) + w
        ways = after
    sums = {s: w for (k, s), w in ways.items() if k == len(x)}
    observed = sum(rank[v] for v in x)
    low = sum(w for s, w in sums.items() if s <= observed)
    high = sum(w for s, w in sums.items() if s >= observed)
    u = Fraction(observed - len(x) * (len(x) + 1), 2)
    return u, min(Fraction(1), Fraction(2 * min(low, high), comb(len(pooled), len(x))))


def tied_p(x, y):
    """The normal approximation at 50 digits: scipy's own steps."""
    n1, n2 = len(x), len(y)
    n = n1 + n2
    u = Fraction(sum((a > b) * 2 + (a == b) for a in x for b in y), 2)
    ties = sum(t**3 - t for t in np.unique(np.array(x + y), return_counts=True)[1].tolist())
    s = sqrt(mpf(n1 * n2) / 12 * (n + 1 - mpf(ties) / (n * (n - 1))))
    z = (abs(mpf(u.numerator) / u.denominator - mpf(n1 * n2) / 2) - mpf(1) / 2) / s
    return u, min(mpf(1), 2 * normal_sf(z))


for _ in range(150):
    n1, n2 = rng.choice([(1, 1), (1, 5), (3, 4), (8, 14), (11, 11), (20, 30), (25, 25), (30, 40), (150, 60)])
    ties = rng.random() < 0.6
    shift = rng.choice([0, 0, 1, 3])
    draw = (lambda s: float(min(5, max(1, round(rng.gauss(3 + s / 2, 1)))))) if ties else (lambda s: rng.gauss(s, 1))
    x, y = [draw(shift) for _ in range(n1)], [draw(0) for _ in range(n2)]
    if len(set(x + y)) == 1:
        continue
    if n1 + n2 <= 50:
        u, p = mann_whitney(x, y)
        p = mpf(p.numerator) / p.denominator
        if not ties:
            near(p, st.mannwhitneyu(x, y, method="exact").pvalue, 1e-10, "mann_whitney")
        elif n1 + n2 <= 12 and n1 > 1:
            statistic = lambda a, b: st.mannwhitneyu(a, b).statistic
            theirs = st.permutation_test((x, y), statistic, n_resamples=np.inf, vectorized=False)
            near(p, theirs.pvalue, 1e-10, "mann_whitney tied")
    else:
        u, p = tied_p(x, y)
        theirs = st.mannwhitneyu(x, y, method="asymptotic")
        near(u.numerator / u.denominator + 1, theirs.statistic + 1, 1e-12, "u")
        near(p, theirs.pvalue, 1e-9, "mann_whitney normal")
    cases.append({"f": "mann_whitney", "args": [x, y],
                  "value": [float(u), p, float(2 * u / (n1 * n2) - 1), n1 + n2 <= 50]})

for _ in range(80):
    groups = []
    for _ in range(rng.choice([2, 3, 5])):
        shift = rng.choice([0, 0, 1])
        groups.append([float(rng.randint(1, 5) + shift) if rng.random() < 0.7 else rng.random() * 6
                       for _ in range(rng.choice([1, 2, 7, 22, 300]))])
    theirs = st.kruskal(*groups)
    # Epsilon squared is the share of the ranks' variance between the groups: no H is needed for it.
    ranks = [Fraction(x) for x in st.rankdata(sum(groups, [])).tolist()]
    middle = sum(ranks) / len(ranks)
    spread = sum((x - middle) ** 2 for x in ranks)
    between, start = Fraction(0), 0
    for group in groups:
        own = ranks[start:start + len(group)]
        start += len(group)
        between += len(own) * (sum(own) / len(own) - middle) ** 2
    cases.append({"f": "kruskal_wallis", "args": groups, "value": [theirs.statistic, len(groups) - 1, theirs.pvalue],
                  "epsilon": float(between / spread) if spread else 0.0})


def tau_error(cells):
    """The asymptotic standard error by the delta method: tau is a function of the shares, and its
    derivatives are taken numerically at 50 digits. Shares no algebra with the formula tested."""
    r, c = len(cells), len(cells[0])
    n = sum(map(sum, cells))

    def tau(p):
        s = mpf(0)
        for i in range(r):
            for j in range(c):
                if p[i][j]:
                    s += p[i][j] * sum((1 if (a - i) * (b - j) > 0 else -1 if (a - i) * (b - j) < 0 else 0) * p[a][b]
                                       for a in range(r) for b in range(c))
        rows, columns = [sum(x) for x in p], [sum(x) for x in zip(*p)]
        # Homogeneous of degree 0, so shares need not add up to 1 while one is moved.
        t = sum(rows)
        return s / sqrt((t * t - sum(x * x for x in rows)) * (t * t - sum(x * x for x in columns)))

    p = [[mpf(x) / n for x in row] for row in cells]
    h = mpf(10) ** -18
    total, square = mpf(0), mpf(0)
    for i in range(r):
        for j in range(c):
            if p[i][j]:
                keep = p[i][j]
                p[i][j] = keep + h
                up = tau(p)
                p[i][j] = keep - h
                slope = (up - tau(p)) / (2 * h)
                p[i][j] = keep
                total += keep * slope
                square += keep * slope**2
    return tau(p), sqrt((square - total**2) / n)


def tau_p(x, y):
    n = len(x)
    t = lambda v: np.unique(np.array(v), return_counts=True)[1].tolist()
    s = sum(int(np.sign(x[i] - x[j]) * np.sign(y[i] - y[j])) for i in range(n) for j in range(i))
    v = lambda k: k * (k - 1) * (2 * k + 5)
    var = Fraction(v(n) - sum(map(v, t(x))) - sum(map(v, t(y))), 18)
    two = lambda c: sum(k * (k - 1) for k in c)
    three = lambda c: sum(k * (k - 1) * (k - 2) for k in c)
    var += Fraction(two(t(x)) * two(t(y)), 2 * n * (n - 1))
    if n > 2:
        var += Fraction(three(t(x)) * three(t(y)), 9 * n * (n - 1) * (n - 2))
    return 2 * normal_sf(abs(s) / sqrt(mpf(var.numerator) / var.denominator))


for k in range(90):
    n = rng.choice([2, 3, 6, 22, 22, 60, 200])
    r, c = rng.choice([(2, 2), (3, 3), (5, 5), (5, 4)])
    x = [rng.randint(0, r - 1) for _ in range(n)]
    y = [min(c - 1, max(0, a + rng.choice([-1, 0, 0, 1]))) if rng.random() < rng.choice([0, 0.5, 1]) else rng.randint(0, c - 1) for a in x]
    if len(set(x)) < 2 or len(set(y)) < 2:
        continue
    cells = [[0] * c for _ in range(r)]
    for a, b in zip(x, y):
        cells[a][b] += 1
    tau, error = tau_error(cells)
    p = min(mpf(1), tau_p(x, y))
    # scipy divides by zero for two people.
    if n > 2:
        theirs = st.kendalltau(x, y, method="asymptotic")
        near(tau + 2, theirs.statistic + 2, 1e-12, "tau")
        near(p, theirs.pvalue, 1e-8, "tau p")
    z = normal_upper(0.95)
    cases.append({"f": "kendall_tau_b", "args": [r, c, sum(cells, [])],
                  "value": [tau, p, max(mpf(-1), tau - z * error), min(mpf(1), tau + z * error)],
                  "x": [float(v) for v in x], "y": [float(v) for v in y]})
# Without ties, and a large table whose pairs no one counts one by one.
for _ in range(6):
    n = rng.choice([40, 500])
    x = [rng.random() for _ in range(n)]
    y = [a + rng.random() * 3 for a in x]
    theirs = st.kendalltau(x, y, method="asymptotic")
    cases.append({"f": "kendall_tau_b", "args": None, "value": [theirs.statistic, theirs.pvalue, None, None],
                  "x": x, "y": y})


def permuted(cells, extreme):
    """The chance, among all tables with the totals of this one, of those that are `extreme`: each
    counts as often as people can be dealt out to it, in whole numbers."""
    rows, columns = [sum(r) for r in cells], [sum(c) for c in zip(*cells)]

    def fill(row, left):
        if not left:
            return [()] if row == 0 else []
        return [(k, *rest) for k in range(min(row, left[0]) + 1) for rest in fill(row - k, left[1:])]

    def ways(table):
        out = 1
        for row, own in zip(rows, table):
            for k in own:
                out *= comb(row, k)
                row -= k
        return out

    def tables(i, left):
        if i + 1 == len(rows):
            yield (left,)
            return
        for own in fill(rows[i], left):
            for rest in tables(i + 1, tuple(l - k for l, k in zip(left, own))):
                yield (own, *rest)

    rare = whole = 0
    for table in tables(0, tuple(columns)):
        w = ways(table)
        whole += w
        rare += w * extreme(table)
    return Fraction(rare, whole)


def score(cells):
    """Concordant less discordant pairs, cell by cell."""
    places = [(i, j, x) for i, row in enumerate(cells) for j, x in enumerate(row) if x]
    return sum(x * y * ((a - i) * (b - j) > 0) - x * y * ((a - i) * (b - j) < 0)
               for k, (i, j, x) in enumerate(places) for a, b, y in places[:k])


def height(cells):
    """The sum of squares between groups (columns) of the mid-ranks of the levels (rows)."""
    totals, below, ranks = [sum(r) for r in cells], 0, []
    for t in totals:
        ranks.append(Fraction(2 * below + t + 1, 2))
        below += t
    groups = [(sum(c), sum(k * x for k, x in zip(c, ranks))) for c in zip(*cells)]
    return sum(s * s / n for n, s in groups)


more = random.Random(8)
tables = [[[59, 0], [0, 1]], [[58, 0, 0], [0, 1, 0], [0, 0, 1]], [[140, 8, 1], [1, 0, 1]]]
while len(tables) < 60:
    r, c, n = more.choice([(2, 3, 9), (3, 2, 22), (3, 3, 12), (2, 5, 16), (3, 4, 10), (4, 2, 40), (3, 3, 80)])
    # Of the largest tables nearly everybody gives the same answer.
    few = lambda k: [40] + [1] * (k - 1) if n > 40 else range(1, k + 1)
    cells = [[0] * c for _ in range(r)]
    for _ in range(n):
        cells[more.choices(range(r), few(r))[0]][more.choices(range(c), few(c))[0]] += 1
    if all(map(sum, cells)) and all(map(sum, zip(*cells))):
        tables.append(cells)
for cells in tables:
    s, h = abs(score(cells)), height(cells)
    kendall = permuted(cells, lambda t: abs(score(t)) >= s)
    kruskal = permuted(cells, lambda t: height(t) >= h)
    case = {"f": "permuted", "args": [len(cells), len(cells[0]), sum(cells, [])], "value": [float(kendall), float(kruskal), None]}
    if len(cells[0]) == 2:
        first = [i for i, row in enumerate(cells) for _ in range(row[0])]
        second = [i for i, row in enumerate(cells) for _ in range(row[1])]
        case["value"][2] = float(mann_whitney(first, second)[1])
    cases.append(case)
write("rank", "scipy 1.17.1; exact tails in whole numbers (Python 3.11); normal tails and the error of tau "
      "(delta method) in mpmath 1.4.1, agreeing with scipy where it reaches", cases)
