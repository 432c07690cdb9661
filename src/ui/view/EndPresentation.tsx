import { Minimize2 } from 'lucide-react';
import { useActions } from '../useApp.ts';
import './projector.css';

/** The way out of the presentation for those who do not know the key. */
export function EndPresentation() {
  const { view } = useActions();
  return (
    <button
      type="button"
      className="icon-button end-presentation"
      aria-label="End the presentation"
      title="End the presentation (P)"
      onClick={() => view.present(false)}
    >
      <Minimize2 aria-hidden />
    </button>
  );
}
