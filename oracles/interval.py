"""Intervals: statsmodels and scipy, checked against closed forms in mpmath, which are kept."""

import random
from fractions import Fraction
from math import comb

import numpy as np
import scipy.stats as st
from mpmath import mp, mpf, sqrt
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from common import near, normal_upper, write

rng = random.Random(1)
npr = np.random.default_rng(1)


def wilson(p, n, confidence):
    z = normal_upper(confidence)
    p, n = mpf(p), mpf(n)
    middle = p + z * z / (2 * n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return [(middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)]


def few(x, n, confidence):
    """Clopper and Pearson for few among very many, where scipy's quantile is good to 1e-8 only."""
    tail = mpf(0.5 * (1.0 - confidence))

    def at_most(k, p):
        return sum(mp.binomial(n, i) * p**i * mp.exp((n - i) * mp.log1p(-p)) for i in range(k + 1))

    def solve(function, start):
        return mp.exp(mp.findroot(lambda u: mp.log(function(mp.exp(u)) / tail), mp.log(mpf(start))))

    low = solve(lambda p: 1 - at_most(x - 1, p), st.beta.ppf(float(tail), x, n - x + 1)) if x else mpf(0)
    return [low, solve(lambda p: at_most(x, p), st.beta.isf(float(tail), x + 1, n - x))]


def bases():
    edges = [(0, 1), (1, 1), (0, 22), (22, 22), (1, 22), (14, 22), (7, 9), (0, 10**9), (10**9, 10**9),
             (1, 10**9), (10**9 - 1, 10**9), (10**12, 3 * 10**12), (1, 10**6), (500_000, 10**6)]
    for _ in range(150):
        n = int(10 ** rng.uniform(0, 6))
        edges.append((rng.randint(0, n), n))
    return edges


cases = []
for x, n in bases():
    for confidence in (0.95, rng.choice([0.5, 0.8, 0.9, 0.99, 0.999])):
        low, high = wilson(mpf(x) / n, n, confidence)
        low, high = (mpf(0) if x == 0 else low), (mpf(1) if x == n else high)
        theirs = proportion_confint(x, n, 1 - confidence, method="wilson")
        near(low + 1, theirs[0] + 1, 1e-10, ("wilson", x, n))
        near(high + 1, theirs[1] + 1, 1e-10, ("wilson", x, n))
        cases.append({"f": "wilson", "args": [x, n, confidence], "value": [low, high]})
        tail = 0.5 * (1.0 - confidence)
        exact = [0.0 if x == 0 else st.beta.ppf(tail, x, n - x + 1),
                 1.0 if x == n else st.beta.isf(tail, x + 1, n - x)]
        if n > 1000 and x < 20:
            exact = few(x, n, confidence)
        elif n <= 10**6:
            theirs = proportion_confint(x, n, 1 - confidence, method="beta")
            near(exact[0] + 1, theirs[0] + 1, 1e-9, ("clopper", x, n))
            near(exact[1] + 1, theirs[1] + 1, 1e-9, ("clopper", x, n))
        cases.append({"f": "clopper_pearson", "args": [x, n, confidence], "value": exact})
for _ in range(60):
    share, effective = rng.choice([0.0, 1.0, rng.random(), rng.random() / 1000]), 10 ** rng.uniform(0, 5)
    low, high = wilson(share, effective, 0.95)
    low, high = (mpf(0) if share == 0 else low), (mpf(1) if share == 1 else high)
    cases.append({"f": "wilson_share", "args": [share, effective, 0.95], "value": [low, high]})


def newcombe(p1, n1, p2, n2, confidence):
    (l1, u1), (l2, u2) = wilson(p1, n1, confidence), wilson(p2, n2, confidence)
    d = mpf(p1) - mpf(p2)
    return [d, d - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2), d + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)]


pairs = [((56, 70), (48, 80)), ((9, 10), (3, 10)), ((6, 7), (2, 7)), ((5, 56), (0, 29)), ((0, 10), (0, 20)),
         ((10, 10), (0, 20)), ((10, 10), (0, 10)), ((1, 1), (0, 1)), ((123_456, 10**6), (123_999, 10**6))]
for _ in range(150):
    n1, n2 = int(10 ** rng.uniform(0, 5)), int(10 ** rng.uniform(0, 5))
    pairs.append(((rng.randint(0, n1), n1), (rng.randint(0, n2), n2)))
for (x1, n1), (x2, n2) in pairs:
    value = newcombe(mpf(x1) / n1, n1, mpf(x2) / n2, n2, 0.95)
    theirs = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff", alpha=0.05)
    near(value[1] + 2, theirs[0] + 2, 1e-9, ("newcombe", x1, n1, x2, n2))
    near(value[2] + 2, theirs[1] + 2, 1e-9, ("newcombe", x1, n1, x2, n2))
    value[1:] = [max(value[1], mpf(-1)), min(value[2], mpf(1))]
    cases.append({"f": "newcombe", "args": [x1, n1, x2, n2, 0.95], "value": value})
