import { useEffect, useState } from 'react';

interface Props {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** As many as a sampling has pictures. */
const LONGEST = 64;

/** A field for digits in any order. What is no digit does not get in; an empty field goes back to what it had. */
export function SequenceControl({ id, value, onChange }: Props) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const type = (typed: string) => {
    const digits = typed.replace(/[^0-9]/g, '').slice(0, LONGEST);
    setText(digits);
    if (digits !== '') onChange(digits);
  };
  return (
    <input
      id={id}
      className="sequence-field numbers"
      inputMode="numeric"
      autoComplete="off"
      value={text}
      onChange={event => type(event.target.value)}
      onBlur={() => setText(value)}
    />
  );
}
