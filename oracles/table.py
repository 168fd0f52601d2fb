"""Tables: exact whole numbers and mpmath, agreeing with scipy where scipy is accurate."""

import random
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import comb, factorial

import numpy as np
import scipy.stats as st
from mpmath import exp, loggamma, mpf, sqrt

from common import chi2_sf, near, write

rng = random.Random(2)
TIE = Fraction(10**7 + 1, 10**7)


def fisher(a, b, c, d):
    """All tables as whole numbers."""
    row, rest, column = a + b, c + d, a + c
    weigh = lambda k: comb(row, k) * comb(rest, column - k)
    bound = weigh(a) * TIE
    weights = [weigh(k) for k in range(max(0, column - rest), min(row, column) + 1)]
    return Fraction(sum(w for w in weights if w <= bound), sum(weights))


def fisher_large(a, b, c, d):
    """All tables in a wide window round the mode by the recurrence, at 50 digits."""
    row, rest, column = a + b, c + d, a + c
    ln = lambda n: loggamma(mpf(n) + 1)
    n = row + rest
    weigh = lambda k: exp(ln(row) - ln(k) - ln(row - k) + ln(rest) - ln(column - k) - ln(rest - column + k)
                          - ln(n) + ln(column) + ln(n - column))
    bound = weigh(a) * mpf(TIE.numerator) / TIE.denominator
    low, high = max(0, column - rest), min(row, column)
    total = mpf(0)
    mode = (row + 1) * (column + 1) // (n + 2)
    peak = weigh(mode)
    for step, stop in ((1, high), (-1, low)):
        k, w = mode, peak
        while True:
            if w <= bound and (step == 1 or k != mode):
                total += w
            if k == stop or w < bound * mpf(10) ** -20:
                break
            if step == 1:
                w = w * ((row - k) * (column - k)) / ((k + 1) * (rest - column + k + 1))
            else:
                w = w * (k * (rest - column + k)) / ((row - k + 1) * (column - k + 1))
            k += step
    return total


cases = []
small = [(4, 0, 0, 4), (3, 1, 1, 3), (0, 1, 1, 0), (1, 0, 0, 0), (0, 0, 0, 5), (13, 1, 2, 6), (22, 0, 0, 0),
         (0, 22, 22, 0), (7, 7, 7, 7), (500, 0, 0, 500), (490, 10, 12, 488), (1, 999, 999, 1), (0, 100, 900, 0)]
for _ in range(200):
    n = rng.choice([5, 12, 22, 22, 22, 60, 300, 1000, 1500])
    cells = [0, 0, 0, 0]
    weights = [rng.random() ** 2 for _ in range(4)]
    for k in rng.choices(range(4), weights, k=n):
        cells[k] += 1
    small.append(tuple(cells))
for t in small:
    p = fisher(*t)
    if p > 1e-250:
        theirs = st.fisher_exact([t[:2], t[2:]])[1]
        near(mpf(p.numerator) / p.denominator, theirs, 1e-6, ("fisher", t))
    value = mpf(p.numerator) / p.denominator
    if value > 1e-305:
        cases.append({"f": "fisher_exact", "args": list(t), "value": value})
large = [(1000, 9000, 1100, 9200), (50_000, 50_000, 50_100, 49_900), (3, 999_997, 12, 1_000_100),
         (0, 200_000, 30, 1_799_970), (120_000, 80_000, 700_000, 900_000), (14, 8, 99_000, 100_978),
         (500_000, 500_000, 500_000, 500_000), (500_001, 499_999, 499_999, 500_001),
         (502_000, 498_000, 498_000, 502_000), (520_000, 480_000, 510_000, 490_000),
         (1, 2_000_000, 0, 3_000_000), (300, 1_700, 1_000, 997_000), (25, 999_975, 1, 999_999),
         (8000, 2000, 6500, 3500), (2_505_000, 2_495_000, 2_495_000, 2_505_000)]
for _ in range(40):
    n = int(10 ** rng.uniform(3.2, 5.3))
    r, c = rng.uniform(0.01, 0.99), rng.uniform(0.01, 0.99)
    a = max(0, int(n * r * c + rng.gauss(0, 6) * (n * r * c * (1 - r) * (1 - c)) ** 0.5))
    b, c2 = int(n * r) - a, int(n * c) - a
    if min(b, c2, n - a - b - c2) >= 0:
        large.append((a, b, c2, n - a - b - c2))
for t in large:
    value = fisher_large(*t)
    if value > 1e-305:
        cases.append({"f": "fisher_exact", "args": list(t), "value": value})
for t in [(900, 30_000, 1200, 60_000), (300, 200, 180, 320)]:
    exact = fisher(*t)
    near(fisher_large(*t), mpf(exact.numerator) / exact.denominator, 1e-18, "the two exact ways")
write("fisher", "whole numbers (Python 3.11), above 1500 people mpmath 1.4.1; agreeing with scipy 1.17.1", cases)


