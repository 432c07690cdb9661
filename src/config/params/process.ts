/** Parameters of the forward process and the target. */
import { betasProblem } from '../../diffusion/schedules/betasText.ts';
import { SCHEDULES } from '../../diffusion/schedules/registry.ts';
import type { ScheduleSetting } from '../../diffusion/schedules/schedule.ts';
import { TARGETS } from '../../diffusion/targets/registry.ts';
import { choice, chosenFrom, curve, integer, number, type Others, real, text, toggle } from './row.ts';

const scheduleUses =
  (setting: ScheduleSetting) =>
  ({ schedule }: Others): boolean =>
    SCHEDULES[schedule].uses.includes(setting);

export const PROCESS_PARAMS = {
  schedule: choice({
    label: 'Schedule',
    affects: 'restart',
    help: 'How fast noise takes over as t grows.',
    default: 'cosine',
    ...chosenFrom(SCHEDULES),
  }),
  curve: curve({
    label: 'Curve of ᾱ',
    affects: 'restart',
    usedWhen: scheduleUses('curve'),
    help: 'Your own schedule: how much of the picture is left along the way, through points that you drag.',
    default: '143-9455_286-8117_429-6113_571-3887_714-1883_857-495_1000-1',
  }),
  betas: text({
    label: 'Betas of a file',
    affects: 'restart',
    rare: true,
    usedWhen: scheduleUses('betas'),
    help: 'The schedule of a network from elsewhere, number by number. Without a file they are those of “Linear, unscaled”.',
    default: '',
    options: [''],
    labels: { '': 'none' },
    problem: betasProblem,
  }),
  shift: number({
    label: 'Shift of the flow',
    affects: 'restart',
    rare: true,
    usedWhen: scheduleUses('shift'),
    help: 'Moves the levels towards noise (Esser et al. 2024): s becomes shift s / (1 + (shift − 1) s).',
    default: 1,
    min: 0.01,
    max: 100,
    step: 0.01,
    ...real,
  }),
  T: number({
    label: 'Steps T',
    affects: 'restart',
    help: 'Number of noise levels in the forward process.',
    default: 1000,
    min: 10,
    max: 4000,
    ...integer,
  }),
  zeroTerminalSnr: toggle({
    label: 'Zero terminal SNR',
    affects: 'restart',
    usedWhen: scheduleUses('zeroTerminalSnr'),
    help: 'Rescale the schedule so that the last step is pure noise (Lin 2023). There the noise says nothing about the picture: ask the network for v or x₀.',
    default: false,
  }),
  target: choice({
    label: 'Network predicts',
    affects: 'restart',
    help: 'What the network is asked for. All four hold the same information; they weight the noise levels differently.',
    default: 'v',
    ...chosenFrom(TARGETS),
  }),
} as const;
