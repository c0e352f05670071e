"""The indicators once more, by another hand: numpy on the table of co-authored works.

    python3 independent.py pairs.csv.gz FOLDER

writes into FOLDER arrays of little-endian float64, and as first line on standard output the countries in the order of
their numbers, then the years. NaN is where a measure is not defined.

    salton, jaccard, affinity, intensity, activity, symmetric    year x country x country
    ability                                                      year x country
    lower, upper                                                 Garwood's bounds of the counts 0 to 300
    growth                                                       country x country: the trend's rate and its two ends
"""

import csv
import gzip
import math
import sys

import numpy as np

Z = 1.959963984540054
MOST = 300
LOG_FACTORIALS = np.array([math.lgamma(k + 1) for k in range(MOST + 1)])


def read(path):
    with gzip.open(path, "rt", newline="") as file:
        rows = [(int(r["year"]), r["a"], r["b"], int(r["works"])) for r in csv.DictReader(file)]
    countries = sorted({r[1] for r in rows} | {r[2] for r in rows})
    number = {country: place for place, country in enumerate(countries)}
    first, last = min(r[0] for r in rows), max(r[0] for r in rows)
    table = np.zeros((last - first + 1, len(countries), len(countries)))
    for year, a, b, works in rows:
        table[year - first, number[a], number[b]] = works
    # Where the two directions disagree the greater counts.
    return countries, range(first, last + 1), np.maximum(table, table.transpose(0, 2, 1))


def measures(year):
    """The six measures of one year's table, for ordered pairs of countries."""
    works = np.diag(year)
    joint = year - np.diag(works)
    links = joint.sum(axis=1)
    total = links.sum() / 2
    own, other = works[:, None], works[None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        activity = (joint / own) / (other / works.sum())
        result = {
            "salton": joint / np.sqrt(own * other),
            "jaccard": joint / (own + other - joint),
            "affinity": (joint / links[:, None]) / (links[None, :] / (2 * total)),
            "intensity": (joint / links[:, None]) / ((links[None, :] - joint) / (2 * total - links[:, None])),
            "activity": activity,
            "symmetric": (activity - 1) / (activity + 1),
        }
    for values in result.values():
        values[~np.isfinite(values)] = np.nan
        np.fill_diagonal(values, np.nan)
    ability = [sum(row[k] >= k + 1 for k in range(len(row))) for row in -np.sort(-joint, axis=1)]
    return result, ability


def poisson_cdf(count, mean):
    """P(X <= count)."""
    return math.fsum(np.exp(np.arange(count + 1) * math.log(mean) - mean - LOG_FACTORIALS[: count + 1]))


def bisected(excess, low, high):
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return (low + high) / 2


def garwood(count):
    top = count + 10 * math.sqrt(count + 1) + 10
    lower = 0.0 if count == 0 else bisected(lambda mean: 0.025 - (1 - poisson_cdf(count - 1, mean)), 1e-12, top)
    return lower, bisected(lambda mean: poisson_cdf(count, mean) - 0.025, 1e-12, top)


def growth(series):
    """A Poisson regression on the year by iteratively reweighted least squares; many series at once."""
    years = series.shape[1]
    design = np.stack([np.ones(years), np.arange(years) - (years - 1) / 2], axis=1)
    beta = np.stack([np.log(series.mean(axis=1)), np.zeros(len(series))], axis=1)
    for _ in range(60):
        mean = np.exp(beta @ design.T)
        slope = (series - mean) @ design
        curvature = np.einsum("st,ti,tj->sij", mean, design, design)
        step = np.linalg.solve(curvature, slope[:, :, None])[:, :, 0]
        # Half a step where a whole one would leave what exp can bear.
        step *= np.minimum(1, 1 / np.maximum(1e-300, np.abs(step).max(axis=1)))[:, None]
        beta = beta + step
        if np.abs(step).max() < 1e-12:
            break
    mean = np.exp(beta @ design.T)
    curvature = np.einsum("st,ti,tj->sij", mean, design, design)
    variance = np.linalg.inv(curvature)[:, 1, 1]
    scatter = np.maximum(1, ((series - mean) ** 2 / mean).sum(axis=1) / (years - 2))
    reach = Z * np.sqrt(scatter * variance)
    return np.expm1(np.stack([beta[:, 1], beta[:, 1] - reach, beta[:, 1] + reach], axis=1))


def main(path, folder):
    countries, years, table = read(path)
    print(" ".join(countries))
    print(years[0], years[-1])
    found = [measures(year) for year in table]
    for name in found[0][0]:
        np.stack([measure[name] for measure, _ in found]).astype("<f8").tofile(f"{folder}/{name}")
    np.array([ability for _, ability in found]).astype("<f8").tofile(f"{folder}/ability")
    bounds = np.array([garwood(count) for count in range(MOST + 1)])
    bounds[:, 0].astype("<f8").tofile(f"{folder}/lower")
    bounds[:, 1].astype("<f8").tofile(f"{folder}/upper")
    size = len(countries)
    rates = np.full((size, size, 3), np.nan)
    first, second = np.triu_indices(size, 1)
    series = table[:, first, second].T
    # As the programme shows it: ten joint works, in more than one year.
    fit = (series.sum(axis=1) >= 10) & ((series > 0).sum(axis=1) >= 2)
    rates[first[fit], second[fit]] = growth(series[fit])
    rates.astype("<f8").tofile(f"{folder}/growth")


if __name__ == "__main__":
    main(*sys.argv[1:])