def chi_square(cells):
    """Pearson's statistic in fractions."""
    rows = [sum(r) for r in cells]
    columns = [sum(c) for c in zip(*cells)]
    n = sum(rows)
    x2 = sum((Fraction(o) - Fraction(r * c, n)) ** 2 / Fraction(r * c, n)
             for r, row in zip(rows, cells) for c, o in zip(columns, row))
    least = min(Fraction(r * c, n) for r in rows for c in columns)
    return x2, (len(rows) - 1) * (len(columns) - 1), least


def dropped(cells):
    rows = [r for r in cells if sum(r)]
    keep = [j for j in range(len(cells[0])) if sum(r[j] for r in rows)]
    return [[r[j] for j in keep] for r in rows]


cases = []
tables = [[[10, 0], [0, 12]], [[1, 1], [1, 1]], [[5, 10], [7, 14]], [[0, 3], [4, 0]], [[10**9, 10**9 + 10**5], [10**9 + 10**5, 10**9]],
          [[600, 0], [0, 700]], [[3, 0, 4], [0, 0, 0], [1, 0, 9]]]
for _ in range(120):
    r, c = rng.choice([(2, 2), (2, 3), (3, 3), (4, 5), (11, 7)])
    top = rng.choice([5, 50, 1000, 200_000])
    tables.append([[rng.randint(0, top) if rng.random() > 0.1 else 0 for _ in range(c)] for _ in range(r)])
for cells in tables:
    kept = dropped(cells)
    if len(kept) < 2 or len(kept[0]) < 2:
        continue
    x2, df, least = chi_square(kept)
    stat = mpf(x2.numerator) / x2.denominator
    theirs = st.chi2_contingency(np.array(kept), correction=False)
    if stat > 1e-9:
        near(stat, theirs.statistic, 1e-8, ("chi_square", cells))
    p = chi2_sf(stat, df)
    # Below the smallest normal double, p is not comparable.
    p = p if p > 1e-305 else None
    n = sum(map(sum, kept))
    r, c = len(kept), len(kept[0])
    v = None
    if n > 1:
        phi = max(Fraction(0), x2 / n - Fraction((r - 1) * (c - 1), n - 1))
        least_v = min(r - Fraction((r - 1) ** 2, n - 1), c - Fraction((c - 1) ** 2, n - 1)) - 1
        if least_v > 0:
            q = phi / least_v
            v = sqrt(mpf(q.numerator) / q.denominator)
    cases.append({"f": "chi_square", "args": [len(cells), len(cells[0]), sum(cells, [])],
                  "value": [stat, df, p, mpf(least.numerator) / least.denominator], "v": v})
write("chi_square", "fractions (Python 3.11) and mpmath 1.4.1, the statistic agreeing with scipy 1.17.1; "
      "Bergsma's V has no library and is a second implementation of his formula", cases)


def halton(cells):
    """Freeman and Halton's test: every table with these totals, in whole numbers."""
    rows, columns = [sum(r) for r in cells], [sum(c) for c in zip(*cells)]
    weight = lambda column: Fraction(1, np.prod([factorial(x) for x in column], dtype=object))

    @lru_cache(None)
    def fill(column, left):
        if not left:
            return [()] if column == 0 else []
        return [(k, *rest) for k in range(min(column, left[0]) + 1) for rest in fill(column - k, left[1:])]

    observed = Fraction(1)
    for column in zip(*cells):
        observed *= weight(column)

    # Equal weights are kept together: their number, not the number of tables, grows slowly.
    @lru_cache(None)
    def spread(j, left):
        if j + 1 == len(columns):
            return {weight(left): 1}
        found = {}
        for column in fill(columns[j], left):
            w = weight(column)
            rest = tuple(l - k for l, k in zip(left, column))
            for other, times in spread(j + 1, rest).items():
                found[w * other] = found.get(w * other, 0) + times
        return found

    all_tables = spread(0, tuple(rows))
    whole = sum(w * t for w, t in all_tables.items())
    return sum(w * t for w, t in all_tables.items() if w <= observed * TIE) / whole


cases = []
for _ in range(90):
    r, c, n = rng.choice([(2, 3, 9), (2, 3, 22), (3, 3, 12), (2, 5, 18), (3, 3, 22), (3, 4, 14), (2, 4, 40)])
    cells = [[0] * c for _ in range(r)]
    for _ in range(n):
        cells[rng.choices(range(r), range(1, r + 1))[0]][rng.choices(range(c), range(1, c + 1))[0]] += 1
    kept = dropped(cells)
    if len(kept) < 2 or len(kept[0]) < 2:
        continue
    p = halton(kept)
    cases.append({"f": "permutation", "args": [r, c, sum(cells, [])], "value": mpf(p.numerator) / p.denominator})
extreme = [[12, 0, 0], [0, 11, 1], [0, 0, 10]]
p = halton(extreme)
cases.append({"f": "permutation", "args": [3, 3, sum(extreme, [])], "value": mpf(p.numerator) / p.denominator})
write("permutation", "every table in fractions (Python 3.11)", cases)
