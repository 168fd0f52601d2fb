"""Scores, plain and weighted: no library has them all, so a second implementation from the cited sources, in mpmath
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

def weighted_mean(values, weights, least, most):
    """By Kish's effective number."""
    w = sum(map(mpf, weights))
    m = sum(mpf(x) * a for x, a in zip(weights, values)) / w
    n = w * w / sum(mpf(x) ** 2 for x in weights)
    if n <= 1:
        return [m, None, None]
    s = sqrt(sum(mpf(x) * (a - m) ** 2 for x, a in zip(weights, values)) / w * n / (n - 1))
    half = mpf(st.t.isf(0.5 * (1.0 - 0.95), float(n) - 1)) * s / sqrt(n)
    return [m, max(mpf(least), m - half), min(mpf(most), m + half)]


for k in range(60):
    n = rng.choice([2, 5, 12, 22, 300])
    answers = [rng.randint(rng.choice([0, 5, 9]), 10) for _ in range(n)]
    weights = [rng.choice([0.3, 0.7, 1.0, 1.4, 3.1]) for _ in range(n)]
    total = sum(map(mpf, weights))
    n = total**2 / sum(mpf(w) ** 2 for w in weights)
    share = lambda within: sum(mpf(w) for w, a in zip(weights, answers) if within(a)) / total
    p, d = share(lambda a: a >= 9), share(lambda a: a <= 6)
    pa, da = (p * n + mpf(3) / 4) / (n + 3), (d * n + mpf(3) / 4) / (n + 3)
    half = normal_upper(0.95) * sqrt((pa + da - (pa - da) ** 2) / (n + 3))
    value = [p - d, min(p - d, max(mpf(-1), pa - da - half)), max(p - d, min(mpf(1), pa - da + half))]
    cases.append({"f": "nps_weighted", "args": answers, "weights": weights, "value": value})

    answers = [rng.randint(1, 5) for _ in answers]
    top = share(lambda a: a >= 4)
    low, high = proportion_confint(float(top * n), float(n), 0.05, method="wilson")
    all_of = share(lambda a: True)
    cases.append({"f": "csat_weighted", "args": answers, "weights": weights,
                  "value": [top, 0.0 if top == 0 else low, 1.0 if top == all_of else high]})

    answers = [rng.randint(1, 7) for _ in answers]
    cases.append({"f": "ces_weighted", "args": answers, "weights": weights, "value": weighted_mean(answers, weights, 1, 7)})
write("score", "second implementation in mpmath 1.4.1 with t quantiles by scipy 1.17.1; csat's interval by "
      "statsmodels 0.15.0", cases)
