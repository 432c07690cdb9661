import { Check, Link } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useState } from 'react';
import { describeShare } from '../../config/share.ts';
import { useActions } from '../useApp.ts';

const SHOWN_MS = 2000;

/** Copies a link to the present set-up with its drawings; if the browser forbids copying, shows it selected. */
export function CopyLink() {
  const { settings, notices, files } = useActions();
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const [link, setLink] = useState('');
  const [about, setAbout] = useState('Copy a link to this set-up');
  const describe = () => setAbout(describeShare(settings.share()));
  const tellLeftOut = (count: number) =>
    notices.info(`The link leaves your ${count} drawings out: they are too much for one.`, {
      advice: 'A file holds them all.',
      action: { label: 'Save the run', run: () => void files.saveRunFile() },
    });
  const copy = async () => {
    const share = settings.share();
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
