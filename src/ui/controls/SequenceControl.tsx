import { useEffect, useState } from 'react';
import { classesOfNames, formatClasses, LONGEST_SEQUENCE, parseClasses } from '../../config/classSequence.ts';

interface Props {
  readonly id: string;
  /** As in `config/classSequence.ts`. */
  readonly value: string;
  /** What the classes are called, where that is not their digit. */
  readonly names: readonly string[] | null;
  readonly onChange: (value: string) => void;
}

/** A field for classes in any order: their digits, or their names. */
export const SequenceControl = ({ names, ...props }: Props) =>
  names ? <NamesField names={names} {...props} /> : <DigitsField {...props} />;

/** Other characters are dropped; an empty field reverts. */
function DigitsField({ id, value, onChange }: Omit<Props, 'names'>) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const type = (typed: string) => {
    const digits = typed.replace(/[^0-9]/g, '').slice(0, LONGEST_SEQUENCE);
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

/** Says what is wrong with what was typed, which then changes nothing. */
function NamesField({ id, value, names, onChange }: Props & { readonly names: readonly string[] }) {
  const named = parseClasses(value)
    .map(one => names[one % names.length])
    .join(', ');
  const [text, setText] = useState(named);
  useEffect(() => setText(named), [named]);
  const read = classesOfNames(text, names);
  const commit = () => {
    if ('classes' in read && text !== named) onChange(formatClasses(read.classes));
  };
  return (
    <>
      <input
        id={id}
        className="text-field"
        autoComplete="off"
        aria-invalid={'problem' in read}
        aria-describedby={`${id}-problem`}
        value={text}
        onChange={event => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={event => event.key === 'Enter' && commit()}
      />
      <p id={`${id}-problem`} className="muted" role="status">
        {'problem' in read ? read.problem : `Of ${names.join(', ')}.`}
      </p>
    </>
  );
}
