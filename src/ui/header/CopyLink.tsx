import { Check, CodeXml, Link } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { describeShare } from '../../config/share.ts';
import { Dialog } from '../Dialog.tsx';
import { useActions } from '../useApp.ts';
import { EmbedCode } from './EmbedCode.tsx';

const SHOWN_MS = 2000;

/**
 * Copies a link to the present set-up with its drawings, and offers the code that embeds it; if the browser forbids
 * copying, shows the link selected.
 */
export function CopyLink() {
  const { settings, notices, files } = useActions();
  const [copied, setCopied] = useState(false);
  const [more, setMore] = useState<'closed' | 'copied' | 'refused'>('closed');
  const [embedding, setEmbedding] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const byKey = useRef(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const [link, setLink] = useState('');
  const [about, setAbout] = useState('Copy a link to this set-up');
  const describe = () => setAbout(describeShare(settings.share()));
  const tellLeftOut = (count: number) =>
    notices.info(`The link leaves out your ${count} drawings: together they are too large for a link.`, {
      advice: 'Save the run as a file to keep them with it.',
      action: { label: 'Save the run', run: () => void files.saveRunFile() },
    });
  const copy = async () => {
    const share = settings.share();
    setLink(share.link);
    if (share.leftOut > 0) tellLeftOut(share.leftOut);
    try {
      await navigator.clipboard.writeText(share.link);
      setCopied(true);
      setMore('copied');
    } catch {
      setMore('refused');
    }
  };
  return (
    <Popover.Root open={more !== 'closed'} onOpenChange={open => !open && setMore('closed')}>
      <Popover.Anchor asChild>
        <button
          ref={button}
          type="button"
          className="button copy-link"
          title={about}
          onPointerEnter={describe}
          onFocus={describe}
          onClick={event => {
            byKey.current = event.detail === 0;
            void copy();
          }}
        >
          {copied ? <Check aria-hidden /> : <Link aria-hidden />}
          <span className="wide-label" aria-live="polite">
            {copied ? 'Copied' : 'Copy link'}
          </span>
        </button>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className="popover stack"
          aria-label="Link"
          sideOffset={8}
          collisionPadding={12}
          // With the pointer, the keys stay the page's.
          onOpenAutoFocus={event => more === 'copied' && !byKey.current && event.preventDefault()}
          onCloseAutoFocus={() => byKey.current && button.current?.focus()}
        >
          {more === 'refused' && (
            <>
              <label htmlFor="link-to-copy">This browser does not let the page copy. Here is the link:</label>
              <input
                id="link-to-copy"
                className="select"
                readOnly
                value={link}
                onFocus={event => event.target.select()}
              />
            </>
          )}
          <button
            type="button"
            className="button"
            onClick={() => {
              setMore('closed');
              setEmbedding(true);
            }}
          >
            <CodeXml aria-hidden /> As embed code …
          </button>
        </Popover.Content>
      </Popover.Portal>
      <Dialog open={embedding} onClose={() => setEmbedding(false)} title="Embed">
        <EmbedCode />
      </Dialog>
    </Popover.Root>
  );
}
