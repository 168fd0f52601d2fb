"""What every script here shares: the folder of fixtures, the writer, and exact helpers."""

import json
import pathlib

from mpmath import mp, mpf

mp.dps = 50

CRATES = pathlib.Path(__file__).parent.parent / "crates"


def number(value):
    """A JSON number (or list, or None) of the same double."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [number(v) for v in value]
    if isinstance(value, dict):
        return {key: number(v) for key, v in value.items()}
    if hasattr(value, "tolist"):
        return number(value.tolist())
    return float(value)


def write(name, oracle, cases, room="analysis"):
    """One fixture file of a room: who made it, and per case its arguments and results."""
    lines = [json.dumps(number_case(case)) for case in cases]
    text = '{"oracle": %s, "cases": [\n%s\n]}\n' % (json.dumps(oracle), ",\n".join(lines))
    (CRATES / room / "tests" / "fixtures" / f"{name}.json").write_text(text)
    print(f"{name}: {len(cases)} cases")


def number_case(case):
    return {key: number(value) for key, value in case.items()}


def near(ours, theirs, tolerance, what):
    """Two oracles must agree before either is believed."""
    scale = max(abs(mpf(ours)), abs(mpf(theirs)))
    if scale > 0 and abs(mpf(ours) - mpf(theirs)) > tolerance * scale:
        raise SystemExit(f"oracles disagree on {what}: {ours} {theirs}")


def chi2_sf(x, df):
    from mpmath import gammainc

    return gammainc(mpf(df) / 2, mpf(x) / 2, mp.inf, regularized=True)


def normal_sf(z):
    from mpmath import erfc, sqrt

    return erfc(mpf(z) / sqrt(2)) / 2


def normal_upper(confidence):
    """z of the same double (1 - confidence) / 2 that the library sees."""
    from mpmath import erfinv, sqrt

    tail = mpf(0.5 * (1.0 - confidence))
    return sqrt(2) * erfinv(1 - 2 * tail)
