import fc from 'fast-check';
import { Fragment, isValidElement, type ReactNode } from 'react';
import { jsx as plainJsx, jsxs as plainJsxs } from 'react/jsx-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { jsx, jsxs, type Props, type Type } from '../../src/ui/jsx/jsx-runtime.ts';

type Tree = string | number | boolean | null | { readonly type: string; readonly children: readonly Tree[] };

const { tree } = fc.letrec<{ tree: Tree; node: Tree }>(tie => ({
  node: fc.record({
    type: fc.constantFrom('p', 'button', 'fragment', 'Between'),
    children: fc.array(tie('tree'), { maxLength: 4 }),
  }) as fc.Arbitrary<Tree>,
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('one', ' ', 'two ', 3, true, false, null),
    tie('node'),
  ),
}));

interface Runtime {
  readonly jsx: typeof jsx;
  readonly jsxs: typeof jsxs;
}

const OURS: Runtime = { jsx, jsxs };
const REACTS: Runtime = { jsx: plainJsx, jsxs: plainJsxs };

/** A component that puts its children between elements of its own. */
function Between({ runtime, children }: { readonly runtime: Runtime; readonly children?: ReactNode }) {
  return runtime.jsxs('em', { children: [runtime.jsx('i', {}), children, runtime.jsx('b', {})] });
}

const TYPES: Readonly<Record<string, Type>> = { p: 'p', button: 'button', fragment: Fragment, Between };

/** As the compiler does: a single child is passed as it is, several as an array. */
function build(runtime: Runtime, branch: Tree): ReactNode {
  if (typeof branch !== 'object' || branch === null) return branch;
  const type = TYPES[branch.type]!;
  const props: Props & { runtime?: Runtime } = type === Between ? { runtime } : {};
  const children = branch.children.map(child => build(runtime, child));
  if (children.length === 0) return runtime.jsx(type, props);
  return children.length === 1
    ? runtime.jsx(type, { ...props, children: children[0] })
    : runtime.jsxs(type, { ...props, children });
}

const bothWays = (branch: Tree) => ({
  ours: renderToStaticMarkup(build(OURS, branch)),
  reacts: renderToStaticMarkup(build(REACTS, branch)),
});

/** Text with an element beside it on the same level, which the runtime must have wrapped. */
const BARE = /<\/\w+>[^<]+<|>[^<]+<(?!\/)/;
const root = (child: Tree): Tree => ({ type: 'p', children: [child] });

it('text is alone in its element, whatever stands beside it', () => {
  fc.assert(fc.property(tree, branch => !BARE.test(bothWays(root(branch)).ours)));
});

it('the words, and the elements around them, are the same as ever', () => {
  fc.assert(
    fc.property(tree, branch => {
      const { ours, reacts } = bothWays(root(branch));
      expect(ours.replaceAll(/<span class="text">([^<]*)<\/span>/g, '$1')).toBe(reacts);
    }),
  );
});

it('what may come and go leaves the places of the others alone, by which React knows them again', () => {
  const children = (editing: boolean) =>
    jsxs('p', { children: [editing && jsx('svg', {}), 'Step ', 5, ' of 9', jsx('b', {})] });
  for (const editing of [true, false]) {
    const element = children(editing);
    if (!isValidElement<{ children: unknown[] }>(element)) throw new Error('No element');
    const [icon, words, ...others] = element.props.children;
    expect(icon).toEqual(editing ? expect.objectContaining({ type: 'svg' }) : false);
    expect(words).toMatchObject({ type: 'span', props: { children: 'Step 5 of 9' } });
    expect(others).toEqual([null, null, expect.objectContaining({ type: 'b' })]);
  }
});
