/** The same for development builds, where React also gets an element's source line. */
import type { Key } from 'react';
import { jsxDEV as element, type JSXSource } from 'react/jsx-dev-runtime';
import { isList, type Props, type Type, withTextAlone } from './jsx-runtime.ts';

export { Fragment, type JSX } from './jsx-runtime.ts';

export function jsxDEV(
  type: Type,
  props: Props,
  key: Key | undefined,
  isStatic: boolean,
  source?: JSXSource,
  self?: unknown,
) {
  const changed = withTextAlone(type, props);
  return element(type, changed, key, isStatic && isList(changed), source, self);
}
