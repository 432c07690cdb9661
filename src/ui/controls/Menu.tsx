import { DropdownMenu } from 'radix-ui';
import { type ReactNode, useState } from 'react';

interface MenuProps {
  /** What stands on the button. */
  readonly label: ReactNode;
  /** Says what it is where only a picture stands on the button. */
  readonly title?: string;
  readonly children: ReactNode;
}

/**
 * A button with a menu. Radix opens it at the first touch, which may be the beginning of a scroll; here a finger or pen
 * opens it by a tap.
 */
export function Menu({ label, title, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const [tapping, setTapping] = useState(false);
  // Without a portal it stays within the header, a landmark. A modal menu locks the page's scrolling by an inline style,
  // which the content security policy forbids.
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={setOpen}>
      <DropdownMenu.Trigger
        className="button"
        title={title}
        onPointerDown={event => {
          const touches = event.pointerType !== 'mouse';
          setTapping(touches);
          // Radix leaves alone what is prevented.
          if (touches) event.preventDefault();
        }}
        onClick={() => {
          if (tapping) setOpen(!open);
          setTapping(false);
        }}
      >
        {label}
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="popover preset-menu" sideOffset={8} collisionPadding={12} align="end">
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
