//! Sets of people: counts, shares, intervals, tests.
