import { Copy } from 'lucide-react';
import { DATA_SETS } from '../../data/sets/registry.ts';
import { useApp } from '../../ui/useApp.ts';
import { StartAnew } from '../StartAnew.tsx';

/** Points among which copies are told apart: of 100 in two moons the exact denoiser copies nearly all, of 1,000 a few. */
const FEW = 100;
const OFFERED = { pointCount: 50 };

/** Says why copies do not show among many points, and offers a run on few. */
export function FewPoints({ count }: { readonly count: number }) {
  const { uses } = DATA_SETS[useApp(({ run }) => run.config.dataset)];
  if (count <= FEW) return null;
  return (
    <div className="stack">
      <p className="reason">
        {count.toLocaleString('en')} points lie so close together that even the last step’s noise reaches from
        one to the next, and nearly every place is near one of them: no copy stands out. Among few points
        copies do.
      </p>
      {uses.includes('pointCount') && (
        <StartAnew changes={OFFERED}>
          <Copy aria-hidden /> Start on {OFFERED.pointCount} points
        </StartAnew>
      )}
    </div>
  );
}
