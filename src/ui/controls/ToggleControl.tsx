import { Switch } from 'radix-ui';

interface Props {
  readonly id: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

export function ToggleControl({ id, value, onChange }: Props) {
  return (
    <Switch.Root id={id} className="switch" checked={value} onCheckedChange={onChange}>
      <Switch.Thumb className="switch-thumb" />
    </Switch.Root>
  );
}
