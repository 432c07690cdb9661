import { Check, Link } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useState } from 'react';

const SHOWN_MS = 2000;

/** Copies the page's address, which always holds the settings; where copying is forbidden, shows it selected. */
export function CopyLink() {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      setState('copied');
    } catch {
      setState('refused');
    }
  };
  return (
    <Popover.Root open={state === 'refused'} onOpenChange={open => !open && setState('idle')}>
      <Popover.Anchor asChild>
        <button type="button" className="button copy-link" onClick={() => void copy()}>
          {state === 'copied' ? <Check aria-hidden /> : <Link aria-hidden />}
          <span aria-live="polite">{state === 'copied' ? 'Copied' : 'Copy link'}</span>
        </button>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content className="popover stack" aria-label="Link" sideOffset={8} collisionPadding={12}>
          <label htmlFor="link-to-copy">This browser does not let the page copy. Here is the link:</label>
          <input
            id="link-to-copy"
            className="select"
            readOnly
            value={location.href}
            onFocus={event => event.target.select()}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
