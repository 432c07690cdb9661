/** Who may frame the page is what the deployer says, in a header; a tag cannot say it. */
import { expect, it, vi } from 'vitest';

async function headersFor(ancestors: string | undefined): Promise<string> {
  vi.resetModules();
  vi.stubEnv('FRAME_ANCESTORS', ancestors);
  const { securityPolicy } = await import('../../scripts/securityPolicyPlugin.ts');
  vi.unstubAllEnvs();
  let written = '';
  const emitFile = ({ source }: { source: string }) => {
    written = source;
  };
  const { generateBundle } = securityPolicy() as unknown as { generateBundle: (this: object) => void };
  generateBundle.call({ emitFile });
  return written;
}

it('the page’s own origin, unless more is said when it is built', async () => {
  expect(await headersFor(undefined)).toMatch(/^ {2}Content-Security-Policy: .*; frame-ancestors 'self'$/m);
  expect(await headersFor('https://school.example https://*.example.org')).toMatch(
    /; frame-ancestors 'self' https:\/\/school\.example https:\/\/\*\.example\.org$/m,
  );
});

it('the tag does not name it: browsers would complain', async () => {
  const { securityPolicy } = await import('../../scripts/securityPolicyPlugin.ts');
  const { transformIndexHtml } = securityPolicy() as unknown as {
    transformIndexHtml: (html: string, context: object) => { attrs: { content: string } }[];
  };
  const [tag] = transformIndexHtml('', {});
  expect(tag!.attrs.content).toContain("default-src 'none'");
  expect(tag!.attrs.content).not.toContain('frame-ancestors');
});
