"""Corrections for many tests: statsmodels."""

import random

import numpy as np
from statsmodels.stats.multitest import multipletests

from common import write

rng = random.Random(4)
cases = []
lists = [[0.5], [0.0, 1.0], [1e-300, 1e-299, 0.5], [0.03] * 10, [1e-250 * 10**k for k in range(200)], [1.0, 1.0]]
for _ in range(60):
    lists.append([10 ** -rng.uniform(0, rng.choice([1, 5, 280])) for _ in range(rng.choice([1, 2, 7, 40, 150]))])
for p in lists:
    p = [round(x, 3) if rng.random() < 0.2 else x for x in p]
    for f, method in (("benjamini_hochberg", "fdr_bh"), ("holm", "holm")):
        cases.append({"f": f, "args": p, "value": multipletests(np.array(p), method=method)[1]})
write("multiple", "statsmodels 0.15.0", cases)
