import { MousePointerClick } from 'lucide-react';
import type { ReactNode } from 'react';
import { foldText } from '../../store/learnStore.ts';

const COVERS_THE_PAGE = '(max-width: 60rem)';

/** A button that puts the page into the state that the text speaks of. */
export function Do({ act, children }: { readonly act: () => void; readonly children: ReactNode }) {
  const press = () => {
    if (matchMedia(COVERS_THE_PAGE).matches) foldText(true);
    act();
  };
  return (
    <button type="button" className="button do" onClick={press}>
      <MousePointerClick aria-hidden /> {children}
    </button>
  );
}
