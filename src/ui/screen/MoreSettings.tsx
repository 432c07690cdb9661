import { SlidersHorizontal } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { Unless } from '../view/Unless.tsx';

interface Props {
  /** The part's name, for screen readers. */
  readonly of: string;
  readonly children: ReactNode;
}

/** The rest of a part's settings, folded away. */
export const MoreSettings = (props: Props) => (
  <Unless hidden="more">
    <Folded {...props} />
  </Unless>
);

function Folded({ of, children }: Props) {
  return (
    <Popover.Root>
      <Popover.Trigger
        className="button more-settings"
        aria-label={`More settings: ${of}`}
        title="More settings"
      >
        <SlidersHorizontal aria-hidden /> More
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover more-settings-content stack"
          aria-label={`More settings: ${of}`}
          sideOffset={6}
          collisionPadding={12}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
