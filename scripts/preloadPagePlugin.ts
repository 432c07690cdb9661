/** Has the browser fetch the page's own code with the document, before the entry asks for it. */
import type { HtmlTagDescriptor, Plugin } from 'vite';

const PAGE = '/src/page/openPage.tsx';
const ENTRY = 'index.html';

export function preloadPage(): Plugin {
  return {
    name: 'preload-page',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle, path }) => {
        if (!bundle || !path.endsWith(ENTRY)) return [];
        const chunks = Object.values(bundle).filter(each => each.type === 'chunk');
        const page = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(PAGE));
        if (!page) throw new Error(`The build has no chunk of ${PAGE}.`);
        return [page.fileName, ...page.imports].map(preload);
      },
    },
  };
}

const preload = (file: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
  injectTo: 'head',
});
