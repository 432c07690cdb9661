import { classesOf } from '../../data/sets/registry.ts';
import { runningConfig } from '../../store/settings/rules.ts';
import { useApp } from '../../ui/useApp.ts';
import { ClassBars } from './ClassBars.tsx';
import { Figures } from './Figures.tsx';
import { MeasureButton } from './MeasureButton.tsx';
import { useQualities } from './useQualities.ts';
import { asSet } from './ways.ts';

/** The present network with the present settings. */
export function Now({ count }: { readonly count: number }) {
  const config = useApp(runningConfig);
  const judged = useQualities('now');
  const found = judged.finding?.found ?? null;
  const drawn = found?.drawn[0] ?? null;
  return (
    <section className="stack" aria-labelledby="quality-now">
      <h3 id="quality-now">As it draws now</h3>
      <MeasureButton
        judged={judged}
        label={`Judge ${count} pictures`}
        order={() => ({ ways: [{ config: asSet(config) }], count })}
      />
      {found ? (
        <div className="quality-now">
          <Figures
            drawn={drawn}
            real={found.real}
            asked={found.ways[0]!.config.classConditional}
            accuracy={found.accuracy}
          />
          <ClassBars names={classesOf(config) ?? []} drawn={drawn?.shares ?? null} real={found.real.shares} />
        </div>
      ) : (
        <p className="muted empty">The figures will appear here, each beside that of real pictures.</p>
      )}
    </section>
  );
}
