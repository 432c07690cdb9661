import { Slider } from 'radix-ui';
import { useEffect, useState } from 'react';
import type { NumberRow } from '../../config/params/row.ts';

interface Props {
  readonly id: string;
  readonly row: NumberRow;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** Positions of a logarithmic slider. */
const LOG_POSITIONS = 200;

/** A slider, and a field for the exact number. */
export function NumberControl({ id, row, value, onChange }: Props) {
  const scale = row.scale === 'log' ? logScale(row) : linearScale(row);
  return (
    <div className="number">
      <Slider.Root
        className="slider"
        min={scale.min}
        max={scale.max}
        step={scale.step}
        value={[scale.position(value)]}
        onValueChange={([position]) => onChange(scale.value(position!))}
      >
        <Slider.Track className="slider-track">
          <Slider.Range className="slider-range" />
        </Slider.Track>
        <Slider.Thumb className="slider-thumb" aria-label={row.label} aria-valuetext={String(value)} />
      </Slider.Root>
      <ExactNumber id={id} row={row} value={value} onChange={onChange} />
    </div>
  );
}

/** Accepts a number once it has been typed and is within the limits. */
function ExactNumber({ id, row, value, onChange }: Props) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const commit = () => {
    const number = Number(text);
    const whole = !row.integer || Number.isInteger(number);
    const valid = text.trim() !== '' && whole && number >= row.min && number <= row.max;
    if (valid) onChange(number);
    else setText(String(value));
  };
  return (
    <input
      id={id}
      className="number-field numbers"
      inputMode={row.integer ? 'numeric' : 'decimal'}
      value={text}
      title={`${row.min} to ${row.max}`}
      onChange={event => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={event => event.key === 'Enter' && commit()}
    />
  );
}

interface Scale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  position(value: number): number;
  value(position: number): number;
}

const linearScale = ({ min, max, step }: NumberRow): Scale => ({
  min,
  max,
  step,
  position: value => value,
  value: position => Number(position.toPrecision(6)),
});

/** Logarithmic: equal distances are equal factors. Values are rounded to two digits. */
function logScale({ min, max, integer }: NumberRow): Scale {
  const span = Math.log(max / min);
  return {
    min: 0,
    max: LOG_POSITIONS,
    step: 1,
    position: value => Math.round((Math.log(value / min) / span) * LOG_POSITIONS),
    value: position => {
      const rounded = Number((min * Math.exp((position / LOG_POSITIONS) * span)).toPrecision(2));
      return Math.min(max, Math.max(min, integer ? Math.round(rounded) : rounded));
    },
  };
}
