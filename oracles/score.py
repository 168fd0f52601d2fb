"""Scores: no library has them all, so a second implementation from the cited sources, in mpmath
and scipy; CSAT's interval is statsmodels'."""

import random

import numpy as np
import scipy.stats as st
from mpmath import mpf, sqrt
from statsmodels.stats.proportion import proportion_confint

from common import normal_upper, write

rng = random.Random(5)
cases = []


def mean(values, least, most):
    n = len(values)
    m = sum(map(mpf, values)) / n
    if n < 2:
        return [m, None, None]
    half = mpf(st.t.isf(0.5 * (1.0 - 0.95), n - 1)) * sqrt(sum((v - m) ** 2 for v in map(mpf, values)) / (n - 1) / n)
    return [m, max(mpf(least), m - half), min(mpf(most), m + half)]


for _ in range(60):
    n = rng.choice([1, 2, 5, 12, 22, 300])
    answers = [rng.randint(rng.choice([0, 5, 9]), 10) for _ in range(n)]
    p, d = sum(a >= 9 for a in answers), sum(a <= 6 for a in answers)
    n1 = mpf(n) + 3
    pa, da = (p + mpf(3) / 4) / n1, (d + mpf(3) / 4) / n1
    half = normal_upper(0.95) * sqrt((pa + da - (pa - da) ** 2) / n1)
    score = mpf(p - d) / n
    value = [score, min(score, max(mpf(-1), pa - da - half)), max(score, min(mpf(1), pa - da + half))]
    cases.append({"f": "nps", "args": answers, "value": value})

    answers = [rng.randint(1, 5) for _ in range(n)]
    top = sum(a >= 4 for a in answers)
    low, high = proportion_confint(top, n, 0.05, method="wilson")
    cases.append({"f": "csat", "args": answers, "value": [top / n, 0.0 if top == 0 else low, 1.0 if top == n else high]})

    answers = [rng.randint(1, 7) for _ in range(n)]
    cases.append({"f": "ces", "args": answers, "value": mean(answers, 1, 7)})

    answers = [[rng.randint(1, 5) for _ in range(10)] for _ in range(n)]
    sign = np.array([1, -1] * 5)
    scores = ((np.array(answers) - 3) * sign + 2).sum(axis=1) * 2.5
    cases.append({"f": "sus", "args": answers, "value": mean(scores.tolist(), 0, 100)})

    answers = [[rng.randint(3, 5), rng.randint(1, 5)] for _ in range(n)]
    scores = ((np.array(answers) - 1) / 4 * 100).mean(axis=1)
    cases.append({"f": "ux_lite", "args": answers, "value": mean(scores.tolist(), 0, 100)})
write("score", "second implementation in mpmath 1.4.1 with t quantiles by scipy 1.17.1; csat's interval by "
      "statsmodels 0.15.0", cases)
