import type { ReactNode } from 'react';
import type { HiddenName } from '../../config/shown.ts';
import { hides } from '../../store/view/view.ts';
import { useApp } from '../useApp.ts';

interface Props {
  readonly hidden: HiddenName;
  readonly children: ReactNode;
}

/** A control, unless the link hides it. */
export const Unless = ({ hidden, children }: Props) => (useApp(hides(hidden)) ? null : children);
