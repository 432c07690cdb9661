import { useEffect, useState } from 'react';

interface Props {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The most pictures of a sampling. */
const LONGEST = 64;

/** A field for digits in any order. Other characters are dropped; an empty field reverts. */
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
