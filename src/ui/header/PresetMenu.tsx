import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { PRESETS } from '../../config/presets.ts';
import { useActions } from '../useApp.ts';

export function PresetMenu() {
  const { settings } = useActions();
  // Without a portal it stays within the header, a landmark. A modal menu locks the page's scrolling by an inline style, which the content security policy forbids.
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button">
        Presets <ChevronDown aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="popover preset-menu" sideOffset={8} collisionPadding={12} align="end">
        {PRESETS.map(({ id, name, lesson, config }) => (
          <DropdownMenu.Item key={id} className="preset" onSelect={() => settings.preset(config)}>
            <strong>{name}</strong>
            <span className="muted">{lesson}</span>
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
