/** The page in one tab, as a person uses it: by what buttons say, with a mouse, and by what can be seen. */
import { expect } from '@playwright/test';
import { ELEMENT, type WebDriver } from './webDriver.ts';

/** For a busy machine; no test waits for it. */
const SOON = { timeout: 60_000 };

/** A point on an element, as fractions of its sides. */
type Spot = readonly [x: number, y: number];

export class Tab {
  constructor(
    private readonly driver: WebDriver,
    private readonly base: string,
  ) {}

  /** Opens an address of the page anew. */
  async open(address = ''): Promise<void> {
    // Where only the part after # differs, a browser keeps the page.
    await this.driver.navigate({ url: 'about:blank' });
    await this.driver.navigate({ url: new URL(address, this.base).href });
    await this.until(() => document.querySelector('h1')?.textContent.trim() === 'Diffusion Playground');
  }

  leave = () => this.driver.navigate({ url: 'about:blank' });

  reload = () => this.driver.refresh();

  /** The result of a function that runs on the page. */
  async read<A extends readonly unknown[], T>(work: (...args: A) => T, ...args: A): Promise<T> {
    return (await this.driver.script({ script: `return (${work})(...arguments)`, args })) as T;
  }

  /** Waits until a function that runs on the page returns true. */
  async until<A extends readonly unknown[]>(work: (...args: A) => boolean, ...args: A): Promise<void> {
    await expect.poll(() => this.read(work, ...args), { ...SOON, message: String(work) }).toBe(true);
  }

  sees = (text: string) => this.until((words: string) => document.body.textContent.includes(words), text);

  /** Clicks the button of this name. */
  press = (name: string) => this.click(named, 'button', name);

  pressMenuItem = (name: string) => this.click(named, '[role="menuitem"] > strong', name);

  /** Chooses the option of this value. */
  choose = (label: string, option: string) => this.click(optionOf, label, option);

  /** What the field with this label holds. */
  valueOf = (label: string) =>
    this.read(
      (text: string) =>
        [...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('select, input')].find(
          ({ labels }) => labels?.[0]?.textContent.trim() === text,
        )?.value,
      label,
    );

  /** Gives a file to the input of this name. */
  async give(name: string, path: string): Promise<void> {
    const input = await this.read(css => document.querySelector(css), `input[aria-label="${name}"]`);
    await this.driver.type({ id: idOf(input), text: path });
  }

  /** Presses the mouse on the first spot, drags it along the others, and lets go. */
  async drag(selector: string, ...spots: readonly Spot[]): Promise<void> {
    const { left, top, width, height } = await this.read(css => {
      const element = document.querySelector(css)!;
      element.scrollIntoView({ block: 'nearest' });
      return element.getBoundingClientRect().toJSON() as DOMRect;
    }, selector);
    const [first, ...others] = spots.map(([x, y]) => ({
      type: 'pointerMove',
      duration: 50,
      x: Math.round(left + x * width),
      y: Math.round(top + y * height),
    }));
    const button = { button: 0 };
    const actions = [first, { type: 'pointerDown', ...button }, ...others, { type: 'pointerUp', ...button }];
    await this.driver.act({
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  }

  /** Clicks what a function finds on the page, once it can be clicked. */
  private click = (find: (...words: [string, string]) => unknown, ...words: [string, string]) =>
    expect(async () => {
      await this.driver.click({ id: idOf(await this.read(find, ...words)) });
    }, words.join(', ')).toPass(SOON);
}

/** Runs on the page. */
const named = (css: string, name: string) =>
  [...document.querySelectorAll<HTMLButtonElement>(css)].find(
    element =>
      !element.disabled &&
      element.checkVisibility() &&
      (element.textContent.trim() === name || element.ariaLabel === name),
  );

/** Runs on the page. */
const optionOf = (label: string, option: string) =>
  [...document.querySelectorAll<HTMLSelectElement>('select')]
    .find(({ labels }) => labels[0]?.textContent.trim().startsWith(label))
    ?.querySelector(`option[value="${option}"]`);

/** Of an element that the page has handed out. */
function idOf(element: unknown): string {
  expect(element).toBeTruthy();
  return (element as { readonly [ELEMENT]: string })[ELEMENT];
}
