import { Pause, Play } from 'lucide-react';
import { Slider } from 'radix-ui';
import { type Player, SPEEDS } from './usePlayer.ts';

interface Props {
  readonly player: Player;
  readonly length: number;
  /** Positions that there will be. */
  readonly total: number;
}

/** Play, scrub and speed. */
export function Transport({ player, length, total }: Props) {
  const { position, playing, fps } = player;
  return (
    <div className="transport">
      <button
        type="button"
        className="button"
        onClick={player.toggle}
        aria-label={playing ? 'Pause the animation' : 'Play the animation'}
      >
        {playing ? <Pause aria-hidden /> : <Play aria-hidden />}
      </button>
      <Slider.Root
        className="slider"
        min={0}
        max={Math.max(1, total - 1)}
        step={1}
        value={[position]}
        onValueChange={([next]) => player.seek(next!)}
      >
        <Slider.Track className="slider-track">
          <Slider.Range className="slider-range" />
        </Slider.Track>
        <Slider.Thumb className="slider-thumb" aria-label="Frame" />
      </Slider.Root>
      <span className="numbers frame-number">
        {position + 1} / {length}
      </span>
      <label className="speed">
        <span className="visually-hidden">Frames a second</span>
        <select className="select" value={fps} onChange={event => player.setFps(Number(event.target.value))}>
          {SPEEDS.map(speed => (
            <option key={speed} value={speed}>
              {speed} / s
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