for _ in range(40):
    p1, p2 = rng.random(), rng.random()
    n1, n2 = 10 ** rng.uniform(0.1, 4), 10 ** rng.uniform(0.1, 4)
    value = newcombe(mpf(p1), n1, mpf(p2), n2, 0.9)
    value[1:] = [max(value[1], mpf(-1)), min(value[2], mpf(1))]
    cases.append({"f": "newcombe_share", "args": [p1, n1, p2, n2, 0.9], "value": value})
write("interval", "mpmath 1.4.1 closed forms, agreeing with statsmodels 0.15.0 (wilson, beta, newcomb); "
      "clopper_pearson by scipy 1.17.1, for few among many by mpmath", cases)

cases = []
samples = [[4.0, 4.0], [1.0, 2.0], [1e9 + 1, 1e9 + 2, 1e9 + 4], [0.0, 1e-9, 5.0]]
for _ in range(60):
    n = rng.choice([2, 3, 5, 12, 22, 200])
    samples.append(list(npr.normal(rng.uniform(-50, 50), rng.uniform(0.1, 20), n)))
for values in samples:
    confidence = rng.choice([0.95, 0.8, 0.99])
    exact = [mpf(v) for v in values]
    n = len(exact)
    mean = sum(exact) / n
    sd = sqrt(sum((v - mean) ** 2 for v in exact) / (n - 1))
    t = mpf(st.t.isf(0.5 * (1.0 - confidence), n - 1))
    value = [mean, sd, mean - t * sd / sqrt(n), mean + t * sd / sqrt(n)]
    if max(values) < 1e6:
        theirs = DescrStatsW(np.array(values)).tconfint_mean(alpha=1 - confidence)
        near(value[2] + 1000, theirs[0] + 1000, 1e-10, "mean_t")
    cases.append({"f": "mean_t", "args": [values, confidence], "value": value})
    weights = [rng.choice([0.0, 1.0, rng.uniform(0.1, 6)]) for _ in values]
    weights[0], weights[1] = 0.7, 1.9
    w = [mpf(x) for x in weights]
    total = sum(w)
    m = total**2 / sum(x * x for x in w)
    mean = sum(x * v for x, v in zip(w, exact)) / total
    sd = sqrt(sum(x * (v - mean) ** 2 for x, v in zip(w, exact)) / total * m / (m - 1))
    t = mpf(st.t.isf(0.5 * (1.0 - confidence), float(m - 1)))
    cases.append({"f": "mean_weighted", "args": [values, weights, confidence],
                  "value": [mean, sd, mean - t * sd / sqrt(m), mean + t * sd / sqrt(m)], "effective": m})
write("mean", "mpmath 1.4.1 on the doubles, t quantile by scipy 1.17.1, mean_t agreeing with statsmodels "
      "0.15.0; mean_weighted has no library and is a second implementation of the formula", cases)

cases = []
for n in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 17, 22, 23, 50, 71, 100, 501, 1001]:
    values = sorted(rng.choice([rng.uniform(0, 9), float(rng.randint(0, 9))]) for _ in range(n))
    for confidence in (0.95, 0.5, 0.99):
        def coverage(d):
            return 1 - Fraction(2 * sum(comb(n, k) for k in range(d)), 2**n)
        good = [d for d in range(1, n // 2 + 1) if coverage(d) >= Fraction(confidence)] if n < 1000 else None
        if good is None:
            # The same search on a running sum.
            good, tail = [], 0
            for d in range(1, n // 2 + 1):
                tail += comb(n, d - 1)
                if 1 - Fraction(2 * tail, 2**n) < Fraction(confidence):
                    break
                good.append(d)
        d = max(good, default=0)
        middle = float(np.median(values))
        value = [middle, values[d - 1] if d else None, values[n - d] if d else None,
                 float(coverage(d or 1)) if n > 1 else 0.0]
        cases.append({"f": "median", "args": [values, confidence], "value": value})
for _ in range(60):
    # Weights of sixteenths, so that halves are met exactly; the answers are in no order.
    people = [[float(npr.integers(1, 8)), int(npr.integers(0, 48)) / 16, int(npr.integers(0, 9))] for _ in range(npr.integers(1, 7))]
    values, weights = [p[0] for p in people], [p[1] * p[2] for p in people]
    if not sum(weights):
        continue
    # numpy has the lower weighted median; that of the mirrored answers is the upper one.
    lower = np.quantile(values, 0.5, weights=weights, method="inverted_cdf")
    upper = -np.quantile([-v for v in values], 0.5, weights=weights, method="inverted_cdf")
    cases.append({"f": "median_weighted", "args": people, "value": (lower + upper) / 2})
write("median", "Python 3.11 fractions (exact binomials) and numpy 2.4.6; weighted by numpy's quantile", cases)
