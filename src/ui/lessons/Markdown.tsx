import type { MarkedToken, Token } from 'marked';
import { Fragment, type ReactNode, useMemo } from 'react';
import { GivenFormula } from './GivenFormula.tsx';
import { type FormulaToken, markdownTokens } from './markdownTokens.ts';

interface Props {
  readonly text: string;
  /** Makes the button of a link to page:NAME; null if there is no such state. */
  readonly button?: (name: string, label: ReactNode) => ReactNode;
}

/** Markdown as React's elements. No HTML of it reaches the document, no picture is loaded, and only web links lead out. */
export function Markdown({ text, button = () => null }: Props) {
  const tokens = useMemo(() => markdownTokens(text), [text]);
  return <All tokens={tokens} button={button} />;
}

interface AllProps extends Required<Pick<Props, 'button'>> {
  readonly tokens: readonly Token[] | undefined;
}

const All = ({ tokens = [], button }: AllProps) =>
  tokens.map((token, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of a text have no other identity
    <Fragment key={i}>
      <One token={token as MarkedToken | FormulaToken} button={button} />
    </Fragment>
  ));

const PAGE = 'page:';

/** In an element of its own, as the page's other texts: see jsx/jsx-runtime.ts. */
const text = (words: string) => <span className="text">{words}</span>;

function One({
  token,
  button,
}: {
  token: MarkedToken | FormulaToken;
  button: AllProps['button'];
}): ReactNode {
  const inside = 'tokens' in token ? <All tokens={token.tokens} button={button} /> : null;
  switch (token.type) {
    case 'formula':
      return <GivenFormula {...(token as FormulaToken)} />;
    case 'heading':
      return <h3>{inside}</h3>;
    case 'paragraph':
      return <p>{inside}</p>;
    case 'text':
      return 'tokens' in token && token.tokens ? inside : text(token.text);
    case 'escape':
    case 'image':
      return text(token.text);
    case 'strong':
      return <strong>{inside}</strong>;
    case 'em':
      return <em>{inside}</em>;
    case 'del':
      return <del>{inside}</del>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'code':
      return (
        <pre>
          <code>{token.text}</code>
        </pre>
      );
    case 'br':
      return <br />;
    case 'hr':
      return <hr />;
    case 'space':
    case 'def':
      return null;
    case 'blockquote':
      return <blockquote>{inside}</blockquote>;
    case 'list': {
      const items = token.items.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items of a text have no other identity
        <li key={i}>
          <All tokens={item.tokens} button={button} />
        </li>
      ));
      return token.ordered ? <ol start={Number(token.start) || 1}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'link': {
      if (token.href.startsWith(PAGE)) return button(token.href.slice(PAGE.length), inside) ?? inside;
      return /^https?:[/][/]/i.test(token.href) ? (
        <a href={token.href} target="_blank" rel="noopener noreferrer">
          {inside}
        </a>
      ) : (
        inside
      );
    }
    case 'table':
      return (
        <table>
          <thead>
            <Row cells={token.header} button={button} />
          </thead>
          <tbody>
            {token.rows.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a text have no other identity
              <Row key={i} cells={row} button={button} />
            ))}
          </tbody>
        </table>
      );
    default:
      return text(token.raw);
  }
}

interface RowProps extends Pick<AllProps, 'button'> {
  readonly cells: readonly { readonly tokens: readonly Token[]; readonly header: boolean }[];
}

const Row = ({ cells, button }: RowProps) => (
  <tr>
    {cells.map(({ tokens, header }, i) => {
      const Cell = header ? 'th' : 'td';
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a text have no other identity
        <Cell key={i}>
          <All tokens={tokens} button={button} />
        </Cell>
      );
    })}
  </tr>
);
