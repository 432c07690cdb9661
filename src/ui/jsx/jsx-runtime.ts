/**
 * What the page's JSX is compiled to: React's own elements, but text never stands bare beside an element.
 *
 * A browser that translates the page puts <font> elements in the place of its text nodes. React still holds the old
 * nodes: it throws when one of them is to be removed, or something is to be inserted before it [react#11538], and shows
 * the old words when one changes. Text that is alone in its element it sets as a whole, which always works. So text with
 * siblings gets an element of its own here, which takes part in no layout (`.text` in base.css).
 */
import { Fragment, type Key } from 'react';
import { jsx as element, jsxs as elements } from 'react/jsx-runtime';

export type { JSX } from 'react/jsx-runtime';
export { Fragment };

type Make = typeof element;
export type Type = Parameters<Make>[0];
export type Props = { readonly children?: unknown };

export const jsx = (type: Type, props: Props, key?: Key) => element(type, withTextAlone(type, props), key);
export const jsxs = (type: Type, props: Props, key?: Key) => {
  const changed = withTextAlone(type, props);
  return (isList(changed) ? elements : element)(type, changed, key);
};

/** Whether the children are several, written one by one: React asks for no keys then. */
export const isList = ({ children }: Props): boolean => Array.isArray(children);

const isText = (child: unknown): child is string | number =>
  typeof child === 'string' || typeof child === 'number';
const isNothing = (child: unknown): boolean =>
  child === null || child === undefined || typeof child === 'boolean';
const alone = (text: string) => element('span', { className: 'text', children: text });

/** The props with each run of text that has siblings, or may get some, in an element of its own. */
export function withTextAlone(type: Type, props: Props): Props {
  const { children } = props;
  // What has no element of its own lies among its parent's children.
  const bare = type === Fragment;
  if (isText(children)) return bare ? { ...props, children: alone(String(children)) } : props;
  if (!Array.isArray(children) || !children.some(isText)) return props;
  const whole = !bare && children.every(child => isText(child) || isNothing(child));
  return { ...props, children: whole ? children.filter(isText).join('') : runsAlone(children) };
}

/** Every other child keeps its place, by which React knows it again. */
const runsAlone = (children: readonly unknown[]): unknown[] =>
  children.map((child, i) => {
    if (!isText(child)) return child;
    if (isText(children[i - 1])) return null;
    const end = children.findIndex((later, at) => at > i && !isText(later));
    return alone(children.slice(i, end < 0 ? undefined : end).join(''));
  });
