"""Makes tests/golden/heun.json: trajectories of diffusers' HeunDiscreteScheduler over a closed-form network.

    pip install diffusers==0.29.2 torch numpy && python scripts/golden/heun.py

A frame is diffusers' x = x0 + sigma eps after a whole step, which is two calls of `step`, but one for the last.
"""

import json
from pathlib import Path

import torch
from diffusers import HeunDiscreteScheduler

MODEL = "f(x,t)=0.8*sin(1.3*x+0.002*t)+0.1*x, applied to the scaled model input"
LINEAR = {"beta_start": 0.0001, "beta_end": 0.02, "beta_schedule": "linear"}
STABLE = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
CASES = [
    (10, {**LINEAR, "timestep_spacing": "trailing"}),
    (10, {**LINEAR, "timestep_spacing": "linspace", "prediction_type": "v_prediction"}),
    (8, {**LINEAR, "timestep_spacing": "leading", "steps_offset": 1}),
    (12, {**LINEAR, "timestep_spacing": "linspace", "use_karras_sigmas": True}),
    (10, {**LINEAR, "timestep_spacing": "leading", "use_karras_sigmas": True}),
    (10, {**STABLE, "timestep_spacing": "trailing", "prediction_type": "sample", "clip_sample": True}),
    (10, {**STABLE, "timestep_spacing": "trailing", "clip_sample": True, "clip_sample_range": 0.8}),
]


def trajectory(steps, config, start):
    scheduler = HeunDiscreteScheduler(num_train_timesteps=1000, **config)
    scheduler.set_timesteps(steps)
    x = start * scheduler.init_noise_sigma
    times, frames = [], []
    for i, t in enumerate(scheduler.timesteps):
        scaled = scheduler.scale_model_input(x, t)
        answer = 0.8 * torch.sin(1.3 * scaled + 0.002 * t) + 0.1 * scaled
        x = scheduler.step(answer, t, x).prev_sample
        # Calls come in pairs, a proposal and its correction at the next time; the last is alone.
        if i % 2 == 0:
            times.append(t.item())
        if i % 2 == 1 or i == len(scheduler.timesteps) - 1:
            frames.append(x.tolist())
    return {
        "config": {"num_train_timesteps": 1000, **config},
        "num_inference_steps": steps,
        "init_noise_sigma": float(scheduler.init_noise_sigma),
        "timesteps": times,
        "frames": frames,
    }


start = torch.randn(16, generator=torch.Generator().manual_seed(0)).double()
golden = {
    "source": "diffusers 0.29.2, HeunDiscreteScheduler; sigmas in float32, x in float64",
    "model": MODEL,
    "x_T": start.tolist(),
    "cases": [trajectory(steps, config, start) for steps, config in CASES],
}
path = Path(__file__).resolve().parents[2] / "tests" / "golden" / "heun.json"
path.write_text(json.dumps(golden) + "\n")
