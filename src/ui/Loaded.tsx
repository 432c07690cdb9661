import { type ComponentType, Suspense, use } from 'react';
import { Boundary } from './Boundary.tsx';

type Load = () => Promise<{ readonly default: ComponentType }>;

interface Props {
  /** What the part is called on the screen. */
  readonly name: string;
  /** Imports its code. */
  readonly load: Load;
}

/** What is loaded when it is first shown, and asked for again by hand where it could not be had. */
export const Loaded = ({ name, load }: Props) => (
  <Boundary name={name} onRetry={() => loading.delete(load)}>
    <Suspense fallback={<p className="muted">Loading …</p>}>
      <Later load={load} />
    </Suspense>
  </Boundary>
);

function Later({ load }: Pick<Props, 'load'>) {
  const { default: Component } = use(codeOf(load));
  return <Component />;
}

const loading = new WeakMap<Load, ReturnType<Load>>();

function codeOf(load: Load): ReturnType<Load> {
  const begun = loading.get(load);
  if (begun) return begun;
  // A failure stays until it is tried again: another promise at each drawing would load for ever.
  const code = load().catch(() => {
    throw new Error('its code could not be loaded. Check the connection, or reload the page');
  });
  loading.set(load, code);
  return code;
}
