import { Check, Link } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useState } from 'react';
import { describeShare } from '../../config/share.ts';
import { notify } from '../../store/appStore.ts';
import { saveRunFile } from '../../store/runFiles.ts';
import { shareLink } from '../../store/share.ts';

const SHOWN_MS = 2000;

const tellLeftOut = (count: number): number =>
  notify(
    'info',
    `The link leaves your ${count} drawings out: they are too much for one.`,
    'A file holds them all.',
    { label: 'Save the run', run: () => void saveRunFile() },
  );

/** Copies a link to what the page shows, drawings included; where copying is forbidden, shows it selected. */
export function CopyLink() {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const [link, setLink] = useState('');
  const [about, setAbout] = useState('Copy a link to this set-up');
  const describe = () => setAbout(describeShare(shareLink()));
  const copy = async () => {
    const share = shareLink();
    setLink(share.link);
    if (share.leftOut > 0) tellLeftOut(share.leftOut);
    try {
      await navigator.clipboard.writeText(share.link);
      setState('copied');
    } catch {
      setState('refused');
    }
  };
  return (
    <Popover.Root open={state === 'refused'} onOpenChange={open => !open && setState('idle')}>
      <Popover.Anchor asChild>
        <button
          type="button"
          className="button copy-link"
          title={about}
          onPointerEnter={describe}
          onFocus={describe}
          onClick={() => void copy()}
        >
          {state === 'copied' ? <Check aria-hidden /> : <Link aria-hidden />}
          <span className="wide-label" aria-live="polite">
            {state === 'copied' ? 'Copied' : 'Copy link'}
          </span>
        </button>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content className="popover stack" aria-label="Link" sideOffset={8} collisionPadding={12}>
          <label htmlFor="link-to-copy">This browser does not let the page copy. Here is the link:</label>
          <input
            id="link-to-copy"
            className="select"
            readOnly
            value={link}
            onFocus={event => event.target.select()}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
