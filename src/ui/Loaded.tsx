import { type ComponentType, Suspense, use } from 'react';
import { Boundary } from './Boundary.tsx';

type Load = () => Promise<{ readonly default: ComponentType }>;

interface Props {
  /** The part's name on the screen. */
  readonly name: string;
  /** Imports its code. */
  readonly load: Load;
}

/** A part whose code is loaded when it is first shown; after a failure the user can try again. */
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
  // Keeps a failure until the user tries again: a new promise at each render would load for ever.
  const code = load().catch(() => {
    throw new Error('its code could not be loaded. Check the connection, or reload the page');
  });
  loading.set(load, code);
  return code;
}
