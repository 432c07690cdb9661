/** What a browser is asked through WebDriver (https://www.w3.org/TR/webdriver2/), whatever carries the commands. */

/** The key under which WebDriver hands out elements of the page (section 12.2). */
export const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

type Params = Readonly<Record<string, unknown>>;

/** A browser with one tab. */
export interface WebDriver {
  readonly navigate: (params: { readonly url: string }) => Promise<unknown>;
  readonly refresh: () => Promise<unknown>;
  readonly setRect: (params: { readonly width: number; readonly height: number }) => Promise<unknown>;
  readonly click: (params: { readonly id: string }) => Promise<unknown>;
  readonly type: (params: { readonly id: string; readonly text: string }) => Promise<unknown>;
  readonly script: (params: {
    readonly script: string;
    readonly args: readonly unknown[];
  }) => Promise<unknown>;
  readonly act: (params: { readonly actions: readonly Params[] }) => Promise<unknown>;
  /** The window's content: a PNG in base64. */
  readonly screenshot: () => Promise<string>;
}

export interface Launched {
  readonly driver: WebDriver;
  /** The folder that receives what the page saves. */
  readonly downloads: string;
  /** Errors that the page and its workers have reported so far. */
  readonly errors: () => readonly string[];
  readonly close: () => Promise<void>;
}
