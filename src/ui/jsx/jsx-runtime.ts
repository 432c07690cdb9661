/**
 * The target of the page's JSX: React's own elements, but text beside an element is wrapped in one of its own.
 *
 * A browser that translates the page replaces its text nodes by <font> elements. React still holds the old nodes: it
 * throws on removing one or inserting before it [react#11538], and a changed text keeps its old words on screen. Text
 * alone in its element is set as a whole, which always works. So text with siblings gets an element of its own here,
 * which takes no part in layout (`.text` in base.css).
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

/** Whether there are several children, written one by one, which need no keys. */
export const isList = ({ children }: Props): boolean => Array.isArray(children);

const isText = (child: unknown): child is string | number =>
  typeof child === 'string' || typeof child === 'number';
const isNothing = (child: unknown): boolean =>
  child === null || child === undefined || typeof child === 'boolean';
const alone = (text: string) => element('span', { className: 'text', children: text });

/** The props, with each text that has siblings, or may get some, in an element of its own. */
export function withTextAlone(type: Type, props: Props): Props {
  const { children } = props;
  // A fragment's children are children of its parent in the document.
  const bare = type === Fragment;
  if (isText(children)) return bare ? { ...props, children: alone(String(children)) } : props;
  if (!Array.isArray(children) || !children.some(isText)) return props;
  const whole = !bare && children.every(child => isText(child) || isNothing(child));
  return { ...props, children: whole ? children.filter(isText).join('') : runsAlone(children) };
}

/** Keeps the other children's positions, by which React identifies them. */
const runsAlone = (children: readonly unknown[]): unknown[] =>
  children.map((child, i) => {
    if (!isText(child)) return child;
    if (isText(children[i - 1])) return null;
    const end = children.findIndex((later, at) => at > i && !isText(later));
    return alone(children.slice(i, end < 0 ? undefined : end).join(''));
  });
