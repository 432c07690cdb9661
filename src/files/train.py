"""Samples from, or goes on training, a run of Diffusion Playground. See README.md beside this file."""

import argparse
import copy
import json
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from accelerate import Accelerator
from diffusers import UNet2DModel
from safetensors.torch import load_file, save_file
from torch.utils.data import DataLoader, RandomSampler, TensorDataset
from torchvision import datasets, utils

HERE = Path(__file__).resolve().parent
RAW = HERE / "raw_weights.safetensors"
RUN = json.loads((HERE / "playground_config.json").read_text())
SCHEDULER = json.loads((HERE / "scheduler" / "scheduler_config.json").read_text())
T = RUN["T"]
IS_FLOW = RUN["schedule"] == "flow"


def levels(device):
    """signal[t], noise[t] and the time that the network is told, each [T]."""
    if IS_FLOW:
        even = torch.arange(1, T + 1, dtype=torch.float64) / T
        noise = RUN["shift"] * even / (1 + (RUN["shift"] - 1) * even)
        signal, time = 1 - noise, 1000 * noise
    else:
        abar = torch.cumprod(1 - torch.tensor(SCHEDULER["trained_betas"], dtype=torch.float64), 0)
        signal, noise, time = abar.sqrt(), (1 - abar).sqrt(), torch.arange(T, dtype=torch.float64)
    if not RUN["tellTime"]:
        time = torch.zeros_like(time)
    return tuple(x.float().to(device) for x in (signal, noise, time))


def target_of(x0, eps, signal, noise):
    """What the network is asked for."""
    return {
        "eps": eps,
        "x0": x0,
        "v": signal * eps - noise * x0,
        "velocity": eps - x0,
    }[RUN["target"]]


def guesses(xt, answer, signal, noise):
    """x0 and eps from the network's answer."""
    if RUN["target"] == "eps":
        return (xt - noise * answer) / signal.clamp(min=1e-4), answer
    if RUN["target"] == "x0":
        return answer, (xt - signal * answer) / noise
    if RUN["target"] == "v":
        return signal * xt - noise * answer, noise * xt + signal * answer
    # velocity: eps - x0, with x_t = signal x0 + noise eps
    x0 = (xt - noise * answer) / (signal + noise)
    return x0, x0 + answer


def size_of(unet):
    """Height and width of the pictures."""
    size = unet.config.sample_size
    return (size, size) if isinstance(size, int) else tuple(size)


def class_of_none(unet):
    """The class that means none, if the network has one."""
    classes = unet.config.num_class_embeds
    return classes - 1 if classes and RUN["classNone"] else None


def asked(unet, x, t, digit):
    """The network's answer: told nothing, told a class, or both at once and the difference scaled (guidance)."""
    t = t.expand(len(x))
    if not RUN["classConditional"]:
        return unet(x, t).sample
    none, scale = class_of_none(unet), RUN["guidanceScale"]
    told = none if digit is None else digit
    if told is None:
        raise SystemExit("This network has no class that means none: say which to draw, with --digit.")
    labels = torch.full((len(x),), told, device=x.device)
    if none is None or told == none or scale == 1:
        return unet(x, t, class_labels=labels).sample
    untold = unet(x, t, class_labels=torch.full_like(labels, none)).sample
    return untold + scale * (unet(x, t, class_labels=labels).sample - untold)


@torch.no_grad()
def sample(unet, count, steps, device, seed=0, digit=None):
    """DDIM (eta 0), which for a flow is Euler's method. Returns [count, channels, height, width] in 0..1."""
    signal, noise, time = levels(device)
    generator = torch.Generator(device).manual_seed(seed)
    shape = (count, unet.config.in_channels, *size_of(unet))
    x = torch.randn(shape, generator=generator, device=device)
    order = torch.linspace(T - 1, 0, min(steps, T)).round().long()
    limit = RUN["clipRange"]
    for i, t in enumerate(order):
        answer = asked(unet, x, time[t], digit)
        x0, eps = guesses(x, answer, signal[t], noise[t])
        if RUN["clipX0"]:
            x0 = x0.clamp(-limit, limit)
            eps = (x - signal[t] * x0) / noise[t].clamp(min=1e-8)
        if i + 1 < len(order):
            x = signal[order[i + 1]] * x0 + noise[order[i + 1]] * eps
        else:
            x = x0
    return (x.clamp(-1, 1) + 1) / 2


def training_images(unet, folder, count):
    """The pictures in the run's file, or the first `count` of MNIST or Fashion-MNIST: [n, C, H, W] in -1..1, and labels."""
    pictures = HERE / "playground" / "pictures.npz"
    if pictures.exists():
        held = np.load(pictures)
        pixels = torch.from_numpy(held["images"])
        digits = torch.from_numpy(held["labels"]).long() if "labels" in held else torch.zeros(len(pixels), dtype=torch.long)
    elif RUN["dataset"] == "drawings":
        drawings = bytearray((HERE / "playground" / "drawings.bin").read_bytes())
        height, width = size_of(unet)
        pixels = torch.frombuffer(drawings, dtype=torch.uint8).view(-1, height, width, unet.config.in_channels)
        digits = torch.zeros(len(pixels), dtype=torch.long)
    elif RUN["dataset"] in ("mnist", "fashion"):
        mnist = (datasets.MNIST if RUN["dataset"] == "mnist" else datasets.FashionMNIST)(folder, download=True)
        wanted = RUN["digits"] if RUN["dataset"] == "mnist" else "0123456789"
        chosen = torch.isin(mnist.targets, torch.tensor([int(digit) for digit in wanted]))
        pixels, digits = mnist.data[chosen][:count, :, :, None], mnist.targets[chosen][:count]
    else:
        raise SystemExit("The pictures are not in this folder: take “The run with its pictures” from the File menu.")
    return TensorDataset(pixels.permute(0, 3, 1, 2).float() / 127.5 - 1, digits)


