"""Effects of weighted tables: scipy's chi-square of the weights, agreeing with fractions."""

import random
from fractions import Fraction

import numpy as np
import scipy.stats as st
from mpmath import mpf, sqrt

from common import near, write

rng = random.Random(7)
cases = []
while len(cases) < 60:
    r, c = rng.choice([(2, 2), (2, 3), (3, 4), (5, 5)])
    # Some tables with a row that nobody is in, and some in which one question tells the other.
    none = rng.choice([None, None, rng.randrange(r)])
    told = rng.random() < 0.2
    cells = [[0.0 if i == none or told and j != i % c else rng.choice([0, 1, 1]) * rng.uniform(0.1, 90) for j in range(c)]
             for i in range(r)]
    kept = [row for row in cells if sum(row)]
    keep = [j for j in range(c) if sum(row[j] for row in kept)]
    kept = [[Fraction(row[j]) for j in keep] for row in kept]
    if min(len(kept), len(keep)) < 2:
        continue
    total = sum(map(sum, kept))
    rows, columns = [sum(row) for row in kept], [sum(column) for column in zip(*kept)]
    phi = sum((x - a * b / total) ** 2 / (a * b / total) for a, row in zip(rows, kept) for b, x in zip(columns, row)) / total
    steps = min(len(rows), len(columns)) - 1
    v = sqrt(mpf(phi.numerator) / phi.denominator / steps)
    theirs = st.chi2_contingency(np.array(kept, dtype=float), correction=False).statistic / float(total)
    near(v, (theirs / steps) ** 0.5, 1e-7, "weighted V")
    cases.append({"f": "cramers_v_weighted", "args": [r, c, sum(cells, [])], "value": v})
write("weight", "fractions (Python 3.11), agreeing with scipy 1.17.1", cases)
