import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { PRESETS } from '../../config/presets.ts';
import { Menu } from '../controls/Menu.tsx';
import { useActions } from '../useApp.ts';

export function PresetMenu() {
  const { settings } = useActions();
  return (
    <Menu
      label={
        <>
          Presets <ChevronDown aria-hidden />
        </>
      }
    >
      {PRESETS.map(({ id, name, lesson, config }) => (
        <DropdownMenu.Item key={id} className="preset" onSelect={() => settings.preset(config)}>
          <strong>{name}</strong>
          <span className="muted">{lesson}</span>
        </DropdownMenu.Item>
      ))}
    </Menu>
  );
}
