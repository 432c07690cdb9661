import type uPlot from 'uplot';

/**
 * Loads uPlot apart from the page, since it formats numbers as soon as it is loaded, in `navigator.language`: under
 * LANG=C, WebKitGTK calls that “C”, which is no language to `Intl`, and the whole page would stay blank.
 */
export async function loadUPlot(): Promise<typeof uPlot> {
  makeLanguageValid();
  return (await import('uplot')).default;
}

function makeLanguageValid(): void {
  try {
    Intl.getCanonicalLocales(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
  }
}
