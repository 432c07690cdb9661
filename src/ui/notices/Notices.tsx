import { CircleAlert, Info, X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Notice } from '../../store/notices/notice.ts';
import { useActions, useApp } from '../useApp.ts';
import { useClearOfTimeline } from './useClearOfTimeline.ts';
import './notices.css';

/** The most notices shown while folded. */
const MOST_SHOWN = 3;

/** The page's notices: failures, and changes made for the user. */
export function Notices() {
  const { notices } = useActions();
  const all = useApp(notices.noticesOf);
  const [unfolded, setUnfolded] = useState(false);
  const shown = unfolded ? all : all.slice(0, MOST_SHOWN);
  const hidden = all.length - MOST_SHOWN;
  const list = useRef<HTMLDivElement>(null);
  useClearOfTimeline(list, shown);
  return (
    <div ref={list} className="notices" aria-live="polite">
      {shown.map(notice => (
        <OneNotice key={notice.key} notice={notice} />
      ))}
      {hidden > 0 && (
        <button
          type="button"
          className="button notices-more"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? 'Show only the newest' : `${hidden} more`}
        </button>
      )}
    </div>
  );
}

function OneNotice({ notice }: { readonly notice: Notice }) {
  const { notices, runs, settings } = useActions();
  const { key, kind, message, advice, action } = notice;
  return (
    <div className={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      {kind === 'error' ? <CircleAlert aria-hidden /> : <Info aria-hidden />}
      <p>
        {message} {advice && <span className="muted">{advice}</span>}
      </p>
      {action && (
        <button
          type="button"
          className="button notice-action"
          onClick={() => {
            notices.dismiss(key);
            action.run({ takeOver: runs.takeOver, goBack: settings.goBack });
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        className="notice-close"
        onClick={() => notices.dismiss(key)}
        aria-label="Dismiss"
        title="Dismiss"
      >
        <X aria-hidden />
      </button>
    </div>
  );
}
