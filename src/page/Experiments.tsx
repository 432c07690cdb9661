import { Tabs } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { EXPERIMENTS } from '../experiments/registry.ts';
import { Loaded } from '../ui/Loaded.tsx';
import { planeInView } from '../ui/plane/planePoints.ts';
import { useApp } from '../ui/useApp.ts';
import './experiments.css';

/** The key in the page's address, `?lab=memory`; old links use it too. */
const KEY = 'lab';

const inAddress = (): string => {
  const wanted = new URLSearchParams(location.search).get(KEY);
  return EXPERIMENTS.some(({ id }) => id === wanted) ? wanted! : '';
};

/** The experiments below the pipeline; at most one is open at a time. */
export function Experiments() {
  const [open, setOpen] = useState(inAddress);
  const plane = useApp(planeInView);
  const list = useRef<HTMLDivElement>(null);
  // On narrow screens the cards scroll sideways, and the open one may be out of view.
  useEffect(() => {
    const card = list.current!.querySelector<HTMLElement>('[data-state="active"]');
    if (card) list.current!.scrollTo({ left: card.offsetLeft - list.current!.offsetLeft });
  }, []);
  useEffect(loadWhenIdle, []);
  const show = (id: string) => {
    setOpen(id);
    const address = new URL(location.href);
    address.searchParams.set(KEY, id);
    history.replaceState(history.state, '', address);
  };
  return (
    <section className="panel experiments" aria-labelledby="experiments-title">
      <h2 id="experiments-title">Experiments</h2>
      <Tabs.Root value={open} onValueChange={show} activationMode="manual">
        <Tabs.List ref={list} className="experiment-list" aria-label="Experiments">
          {EXPERIMENTS.map(({ id, title, question }) => (
            <Tabs.Trigger key={id} value={id} className="experiment-card">
              <strong>{title}</strong>
              <span className="muted">{question}</span>
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {EXPERIMENTS.map(({ id, title, notInPlane, load }) => (
          <Tabs.Content key={id} value={id} className="experiment">
            {plane && notInPlane ? (
              <p className="muted">{notInPlane}</p>
            ) : (
              <Loaded name={title} load={load} />
            )}
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </section>
  );
}

/** Loads the experiments one by one while the page is idle, so all of them open without a connection. */
function loadWhenIdle(): () => void {
  // Not in every browser.
  const whenIdle = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 500));
  let left = EXPERIMENTS;
  const next = () => {
    const [first, ...others] = left;
    left = others;
    // If one fails to load, opening it tries again.
    first
      ?.load()
      .catch(() => {})
      .then(() => whenIdle(next));
  };
  if (document.readyState === 'complete') whenIdle(next);
  else addEventListener('load', () => whenIdle(next), { once: true });
  return () => {
    left = [];
  };
}
