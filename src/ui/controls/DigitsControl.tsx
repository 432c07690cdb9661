import { ToggleGroup } from 'radix-ui';

interface Props {
  readonly labelledBy: string;
  /** Chosen digits in order. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const DIGITS = [...'0123456789'];

/** Any of the ten digits, at least one. */
export function DigitsControl({ labelledBy, value, onChange }: Props) {
  const choose = (chosen: string[]) => {
    if (chosen.length > 0) onChange(chosen.sort().join(''));
  };
  return (
    <ToggleGroup.Root
      type="multiple"
      className="digits"
      aria-labelledby={labelledBy}
      value={[...value]}
      onValueChange={choose}
    >
      {DIGITS.map(digit => (
        <ToggleGroup.Item key={digit} value={digit} className="digit" aria-label={`Digit ${digit}`}>
          {digit}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
