"""Special functions by mpmath at 50 digits: scipy itself is worse than 1e-9 in far tails."""

import random

from mpmath import betainc, erfc, findroot, gammainc, inf, loggamma, log, mp, mpf, sqrt

from common import chi2_sf, normal_sf, write

rng = random.Random(20250801)
cases = []


def add(f, args, value, tolerance=1e-12):
    value = mpf(value)
    if 1e-305 < abs(value) < 1e305 or value == 0:
        cases.append({"f": f, "args": args, "value": value, "tolerance": tolerance})


def lower_beta(x, a, b):
    return betainc(a, b, 0, x, regularized=True)


for x in [1e-8, 0.1, 0.5, 0.999, 1.0001, 1.5, 1.9999, 2.0001, 2.5, 3, 9.99, 10, 22, 170.5, 1e5, 1e9]:
    add("ln_gamma", [x], loggamma(mpf(x)))
for _ in range(60):
    x = 10 ** rng.uniform(-6, 7)
    add("ln_gamma", [x], loggamma(mpf(x)))

for x in [0.0, 1e-10, 0.3, 1.0, 1.41, 1.42, 2.0, 5.0, 10.0, 20.0, 26.0, -0.5, -3.0]:
    add("erfc", [x], erfc(mpf(x)))
for z in [0.0, 1e-9, 0.5, 1.0, 1.96, 1.9999999, 2.0, 3.0, 6.0, 8.3, 15.0, 25.0, 37.0, -1.0, -4.0]:
    add("normal_sf", [z], normal_sf(z))
for _ in range(40):
    z = rng.uniform(0, 37)
    add("normal_sf", [z], normal_sf(z))
for p in [1e-300, 1e-100, 1e-16, 1e-9, 1e-4, 0.025, 0.1, 0.4, 0.4999, 0.5, 0.6, 0.975, 0.999]:
    root = findroot(lambda z: log(normal_sf(z) / (1 - mpf(p)) if p > 0.5 else normal_sf(-z) / p),
                    (sqrt(-2 * log(mpf(min(p, 1 - p)))) if p > 0.5 else -sqrt(-2 * log(mpf(p)))))
    if abs(root) > 1e-3:
        add("normal_quantile", [p], root)

for _ in range(120):
    a = 10 ** rng.uniform(-1, 3)
    x = max(a + rng.uniform(-5, 30) * a ** 0.5, a * rng.uniform(0.01, 1))
    add("gamma_lower", [a, x], gammainc(mpf(a), 0, mpf(x), regularized=True))
    upper = gammainc(mpf(a), mpf(x), inf, regularized=True)
    # Left of the mean, 1 - P: absolute accuracy is all there is, and all that is needed.
    if upper < 0.9 or x < a:
        add("gamma_upper", [a, x], upper)

for _ in range(150):
    a, b = 10 ** rng.uniform(-0.3, 2.7), 10 ** rng.uniform(-0.3, 2.7)
    mean = a / (a + b)
    x = mean * 10 ** rng.uniform(-2, 0) if rng.random() < 0.6 else mean + (1 - mean) * rng.random()
    lower = lower_beta(mpf(x), mpf(a), mpf(b))
    add("beta_lower", [x, a, b], lower)
    if lower < 0.9 or lower == 1:
        add("beta_upper", [x, a, b], lower_beta(1 - mpf(x), mpf(b), mpf(a)))

for df in [1, 2, 2.5, 3, 7, 21, 100, 1e4, 199999]:
    for t in [1e-6, 0.5, 1, 2, 4, 10, 30]:
        y = mpf(df) / (mpf(df) + mpf(t) ** 2)
        mp.dps = 60
        if df <= 1e4 or t <= 10:
            add("t_sf", [t, df], betainc(mpf(df) / 2, mpf(1) / 2, 0, y, regularized=True) / 2)
        mp.dps = 50
for df in [1, 2, 5, 12, 100, 400]:
    for x in [1e-6, 0.1, 1, 3.84, 10, 50, 200, 700, 1300]:
        add("chi2_sf", [x, df], chi2_sf(x, df))
for d1 in [1, 1.7, 4, 30.5]:
    for d2 in [1, 5, 21, 400, 15000.3]:
        for f in [1e-5, 0.3, 1, 2.5, 10, 60]:
            y = mpf(d2) / (mpf(d2) + mpf(d1) * mpf(f))
            add("f_sf", [f, d1, d2], betainc(mpf(d2) / 2, mpf(d1) / 2, 0, y, regularized=True))


def solve(function, p, start):
    """The root of function(x) = p, in logarithms of both."""
    return mp.exp(findroot(lambda u: log(function(mp.exp(u))) - log(mpf(p)), log(mpf(start))))


def solve_share(function, p, start):
    """The same for a root between 0 and 1, in its log odds, so that no step leaves it."""
    start = mpf(start)
    share = lambda u: 1 / (1 + mp.exp(-u))
    return share(findroot(lambda u: log(function(share(u))) - log(mpf(p)), log(start / (1 - start))))


import scipy.stats as st  # noqa: E402  (only for starting points)

for df in [1, 2, 4.4, 21, 500]:
    for p in [0.6, 0.9, 0.975, 0.9995]:
        q = 1 - mpf(p)
        sf = lambda t: betainc(mpf(df) / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True) / 2
        add("t_quantile", [p, df], solve(sf, q, st.t.isf(float(q), df)))
    for p in [1e-6, 0.05, 0.4]:
        cdf = lambda x: gammainc(mpf(df) / 2, 0, x / 2, regularized=True)
        add("chi2_quantile", [p, df], solve(cdf, p, st.chi2.ppf(p, df)))
    for p in [0.6, 0.95, 0.99999]:
        add("chi2_quantile", [p, df], solve(lambda x: chi2_sf(x, df), 1 - mpf(p), st.chi2.ppf(p, df)))
    for p in [0.6, 0.95, 0.999]:
        sf = lambda f: betainc(mpf(df) / 2, mpf(3) / 2, 0, df / (df + 3 * f), regularized=True)
        add("f_quantile", [p, 3, df], solve(sf, 1 - mpf(p), st.f.ppf(p, 3, df)))
for a, b in [(1, 22), (7, 3), (0.5, 4), (300, 5)]:
    for p in [1e-6, 0.025, 0.5, 0.975]:
        add("beta_quantile", [p, a, b], solve_share(lambda x: lower_beta(x, mpf(a), mpf(b)), p, st.beta.ppf(p, a, b)))
        # The same p from above.
        add("beta_quantile_upper", [p, a, b],
            solve_share(lambda x: 1 - lower_beta(x, mpf(a), mpf(b)), p, st.beta.isf(p, a, b)))


def binomial(k, n, p):
    """The lower tail by adding exact terms downwards from k."""
    p, q = mpf(p), 1 - mpf(p)
    term = mp.exp(loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1) + k * log(p) + (n - k) * log(q))
    total = mpf(0)
    while k >= 0 and term > total * mpf(10) ** -30:
        total += term
        term *= k * q / ((n - k + 1) * p)
        k -= 1
    return total


for n, p, ks in [
    (1, 0.5, [0]), (22, 0.5, [0, 5, 11]), (22, 0.03, [0, 1]), (1000, 0.5, [0, 100, 400, 500]),
    (200_000, 0.5, [90_000, 99_000, 99_561, 100_000]), (2_000_000, 0.5, [980_000, 999_000]),
    (5_000_000, 1e-5, [1, 20, 50]),
]:
    for k in ks:
        add("binomial_cdf", [k, n, p], binomial(k, n, p), 1e-11)

write("special", "mpmath 1.4.1, 50 digits", cases)
