import { Tabs } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { LABS } from '../experiments/registry.ts';
import { Loaded } from '../ui/Loaded.tsx';
import './experiments.css';

const inAddress = (): string => {
  const wanted = new URLSearchParams(location.search).get('lab');
  return LABS.some(({ id }) => id === wanted) ? wanted! : '';
};

/** Experiments beyond the pipeline; one is open at a time, or none. */
export function Labs() {
  const [open, setOpen] = useState(inAddress);
  const list = useRef<HTMLDivElement>(null);
  // Where the cards are one row that scrolls, the open one may lie outside.
  useEffect(() => {
    const card = list.current!.querySelector<HTMLElement>('[data-state="active"]');
    if (card) list.current!.scrollTo({ left: card.offsetLeft - list.current!.offsetLeft });
  }, []);
  const show = (id: string) => {
    setOpen(id);
    const address = new URL(location.href);
    address.searchParams.set('lab', id);
    history.replaceState(history.state, '', address);
  };
  return (
    <section className="panel labs" aria-labelledby="labs-title">
      <h2 id="labs-title">Experiments</h2>
      <Tabs.Root value={open} onValueChange={show} activationMode="manual">
        <Tabs.List ref={list} className="lab-list" aria-label="Experiments">
          {LABS.map(({ id, title, question }) => (
            <Tabs.Trigger key={id} value={id} className="lab-tab">
              <strong>{title}</strong>
              <span className="muted">{question}</span>
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {LABS.map(({ id, component: Lab }) => (
          <Tabs.Content key={id} value={id} className="lab">
            <Loaded>
              <Lab />
            </Loaded>
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </section>
  );
}
