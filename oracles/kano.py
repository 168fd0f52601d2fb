"""Kano's model: whether a category is ahead, by scipy's exact binomial test and by whole numbers, which must agree;
better and worse with statsmodels' Wilson intervals."""

import random
from fractions import Fraction
from math import comb

from scipy.stats import binomtest
from statsmodels.stats.proportion import proportion_confint

from common import near, write

rng = random.Random(6)
cases = []


def sign(more, fewer):
    n = more + fewer
    tail = Fraction(sum(comb(n, k) for k in range(fewer + 1)), 2**n)
    p = float(min(Fraction(1), 2 * tail))
    # The smallest doubles have few digits.
    if p > 1e-300:
        near(p, binomtest(more, n).pvalue, 1e-9, f"sign test of {more} and {fewer}")
    return p


def wilson(count, base):
    low, high = proportion_confint(count, base, 0.05, method="wilson")
    return [0.0 if count == 0 else low, 1.0 if count == base else high]


for _ in range(80):
    most = rng.choice([2, 6, 20, 120, 400])
    counts = [rng.randint(0, most) for _ in range(6)]
    counts[rng.randrange(6)] += rng.choice([0, 0, most // 2, most])
    if sum(counts) == 0:
        counts[0] = 1
    first, second = sorted(counts, reverse=True)[:2]
    ahead = sum(1 for c in counts if sign(max(counts), c) > 0.05 or c == max(counts))
    cases.append({"f": "lead", "args": counts, "value": [sign(first, second), float(ahead)]})
    a, o, m, i = counts[:4]
    base = a + o + m + i
    if base == 0:
        continue
    low, high = wilson(o + m, base)
    cases.append({"f": "coefficients", "args": counts,
                  "value": [(a + o) / base, *wilson(a + o, base), -(o + m) / base, -high, -low]})
write("kano", "whole numbers that agree with scipy 1.17.1's binomtest; intervals by statsmodels 0.15.0", cases)
