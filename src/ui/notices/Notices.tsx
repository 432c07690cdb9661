import { CircleAlert, Info, X } from 'lucide-react';
import { dismissNotice } from '../../store/appStore.ts';
import { useApp } from '../useApp.ts';
import './notices.css';

/** What went wrong and what was changed, until somebody has read it. */
export function Notices() {
  const notices = useApp(state => state.notices);
  return (
    <div className="notices" aria-live="polite">
      {notices.map(({ id, kind, message, advice, action }) => (
        <div key={id} className={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
          {kind === 'error' ? <CircleAlert aria-hidden /> : <Info aria-hidden />}
          <p>
            {message} {advice && <span className="muted">{advice}</span>}
            {action && (
              <button
                type="button"
                className="button notice-action"
                onClick={() => {
                  dismissNotice(id);
                  action.run();
                }}
              >
                {action.label}
              </button>
            )}
          </p>
          <button
            type="button"
            className="notice-close"
            onClick={() => dismissNotice(id)}
            aria-label="Dismiss"
          >
            <X aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}
