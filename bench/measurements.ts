/** What a benchmark finds out, and how it is told. */
import { CONTESTANT_NAMES, type ContestantId } from './contestants/contestant.ts';
import type { GpuCounts } from './gpuMeter.ts';
import type { Inspection } from './inspect.ts';
import { median } from './statistics.ts';

/** Of one contestant. */
export interface Timing {
  /** Of single steps, in the order in which they were made. */
  readonly stepMs: readonly number[];
  /** From an adapter to the end of the first step: device, compilation, everything. */
  readonly firstStepMs: number;
  /** Of the first step on the problem's own batch; ours draws another. */
  readonly firstLoss: number;
  /** Of one step after the first ones; null where no GPU computes. */
  readonly perStep: Omit<GpuCounts, 'bytes' | 'peakBytes'> | null;
  readonly peakBytes: number;
}

export interface BenchResult {
  readonly adapter: string;
  readonly channels: string;
  readonly parameters: number;
  readonly batch: number;
  /** Of a training step, by the graph's own counts. */
  readonly gflopPerStep: number;
  readonly timings: Readonly<Partial<Record<ContestantId, Timing>>>;
  /** Contestants that did not start or broke, and how. */
  readonly failures: Readonly<Partial<Record<ContestantId, string>>>;
  /** Of our own WebGPU runtime; null where it was lost. */
  readonly inspection: Inspection | null;
}

export interface BenchFigures {
  readonly speedup: Readonly<Partial<Record<Exclude<ContestantId, 'ours'>, number>>>;
  readonly step: Timing['perStep'];
  readonly convShareOfBestGemm: number | null;
  readonly peakMemoryRatio: number | null;
  readonly firstStepRatio: number | null;
}

/** Ratios of medians; memory and first step against tfjs interpreting the same graph on WebGPU. */
export function figuresOf({ timings, inspection }: BenchResult): BenchFigures {
  const { ours, graphTfjs } = timings;
  const speedup: Partial<Record<ContestantId, number>> = {};
  for (const [id, timing] of Object.entries(timings)) {
    if (ours && id !== 'ours') speedup[id as ContestantId] = median(timing.stepMs) / median(ours.stepMs);
  }
  return {
    speedup,
    step: ours?.perStep ?? null,
    convShareOfBestGemm: inspection && inspection.convGflops / inspection.bestGemm.gflops,
    peakMemoryRatio: ours && graphTfjs ? ours.peakBytes / graphTfjs.peakBytes : null,
    firstStepRatio: ours && graphTfjs ? ours.firstStepMs / graphTfjs.firstStepMs : null,
  };
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const milliseconds = (ms: number): string => `${ms < 10 ? ms.toFixed(2) : ms.toFixed(0)} ms`;

/** Plain text, to be read and copied. */
export function reportOf(result: BenchResult): string {
  const { timings, failures, inspection } = result;
  const { speedup } = figuresOf(result);
  const rows = Object.entries(timings).map(([id, timing]) => {
    const { stepMs, firstStepMs, peakBytes } = timing;
    const ratio = id === 'ours' ? 1 : speedup[id as Exclude<ContestantId, 'ours'>];
    const spread = `${milliseconds(Math.min(...stepMs))} to ${milliseconds(Math.max(...stepMs))}`;
    return [
      CONTESTANT_NAMES[id as ContestantId],
      milliseconds(median(stepMs)),
      `${spread}, ${stepMs.length} runs`,
      ratio === undefined ? '-' : `${ratio.toFixed(1)} x`,
      milliseconds(firstStepMs),
      peakBytes > 0 ? megabytes(peakBytes) : '-',
      id === 'ours' ? '-' : timing.firstLoss.toPrecision(6),
    ];
  });
  const head = ['', 'a step', 'from, to', 'against ours', 'first step', 'peak GPU memory', 'first loss'];
  return [
    `${result.adapter}; channels ${result.channels}, ${result.parameters.toLocaleString('en')} parameters, batch ${result.batch}, ${result.gflopPerStep.toFixed(2)} GFLOP a step`,
    '',
    ...aligned([head, ...rows]),
    ...Object.entries(failures).map(([id, why]) => `${CONTESTANT_NAMES[id as ContestantId]}: ${why}`),
    ...(inspection ? inspected(inspection, timings.ours?.perStep ?? null) : []),
  ].join('\n');
}

function inspected(inspection: Inspection, perStep: Timing['perStep']): string[] {
  const { convGflops, bestGemm, samplingStepMs, kinds, tiles } = inspection;
  return [
    '',
    'This project’s WebGPU runtime:',
    perStep
      ? `a step makes ${perStep.dispatches} dispatches in ${perStep.submits} submits, uploads ${perStep.uploadBytes} bytes and makes ${perStep.allocations} buffers`
      : '',
    `convolutions and their gradients: ${convGflops.toFixed(2)} GFLOP/s, ${((100 * convGflops) / bestGemm.gflops).toFixed(0)} % of the best matrix product here (${bestGemm.gflops.toFixed(2)}: ${bestGemm.kernel})`,
    `a sampling step: ${milliseconds(samplingStepMs)}`,
    '',
    ...aligned([
      ['kind', 'dispatches', 'time'],
      ...kinds.map(({ label, dispatches, ms }) => [label, String(dispatches), milliseconds(ms)]),
    ]),
    ...(tiles.length > 0 ? ['', 'Tiles chosen on this adapter:', ...tiles] : []),
  ];
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  return rows.map(row =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}
