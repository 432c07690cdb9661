import { Slider } from 'radix-ui';

interface Props {
  readonly label: string;
  readonly words: string;
  readonly position: number;
  readonly count: number;
  readonly onChange: (position: number) => void;
}

/** A slider along one axis of the grid. */
export function Scrubber({ label, words, position, count, onChange }: Props) {
  return (
    <div className="scrubber">
      <span className="numbers">
        {label} <strong>{words}</strong>
      </span>
      <Slider.Root
        className="slider"
        min={0}
        max={Math.max(1, count - 1)}
        step={1}
        value={[position]}
        onValueChange={([next]) => onChange(Math.min(count - 1, next!))}
      >
        <Slider.Track className="slider-track">
          <Slider.Range className="slider-range" />
        </Slider.Track>
        <Slider.Thumb className="slider-thumb" aria-label={label} aria-valuetext={words} />
      </Slider.Root>
    </div>
  );
}
