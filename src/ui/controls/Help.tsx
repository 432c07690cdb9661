import { CircleHelp } from 'lucide-react';
import { Popover } from 'radix-ui';

interface Props {
  readonly subject: string;
  readonly text: string;
}

/** A question mark that opens an explanation, by click, touch or keyboard. */
export function Help({ subject, text }: Props) {
  return (
    <Popover.Root>
      <Popover.Trigger className="help" aria-label={`What is ${subject}?`}>
        <CircleHelp aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover help-text"
          aria-label={subject}
          sideOffset={6}
          collisionPadding={12}
        >
          {text}
          <Popover.Arrow className="popover-arrow" />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
