"""PyTorch's training step of the reference network: the UNet2DModel that nn/unet/buildUNet.ts builds, without attention.

Reads a batch size a line, makes one step of Adam with the running average, and answers with its milliseconds.
"""
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

CHANNELS = [int(width) for width in sys.argv[1].split("/")]
GROUPS = int(sys.argv[2])
torch.set_num_threads(int(sys.argv[3]))


class Residual(nn.Module):
    def __init__(self, given, out, embedded):
        super().__init__()
        self.norm1 = nn.GroupNorm(GROUPS, given, eps=1e-5)
        self.conv1 = nn.Conv2d(given, out, 3, padding=1)
        self.time = nn.Linear(embedded, out)
        self.norm2 = nn.GroupNorm(GROUPS, out, eps=1e-5)
        self.conv2 = nn.Conv2d(out, out, 3, padding=1)
        self.shortcut = nn.Identity() if given == out else nn.Conv2d(given, out, 1)

    def forward(self, x, embedding):
        h = self.conv1(F.silu(self.norm1(x))) + self.time(embedding)[:, :, None, None]
        return self.shortcut(x) + self.conv2(F.silu(self.norm2(h)))


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        first, last = CHANNELS[0], CHANNELS[-1]
        embedded = 4 * first
        self.linear1, self.linear2 = nn.Linear(first, embedded), nn.Linear(embedded, embedded)
        self.conv_in = nn.Conv2d(1, first, 3, padding=1)
        self.down, self.narrow, skips = nn.ModuleList(), nn.ModuleList(), [first]
        width = first
        for level, out in enumerate(CHANNELS):
            self.down.append(Residual(width, out, embedded))
            width = out
            skips.append(width)
            if level < len(CHANNELS) - 1:
                self.narrow.append(nn.Conv2d(width, width, 3, stride=2, padding=1))
                skips.append(width)
        self.middle = nn.ModuleList([Residual(last, last, embedded) for _ in range(2)])
        self.up, self.widen = nn.ModuleList(), nn.ModuleList()
        for level, out in enumerate(reversed(CHANNELS)):
            pair = [Residual(width + skips.pop(), out, embedded), Residual(out + skips.pop(), out, embedded)]
            self.up.append(nn.ModuleList(pair))
            width = out
            if level < len(CHANNELS) - 1:
                self.widen.append(nn.Conv2d(width, width, 3, padding=1))
        self.norm_out = nn.GroupNorm(GROUPS, width, eps=1e-5)
        self.conv_out = nn.Conv2d(width, 1, 3, padding=1)

    def forward(self, x, t):
        half = CHANNELS[0] // 2
        frequencies = torch.exp(-torch.log(torch.tensor(10000.0)) * torch.arange(half) / half)
        angles = t[:, None] * frequencies
        embedding = self.linear1(torch.cat([torch.cos(angles), torch.sin(angles)], 1))
        embedding = F.silu(self.linear2(F.silu(embedding)))
        x = self.conv_in(x)
        skips = [x]
        for level, block in enumerate(self.down):
            x = block(x, embedding)
            skips.append(x)
            if level < len(self.narrow):
                x = self.narrow[level](x)
                skips.append(x)
        for block in self.middle:
            x = block(x, embedding)
        for level, pair in enumerate(self.up):
            for block in pair:
                x = block(torch.cat([x, skips.pop()], 1), embedding)
            if level < len(self.widen):
                x = self.widen[level](F.interpolate(x, scale_factor=2.0))
        return self.conv_out(F.silu(self.norm_out(x)))


torch.manual_seed(1)
network = UNet()
averages = [parameter.detach().clone() for parameter in network.parameters()]
adam = torch.optim.Adam(network.parameters(), lr=1e-3, foreach=True)
batches = {}
print(sum(parameter.numel() for parameter in network.parameters()), torch.__version__, flush=True)
for line in sys.stdin:
    size = int(line)
    if size not in batches:
        batches[size] = torch.randn(size, 1, 28, 28), torch.randn(size, 1, 28, 28), torch.full((size,), 500.0)
    x, target, t = batches[size]
    began = time.perf_counter()
    adam.zero_grad(set_to_none=True)
    loss = F.mse_loss(network(x, t), target)
    loss.backward()
    adam.step()
    with torch.no_grad():
        torch._foreach_mul_(averages, 0.99)
        torch._foreach_add_(averages, list(network.parameters()), alpha=0.01)
    loss.item()
    print((time.perf_counter() - began) * 1000, flush=True)
