/** The network's opinion of one noisy picture, whenever the page asks: the newest question is the one that counts. */

import type { RunConfig } from '../../config/runConfig.ts';
import { decodeAnswer } from '../../diffusion/samplers/decodeAnswer.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { clipTo } from '../../diffusion/samplers/limits.ts';
import type { DenoiseCommand } from '../../protocol/messages.ts';
import type { Run } from '../run/openRun.ts';
import { freezeForSampling } from '../run/pretrained.ts';
import type { Send } from '../send.ts';
import { NewestQuestion } from '../turns/newestQuestion.ts';
import type { Scheduler } from '../turns/scheduler.ts';

export class Denoising {
  private readonly questions: NewestQuestion<DenoiseCommand>;

  /** @param config the run's settings as they stand when an answer is made. */
  constructor(
    private readonly run: Run,
    private readonly config: () => RunConfig,
    scheduler: Scheduler,
    private readonly send: Send,
  ) {
    this.questions = new NewestQuestion(scheduler, question => this.answer(question));
  }

  ask(question: DenoiseCommand): void {
    this.questions.ask(question);
  }

  stop(): Promise<void> {
    return this.questions.stop();
  }

  private async answer({ runId, requestId, t, xt, label }: DenoiseCommand): Promise<void> {
    const { process, network } = this.run;
    const { target, clipX0, classConditional } = this.config();
    const level = levelAt(process, t);
    const frozen = freezeForSampling(this.run, 'ema');
    try {
      const labels = classConditional ? Float32Array.of(label ?? 0) : null;
      const modelOut = await frozen.predict(xt, level.modelTime, labels);
      const limit = clipX0 ? clipTo(1) : null;
      const { x0Hat, epsHat } = decodeAnswer(level, { xt, modelOut, target, limit, rederiveEps: clipX0 });
      const { step } = network;
      this.send({ type: 'denoised', runId, requestId, step, t, answer: modelOut, x0Hat, epsHat });
    } finally {
      frozen.dispose();
    }
  }
}
