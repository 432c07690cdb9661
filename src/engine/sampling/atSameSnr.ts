/** Lets a network answer for another process and target than its own. */
import { sameSnr, type Trained, translation } from '../../diffusion/sameSnr.ts';
import { levelOfModelTime } from '../../diffusion/samplers/level.ts';
import type { FrozenNetwork } from '../../runtime/networkRuntime.ts';

/** Answers like a network of `asked`, which is given times of that process. */
export function atSameSnr(network: FrozenNetwork, trained: Trained, asked: Trained): FrozenNetwork {
  return {
    async predict(xt, modelTime, classLabels) {
      const one = typeof modelTime === 'number';
      const levels = (one ? [modelTime] : [...modelTime]).map(time => {
        const level = levelOfModelTime(asked.process, time);
        const own = sameSnr(trained, level);
        return { ...own, ...translation(trained.target, own, asked.target, level) };
      });
      const size = one ? xt.length : xt.length / levels.length;
      const levelOf = (i: number) => levels[Math.floor(i / size)]!;
      const scaled = xt.map((x, i) => levelOf(i).scale * x);
      const times = one ? levels[0]!.modelTime : Float32Array.from(levels, level => level.modelTime);
      const answer = await network.predict(scaled, times, classLabels);
      return answer.map((y, i) => levelOf(i).yFromXt * xt[i]! + levelOf(i).yFromAnswer * y);
    },
    dispose: () => network.dispose(),
  };
}
