"""The developer experience index: its interval by each person's influence on it, in mpmath, with t by scipy. Of
larger surveys a bootstrap of people must have nearly the same standard error."""

import random

import numpy as np
import scipy.stats as st
from mpmath import mpf, sqrt

from common import write

rng = random.Random(7)
draw = np.random.default_rng(7)
cases = []


def index(y, rated, w):
    """The mean of the shares, and each person's influence on it."""
    scored = [k for k in range(len(y[0])) if any(r[k] for r in rated)]
    base = {k: sum(mpf(v) for r, v in zip(rated, w) if r[k]) for k in scored}
    share = {k: sum(mpf(v) * a[k] for a, r, v in zip(y, rated, w) if r[k]) / base[k] for k in scored}
    us = [mpf(v) / len(scored) * sum((a[k] - share[k]) / base[k] for k in scored if r[k]) for a, r, v in zip(y, rated, w)]
    return sum(share.values()) / len(scored), us


def bootstrap(y, rated):
    y, rated = np.array(y), np.array(rated)
    values = []
    for _ in range(2000):
        who = draw.integers(0, len(y), len(y))
        values.append(((y[who] * rated[who]).sum(0) / rated[who].sum(0)).mean())
    return np.std(values, ddof=1)


for case in range(60):
    n, drivers = rng.choice([3, 8, 25, 300]), rng.choice([1, 2, 5, 14])
    liking = [rng.random() for _ in range(n)]
    y = [[int(rng.random() < 0.2 + 0.6 * own) for _ in range(drivers)] for own in liking]
    rated = [[int(rng.random() < 0.8) for _ in range(drivers)] for _ in range(n)]
    rated[0], rated[1] = [1] * drivers, [1] * drivers
    weights = [1.0] * n if case % 2 else [rng.choice([0.3, 0.7, 1.0, 1.4, 3.1]) for _ in range(n)]
    value, us = index(y, rated, weights)
    own = [mpf(w) for w, r in zip(weights, rated) if any(r)]
    m = sum(own) ** 2 / sum(w * w for w in own)
    error = sqrt(sum(u * u for u in us) * m / (m - 1))
    if n == 300 and case % 2:
        ratio = bootstrap(y, rated) / float(error)
        if not 0.9 < ratio < 1.1:
            raise SystemExit(f"the bootstrap's error is {ratio} of the linearised one")
    half = mpf(st.t.isf(0.025, float(m) - 1)) * error
    bounds = [max(mpf(0), value - half), min(mpf(1), value + half)] if half > 0 else [None, None]
    args = [[(a[k] if r[k] else None) for k in range(drivers)] for a, r in zip(y, rated)]
    cases.append({"f": "dxi", "args": args, "weights": weights, "value": [value, *bounds]})
write("dxi", "influences in mpmath 1.4.1, t by scipy 1.17.1; bootstrap by numpy 2.4.6", cases)
