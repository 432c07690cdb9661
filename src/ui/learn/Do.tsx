import { MousePointerClick } from 'lucide-react';
import type { ReactNode } from 'react';
import { type PageActions, pageActions } from '../actions.ts';
import { useActions } from '../useApp.ts';

/** On such screens the text lies over the page. */
export const COVERS_THE_PAGE = '(max-width: 60rem)';

interface Props {
  readonly act: (page: PageActions) => void;
  readonly children: ReactNode;
}

/** A button that puts the page into the state that the text describes. */
export function Do({ act, children }: Props) {
  const app = useActions();
  const press = () => {
    if (matchMedia(COVERS_THE_PAGE).matches) app.learn.foldText(true);
    act(pageActions(app));
  };
  return (
    <button type="button" className="button do" onClick={press}>
      <MousePointerClick aria-hidden /> {children}
    </button>
  );
}
