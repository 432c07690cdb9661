"""Makes tests/golden/mlp.json and mlp.safetensors: the perceptron for points in the plane, in PyTorch.

    python scripts/golden/mlp.py

The module below is the one of docs/perceptron.md, written from that page alone. It needs nothing but torch.
"""

import json
import math
import struct
from pathlib import Path

import torch
from torch import nn
from torch.nn.functional import mse_loss, silu

WIDTH, DEPTH, CLASSES, BATCH = 16, 2, 3, 24


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.time_emb_proj = nn.Linear(width, width)
        self.linear_1 = nn.Linear(width, width)
        self.linear_2 = nn.Linear(width, width)

    def forward(self, h, embedding):
        return h + self.linear_2(silu(self.linear_1(silu(h)) + self.time_emb_proj(embedding)))


class TimeEmbedding(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.linear_1 = nn.Linear(width, width)
        self.linear_2 = nn.Linear(width, width)

    def forward(self, sines):
        return self.linear_2(silu(self.linear_1(sines)))


class Perceptron(nn.Module):
    def __init__(self, width, depth, classes):
        super().__init__()
        self.width = width
        self.time_embedding = TimeEmbedding(width)
        self.class_embedding = nn.Embedding(classes, width)
        self.linear_in = nn.Linear(2, width)
        self.blocks = nn.ModuleList(Block(width) for _ in range(depth))
        self.linear_out = nn.Linear(width, 2)

    def forward(self, x, t, labels):
        half = self.width // 2
        frequencies = torch.exp(-math.log(10000) * torch.arange(half) / half)
        angles = t[:, None] * frequencies
        sines = torch.cat([angles.cos(), angles.sin()], dim=1)
        embedding = silu(self.time_embedding(sines) + self.class_embedding(labels))
        h = self.linear_in(x)
        for block in self.blocks:
            h = block(h, embedding)
        return self.linear_out(silu(h))


def save(path, tensors):
    header, body = {}, b""
    for name, tensor in tensors.items():
        data = tensor.detach().float().contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)


torch.manual_seed(0)
model = Perceptron(WIDTH, DEPTH, CLASSES)
x = torch.randn(BATCH, 2)
target = torch.randn(BATCH, 2)
t = torch.linspace(0, 999, BATCH).round()
labels = torch.arange(BATCH) % CLASSES
tensors = {f"weights.{name}": parameter.clone() for name, parameter in model.state_dict().items()}

out = model(x, t, labels)
loss = mse_loss(out, target)
loss.backward()
tensors |= {f"gradients.{name}": parameter.grad.clone() for name, parameter in model.named_parameters()}
tensors |= {"x": x, "target": target, "t": t, "labels": labels, "out": out}

optimiser = torch.optim.Adam(model.parameters(), lr=0.002)
losses = []
for _ in range(10):
    optimiser.zero_grad()
    step = mse_loss(model(x, t, labels), target)
    step.backward()
    optimiser.step()
    losses.append(step.item())
tensors |= {f"after.{name}": parameter for name, parameter in model.state_dict().items()}

folder = Path(__file__).resolve().parents[2] / "tests" / "golden"
save(folder / "mlp.safetensors", tensors)
golden = {
    "source": f"PyTorch {torch.__version__.split('+')[0]} on a processor, float32",
    "config": {"dimensions": 2, "width": WIDTH, "depth": DEPTH, "classes": CLASSES},
    "learningRate": 0.002,
    "loss": loss.item(),
    "losses": losses,
}
(folder / "mlp.json").write_text(json.dumps(golden, indent=1) + "\n")
