import { ToggleGroup } from 'radix-ui';

interface Props {
  readonly id: string;
  readonly options: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A few short options side by side, or a list for more. */
const SIDE_BY_SIDE = 4;
const LONGEST_SIDE_BY_SIDE = 30;

export function ChoiceControl({ id, options, labels, value, onChange }: Props) {
  const letters = options.reduce((sum, option) => sum + labels[option]!.length, 0);
  if (options.length > SIDE_BY_SIDE || letters > LONGEST_SIDE_BY_SIDE) {
    return (
      <select
        id={id}
        className="select"
        aria-labelledby={`${id}-label`}
        value={value}
        onChange={event => onChange(event.target.value)}
      >
        {options.map(option => (
          <option key={option} value={option}>
            {labels[option]}
          </option>
        ))}
      </select>
    );
  }
  return (
    <ToggleGroup.Root
      id={id}
      type="single"
      className="segments"
      aria-labelledby={`${id}-label`}
      value={value}
      onValueChange={next => next && onChange(next)}
    >
      {options.map(option => (
        <ToggleGroup.Item key={option} value={option} className="segment">
          {labels[option]}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
