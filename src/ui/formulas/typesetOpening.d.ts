/** Made by scripts/typesetOpeningPlugin.ts. */
declare module 'virtual:typeset-opening' {
  /** HTML of `typeset`, by LaTeX; one list for lines of their own, one for within a text. */
  export const block: Readonly<Record<string, string>>;
  export const inline: Readonly<Record<string, string>>;
}
