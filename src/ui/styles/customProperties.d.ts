import 'react';

declare module 'react' {
  /** The custom properties that components set. */
  interface CSSProperties {
    '--xt'?: string;
    '--at'?: string;
  }
}
