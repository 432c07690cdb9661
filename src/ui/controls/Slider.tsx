import { Slider as Radix } from 'radix-ui';
import './controls.css';

interface Props {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** The value in words, shown and read by screen readers. */
  readonly text: string;
}

/** A slider over integers, with the value's meaning above it. */
export function Slider({ label, min, max, value, onChange, text }: Props) {
  return (
    <div className="labelled-slider">
      <p>
        {label} <span className="numbers muted">{text}</span>
      </p>
      <Radix.Root
        className="slider"
        min={min}
        max={Math.max(min + 1, max)}
        step={1}
        value={[value]}
        onValueChange={([next]) => onChange(next!)}
      >
        <Radix.Track className="slider-track">
          <Radix.Range className="slider-range" />
        </Radix.Track>
        <Radix.Thumb className="slider-thumb" aria-label={label} aria-valuetext={text} />
      </Radix.Root>
    </div>
  );
}
