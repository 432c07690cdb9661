"""Writes tests/golden/quality.json: Fréchet distance, precision and recall of random features, by NumPy alone.

    python3 scripts/golden/quality.py
"""
import json
from pathlib import Path

import numpy as np

N, D, K = 40, 6, 5
OUT = Path(__file__).parents[2] / "tests/golden/quality.json"

rng = np.random.default_rng(0)
mix = rng.normal(size=(D, D))
real = np.round(rng.normal(size=(N, D)) @ mix, 6)
drawn = np.round(rng.normal(size=(N, D)) @ mix + 2.5, 6)


def frechet(a, b):
    """Heusel et al. 2017, equation 6: the trace of (AB)^(1/2) from the eigenvalues of AB, which are those of A^(1/2) B A^(1/2)."""
    ca, cb = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    cross = np.sqrt(np.linalg.eigvals(ca @ cb).real).sum()
    return ((a.mean(0) - b.mean(0)) ** 2).sum() + np.trace(ca) + np.trace(cb) - 2 * cross


def within(centres, points):
    """Share of `points` in the ball of some centre: Kynkäänniemi et al. 2019, equation 1."""
    between = np.linalg.norm(centres[:, None] - centres[None], axis=2)
    radius = np.sort(between, axis=1)[:, K]
    return (np.linalg.norm(points[:, None] - centres[None], axis=2) <= radius).any(1).mean()


OUT.write_text(
    json.dumps(
        {
            "d": D,
            "k": K,
            "real": real.ravel().tolist(),
            "drawn": drawn.ravel().tolist(),
            "frechet": frechet(real, drawn),
            "precision": within(real, drawn),
            "recall": within(drawn, real),
        }
    )
    + "\n"
)
