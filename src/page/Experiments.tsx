import { Tabs } from 'radix-ui';
import { useEffect, useRef } from 'react';
import type { Experiment } from '../experiments/experiment.ts';
import { EXPERIMENTS } from '../experiments/registry.ts';
import { openExperiment, shownExperiments } from '../store/view/view.ts';
import { loadTypeset } from '../ui/formulas/Formula.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { planeInView } from '../ui/plane/planePoints.ts';
import { useActions, useApp } from '../ui/useApp.ts';
import './experiments.css';

/** The experiments below the pipeline; at most one is open at a time. */
export function Experiments() {
  const names = useApp(shownExperiments);
  const shown = EXPERIMENTS.filter(({ id }) => names.includes(id));
  const [only] = shown;
  if (!only) return null;
  return shown.length === 1 ? <One {...only} /> : <Several experiments={shown} />;
}

/** The only one that a link shows. */
const One = (experiment: Experiment) => (
  <section className="panel experiments" aria-labelledby="experiments-title">
    <h2 id="experiments-title">{experiment.title}</h2>
    <Opened {...experiment} />
  </section>
);

function Several({ experiments }: { readonly experiments: readonly Experiment[] }) {
  const { view } = useActions();
  const open = useApp(openExperiment) ?? '';
  const list = useRef<HTMLDivElement>(null);
  useEffect(loadWhenIdle, []);
  // On narrow screens the cards scroll sideways, and the open one may be out of view.
  useEffect(() => {
    const card = list.current!.querySelector<HTMLElement>('[data-state="active"]');
    if (card) list.current!.scrollTo({ left: card.offsetLeft - list.current!.offsetLeft });
  }, []);
  return (
    <section className="panel experiments" aria-labelledby="experiments-title">
      <h2 id="experiments-title">Experiments</h2>
      <Tabs.Root
        value={open}
        onValueChange={id => view.openExperiment(id as Experiment['id'])}
        activationMode="manual"
      >
        <Tabs.List ref={list} className="experiment-list" aria-label="Experiments">
          {experiments.map(({ id, title, question }) => (
            <Tabs.Trigger key={id} value={id} className="experiment-card">
              <strong>{title}</strong>
              <span className="muted">{question}</span>
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {experiments.map(experiment => (
          <Tabs.Content key={experiment.id} value={experiment.id} className="experiment">
            <Opened {...experiment} />
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </section>
  );
}

function Opened({ title, notInPlane, load }: Experiment) {
  const plane = useApp(planeInView);
  return plane && notInPlane ? <p className="muted">{notInPlane}</p> : <Loaded name={title} load={load} />;
}

/** Loads the experiments, and before them what typesets their formulas, while the page is idle: they open without a connection. */
function loadWhenIdle(): () => void {
  // Not in every browser.
  const whenIdle = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 500));
  let left: readonly (() => Promise<unknown>)[] = [loadTypeset, ...EXPERIMENTS.map(({ load }) => load)];
  const next = () => {
    const [first, ...others] = left;
    left = others;
    // If one fails to load, opening it tries again.
    first?.()
      .catch(() => {})
      .then(() => whenIdle(next));
  };
  if (document.readyState === 'complete') whenIdle(next);
  else addEventListener('load', () => whenIdle(next), { once: true });
  return () => {
    left = [];
  };
}
