"""Draws the points of this run in plain PyTorch: those that the page draws, from the same noise.

    python sample.py [--count 1000] [--weights weights.safetensors] [--out points.csv]

Needs nothing but torch. docs/perceptron.md of the project describes network and weights; run.json beside this file holds the
network, the sampler's rows and the settings that matter.
"""

import argparse
import json
import math
import struct
from pathlib import Path

import torch
from torch.nn.functional import embedding, linear, silu

HERE = Path(__file__).resolve().parent
RUN = json.loads((HERE / "run.json").read_text())
SAMPLE_STREAM = 5


def load(path):
    """The tensors of a safetensors file."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    body = bytearray(data[8 + length :])
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        count = (end - begin) // 4
        numbers = torch.frombuffer(body, dtype=torch.float32, count=count, offset=begin)
        tensors[name] = numbers.reshape(entry["shape"]).clone()
    return tensors


def philox(counter, key):
    """Philox 4x32-10 (Salmon et al. 2011)."""
    a, b, c, d = counter
    k0, k1 = key
    for _ in range(10):
        p, q = 0xD2511F53 * a, 0xCD9E8D57 * c
        a, b, c, d = (q >> 32) ^ b ^ k0, q & 0xFFFFFFFF, (p >> 32) ^ d ^ k1, p & 0xFFFFFFFF
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return a, b, c, d


def normals(step, count):
    """The page's standard normal numbers (Box & Muller 1958) of the sampling's step, [count, 2]; step 0 is the start."""
    out = []
    for i in range(0, 2 * count, 4):
        words = philox((i // 4, 0, step, 0), (RUN["seed"], SAMPLE_STREAM))
        u = [((word >> 9) + 0.5) * 2.0**-23 for word in words]
        for first, second in (u[:2], u[2:]):
            radius, angle = math.sqrt(-2 * math.log(first)), 2 * math.pi * second
            out += [radius * math.cos(angle), radius * math.sin(angle)]
    return torch.tensor(out[: 2 * count], dtype=torch.float32).reshape(count, 2)


class Network:
    def __init__(self, weights):
        self.weights = weights

    def layer(self, name, x):
        return linear(x, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def __call__(self, x, time, labels):
        half = RUN["network"]["width"] // 2
        frequencies = torch.exp(-math.log(10000) * torch.arange(half) / half)
        angles = torch.full((len(x), 1), time if RUN["tellTime"] else 0.0) * frequencies
        sines = torch.cat([angles.cos(), angles.sin()], dim=1)
        e = self.layer("time_embedding.linear_2", silu(self.layer("time_embedding.linear_1", sines)))
        if labels is not None:
            e = e + embedding(labels, self.weights["class_embedding.weight"])
        e = silu(e)
        h = self.layer("linear_in", x)
        for i in range(RUN["network"]["depth"]):
            block = f"blocks.{i}"
            inner = silu(self.layer(f"{block}.linear_1", silu(h)) + self.layer(f"{block}.time_emb_proj", e))
            h = h + self.layer(f"{block}.linear_2", inner)
        return self.layer("linear_out", silu(h))


def guesses(x, answer, signal, noise):
    """x0 and eps in x, from an answer in terms of the run's target."""
    target = RUN["target"]
    if target == "eps":
        x0, eps = (x - noise * answer) / signal, answer
    elif target == "x0":
        x0, eps = answer, (x - signal * answer) / noise
    elif target == "v":
        scale = signal**2 + noise**2
        x0, eps = (signal * x - noise * answer) / scale, (noise * x + signal * answer) / scale
    else:
        x0, eps = (x - noise * answer) / (signal + noise), (x + signal * answer) / (signal + noise)
    if RUN["clipRange"] is not None:
        x0 = x0.clamp(-RUN["clipRange"], RUN["clipRange"])
        eps = (x - signal * x0) / noise
    return x0, eps


def sample(network, count):
    classes = RUN["network"]["classes"]
    asked = none = None
    if classes is not None:
        wanted = [asked % (classes - 1) for asked in RUN["sampleClasses"]]
        asked = torch.tensor([wanted[i % len(wanted)] for i in range(count)])
        none = torch.full((count,), classes - 1)
    w = RUN["guidanceScale"]

    def answer(x, time):
        if classes is None or w == 1:
            return network(x, time, asked)
        untold = network(x, time, none)
        return untold + w * (network(x, time, asked) - untold)

    x, past = normals(0, count), []
    for step, row in enumerate(RUN["rows"]):
        x0, eps = guesses(x, answer(x, row["modelTime"]), row["signal"], row["noise"])
        z = normals(step + 1, count) if row["cNoise"] != 0 and RUN["addNoise"] else None

        def lead(x0, eps):
            ahead = row["cXt"] * x + row["cX0"] * x0 + row["cEps"] * eps
            for coefficient, before in zip((row["cX0Prev"], row["cX0Prev2"]), past):
                ahead = ahead + coefficient * before
            return ahead if z is None else ahead + row["cNoise"] * z

        ahead = lead(x0, eps)
        if "corrector" in row:
            second = answer(ahead, row["corrector"]["modelTime"])
            x0_end, eps_end = guesses(ahead, second, row["signalPrev"], row["noisePrev"])
            x0, eps = (x0 + x0_end) / 2, (eps + eps_end) / 2
            ahead = lead(x0, eps)
        x, past = ahead, [x0, *past][:2]
    return x


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=RUN["count"])
    parser.add_argument("--weights", type=Path, default=HERE / "weights.safetensors")
    parser.add_argument("--out", type=Path, default=Path("points.csv"))
    args = parser.parse_args()
    with torch.no_grad():
        points = sample(Network(load(args.weights)), args.count)
    args.out.write_text("x,y\n" + "".join(f"{x:.7g},{y:.7g}\n" for x, y in points.tolist()))
    print(f"{args.count} points in {args.out}")
