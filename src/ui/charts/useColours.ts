import { useEffect, useState } from 'react';

export interface Colours {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly accent: string;
  readonly faint: string;
  readonly second: string;
  readonly x0: string;
  readonly eps: string;
  readonly x0Hat: string;
  readonly epsHat: string;
}

/** The page's colours in a form that a canvas takes; updated with the colour scheme. */
export function useColours(): Colours {
  const [colours, setColours] = useState(readColours);
  useEffect(() => {
    const update = () => setColours(readColours());
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const attribute = new MutationObserver(update);
    scheme.addEventListener('change', update);
    attribute.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      scheme.removeEventListener('change', update);
      attribute.disconnect();
    };
  }, []);
  return colours;
}

/** Applies each colour to an element, since only that resolves light-dark(). */
function readColours(): Colours {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colour = (token: string) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    ink: colour('ink'),
    muted: colour('muted'),
    line: colour('line'),
    accent: colour('accent'),
    faint: colour('chart-faint'),
    second: colour('second'),
    x0: colour('x0'),
    eps: colour('eps'),
    x0Hat: colour('x0-hat'),
    epsHat: colour('eps-hat'),
  };
  probe.remove();
  return colours;
}