def rate_at(step, steps):
    """The page's "Rate over time", over the steps of this call (as PyTorch's OneCycleLR, for one cycle)."""
    rate, kind = RUN["learningRate"], RUN.get("rateSchedule", "constant")
    if kind == "warmup":
        return rate * min(1, (step + 1) / 100)
    if kind == "oneCycle":
        first, top = rate / 25, max(0.3 * steps - 1, 0)
        cosine = lambda a, b, share: b + (a - b) / 2 * (1 + math.cos(math.pi * share))
        if step < top:
            return cosine(first, rate, step / top)
        return cosine(rate, first / 1e4, min(1, (step - top) / max(steps - 1 - top, 1)))
    return rate


def train(args):
    accelerator = Accelerator()
    unet = UNet2DModel.from_pretrained(HERE, subfolder="unet")
    averaged = copy.deepcopy(unet).requires_grad_(False)
    unet.load_state_dict(load_file(RAW))
    with accelerator.main_process_first():
        images = training_images(unet, args.data, args.images)
    # Each process makes `steps` steps; a small set is gone through again and again.
    drawn = args.steps * args.batch * accelerator.num_processes
    order = RandomSampler(images, replacement=True, num_samples=drawn)
    loader = DataLoader(images, batch_size=args.batch, sampler=order)
    optimizer = torch.optim.Adam(unet.parameters(), lr=RUN["learningRate"])
    unet, optimizer, loader = accelerator.prepare(unet, optimizer, loader)
    averaged.to(accelerator.device)
    signal, noise, time = levels(accelerator.device)
    none = class_of_none(averaged)
    for step, (x0, digits) in enumerate(loader, 1):
        if RUN.get("flips") and RUN["dataset"] == "pictures":
            mirrored = torch.rand(len(x0), device=x0.device) < 0.5
            x0 = torch.where(mirrored.view(-1, 1, 1, 1), x0.flip(3), x0)
        t = torch.randint(0, T, (len(x0),), device=x0.device)
        s, n = signal[t].view(-1, 1, 1, 1), noise[t].view(-1, 1, 1, 1)
        eps = torch.randn_like(x0)
        labels = None
        if RUN["classConditional"]:
            labels = digits
            if none is not None:
                untold = torch.rand(len(digits), device=digits.device) < RUN["labelDropout"]
                labels = torch.where(untold, torch.full_like(digits, none), digits)
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step - 1, args.steps)
        answer = unet(s * x0 + n * eps, time[t], class_labels=labels).sample
        loss = F.mse_loss(answer, target_of(x0, eps, s, n))
        accelerator.backward(loss)
        optimizer.step()
        optimizer.zero_grad()
        with torch.no_grad():
            for a, b in zip(averaged.parameters(), accelerator.unwrap_model(unet).parameters()):
                a.lerp_(b, 1 - RUN["emaDecay"])
        if step % 100 == 0 and accelerator.is_main_process:
            print(f"step {step}: loss {loss.item():.4f}")
    if accelerator.is_main_process:
        averaged.save_pretrained(HERE / "unet")
        save_file(accelerator.unwrap_model(unet).state_dict(), RAW)
        # Of older weights: without them the page opens the new ones.
        for stale in ("run.json", "checkpoint.safetensors"):
            (HERE / "playground" / stale).unlink(missing_ok=True)
        print(f"saved to {HERE / 'unet'} and {RAW}")


def check_scheduler():
    """A pipeline that was saved again with another scheduler would make this script sample another process."""
    if IS_FLOW != SCHEDULER["_class_name"].startswith("FlowMatch"):
        raise SystemExit(f"The run's schedule is “{RUN['schedule']}”, but scheduler/ holds a {SCHEDULER['_class_name']}.")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["sample", "train"])
    parser.add_argument("--steps", type=int, help="sampling steps (50), or training steps (10000)")
    parser.add_argument("--count", type=int, default=64)
    parser.add_argument("--digit", type=int, help="the class to draw; none without it")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--images", type=int, default=60_000, help="how many of the run's digits to train on")
    parser.add_argument("--data", default="data")
    args = parser.parse_args()
    check_scheduler()
    if args.what == "train":
        args.steps = args.steps or 10_000
        return train(args)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    unet = UNet2DModel.from_pretrained(HERE, subfolder="unet").to(device).eval()
    pictures = sample(unet, args.count, args.steps or 50, device, args.seed, args.digit)
    utils.save_image(pictures, HERE / "samples.png", nrow=8)
    print(f"written: {HERE / 'samples.png'}")


if __name__ == "__main__":
    main()
