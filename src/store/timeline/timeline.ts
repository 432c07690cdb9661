/** Goes to another place on the timeline. */
import type { Context } from '../context.ts';
import type { Part, Place } from './place.ts';

export function createTimeline({ get, patch }: Context) {
  const shareOf = (t: number): number => {
    const last = get().config.T - 1;
    return last === 0 ? 0 : Math.min(last, Math.max(0, Math.round(t))) / last;
  };
  const go = (changes: Partial<Place>) => {
    const { place } = get();
    const moved = (Object.keys(changes) as (keyof Place)[]).some(name => place[name] !== changes[name]);
    if (moved) patch('place', changes);
  };
  return {
    /** Goes to the level nearest to `t`. */
    seek: (t: number) => go({ share: shareOf(t), frame: null }),
    /** Goes to the level nearest to `t`, automatically: the Generate part stays at its frame. */
    drift: (t: number) => go({ share: shareOf(t) }),
    /** Goes to a frame of the Generate part, and to the level nearest to the frame's. */
    seekFrame: (frame: number, t: number) => go({ frame, share: shareOf(t) }),
    lookAt: (part: Part) => go({ part }),
    chooseImage: (imageIndex: number) => go({ imageIndex }),
    chooseSample: (sampleIndex: number) => go({ sampleIndex }),
    chooseNoise: (noiseIndex: number) => go({ noiseIndex }),
    otherNoise: () => go({ noiseIndex: get().place.noiseIndex + 1 }),
  };
}

export type TimelineActions = ReturnType<typeof createTimeline>;
