import { Keyboard } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../Dialog.tsx';
import { useKeys } from './useKeys.ts';

const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['←', '→'], 'Along the timeline: towards the noise, towards the data'],
  [['Shift ←', 'Shift →'], 'The same in larger steps'],
  [['Home', 'End'], 'On the timeline: to the noise, to the data'],
  [['Space'], 'Play the way from noise to data, or pause it'],
  [['T'], 'Train, or pause training'],
  [['S'], 'Sample'],
  [['P'], 'Present on a projector, or end the presentation'],
  [['?'], 'This list'],
];

interface Props {
  /** Whether a button opens the list too. */
  readonly button?: boolean;
}

/** Installs the keyboard shortcuts, and shows the list of them. */
export function KeysDialog({ button = true }: Props) {
  const [open, setOpen] = useState(false);
  useKeys(() => setOpen(true));
  return (
    <>
      {button && (
        <button
          type="button"
          className="button button-quiet"
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
          onClick={() => setOpen(true)}
        >
          <Keyboard aria-hidden />
        </button>
      )}
      <Dialog open={open} onClose={() => setOpen(false)} title="Keyboard shortcuts">
        <p className="muted">
          They work everywhere except in text fields. In the Generate part the arrows move from frame to
          frame.
        </p>
        <dl className="keys">
          {KEYS.map(([keys, does]) => (
            <div key={does} className="key-row">
              <dt>
                {keys.map(key => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}
