import { useEffect, useState } from 'react';
import type { TextRow } from '../../config/params/row.ts';

interface Props {
  readonly id: string;
  readonly row: TextRow;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const ANOTHER = 'another';

/** What is on offer, and a field for anything else, which says what is wrong with what was typed. */
export function TextControl({ id, row, value, onChange }: Props) {
  const [asked, setAsked] = useState(false);
  const offered = row.options.includes(value);
  const own = asked || !offered;
  const choose = (option: string) => {
    setAsked(option === ANOTHER);
    if (option !== ANOTHER) onChange(option);
  };
  return (
    <>
      <select
        id={id}
        className="select"
        value={own ? ANOTHER : value}
        onChange={event => choose(event.target.value)}
      >
        {row.options.map(option => (
          <option key={option} value={option}>
            {row.labels[option]}
          </option>
        ))}
        <option value={ANOTHER}>Another…</option>
      </select>
      {own && <OwnText id={id} row={row} value={value} onChange={onChange} />}
    </>
  );
}

/** Takes what is typed when the typing is done, if nothing is wrong with it. */
function OwnText({ id, row, value, onChange }: Props) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const typed = text.replaceAll(/\s/g, '');
  const problem = row.problem(typed);
  const commit = () => {
    if (!problem && typed !== value) onChange(typed);
  };
  return (
    <>
      <input
        className="text-field numbers"
        aria-label={`${row.label}, another`}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-problem`}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={event => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={event => event.key === 'Enter' && commit()}
      />
      <p id={`${id}-problem`} className="muted" role="status">
        {problem ? `This should be ${problem}.` : ''}
      </p>
    </>
  );
}
