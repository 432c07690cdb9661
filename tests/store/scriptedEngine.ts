/** An engine that records its calls, answers at once, and reports what the test tells it to report. */
import type { RunConfig } from '../../src/config/runConfig.ts';
import type { EngineFunctions } from '../../src/engine/engine.ts';
import type { EngineReport } from '../../src/engine/engineReport.ts';
import type { RunOrder } from '../../src/engine/run/runOrder.ts';
import type { RunReport } from '../../src/engine/run/runReport.ts';
import type { SampleFrame } from '../../src/engine/sampling/sample.ts';
import type { SampleOrder } from '../../src/engine/sampling/sampleOrder.ts';
import { Reports } from '../../src/engine/turns/reports.ts';
import { PIXELS } from '../data/mnistSize.ts';
import { type LocalWorker, workerOf } from '../engine/localWorker.ts';

const device = { backend: 'cpu', choice: 'auto', detail: 'made up', reason: '', mostThreads: null } as const;
const model = { parameters: 1, flopsPerImage: 1 };

export class ScriptedEngine {
  /** The runs that were asked for, the newest last. */
  readonly orders: RunOrder[] = [];
  readonly retuned: RunConfig[] = [];
  readonly samplings: SampleOrder[] = [];
  private readonly reports = new Reports<EngineReport>();
  private run = new Reports<RunReport>();

  readonly spawn = (): LocalWorker => workerOf(this.functions as never);

  /** Reports about the newest run. */
  report(report: RunReport): void {
    this.run.push(report);
  }

  /** Reports that the newest run has trained up to `step`. */
  trained(step: number): void {
    const losses = new Float32Array(step).fill(0.5);
    const none = { times: new Int32Array(0), lossByImage: new Float32Array(0) };
    const lossByT = new Float32Array(10).fill(0.5);
    this.report({ phase: 'running' });
    this.report({ trained: { step, losses, stepMs: 1, imagesSeen: step, lossByT, ...none } });
    this.report({ phase: 'paused' });
  }

  private readonly functions: Partial<EngineFunctions> = {
    start: (_, signal) => {
      this.reports.push({ device, writes: true });
      return this.reports.stream(signal);
    },
    open: (order, signal) => {
      this.orders.push(order);
      this.run.end();
      this.run = new Reports();
      if (order.from === 'settings') {
        const { dataset: name } = order.config;
        const dataset = { name, count: order.drawings?.count ?? 10, hasLabels: name === 'mnist' };
        this.run.push({ ready: { dataset, model, pretrained: null }, phase: 'idle' });
      }
      return this.run.stream(signal);
    },
    retune: async ({ config }) => void this.retuned.push(config),
    images: async () => ({ pixels: new Uint8Array(PIXELS).fill(7), labels: Uint8Array.of(3) }),
    answer: async ({ xt }) => ({ step: 0, modelOut: xt, x0Hat: xt, epsHat: xt }),
    keep: async () => true,
    sample: ({ runId: _, ...order }, signal) => {
      this.samplings.push(order);
      const frames = new Reports<SampleFrame>();
      frames.end();
      return frames.stream(signal);
    },
    train: async () => {},
  };
}
