import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * The verifier as a page, as it is built into one file. The hub only hands it out: what is checked stays with the browser, and
 * whoever does not trust this hub takes the page from elsewhere (proved by test/e2e/verify-page.test.ts).
 */
export function verifyPage(): Hono {
  const app = new Hono();
  let page: { readonly text: string; readonly policy: string } | undefined;
  app.use(secureHeaders({ referrerPolicy: 'no-referrer', strictTransportSecurity: false }));
  app.get('/', (c) => {
    page ??= readPage();
    c.header('content-security-policy', page.policy);
    c.header('cache-control', 'no-cache');
    return c.html(page.text);
  });
  return app;
}

const FILE = new URL('../../crypto/page/verify.html', import.meta.url);

/** The policy that stands in the page, and what can be said in a header alone. */
function readPage(): { readonly text: string; readonly policy: string } {
  const text = readFileSync(FILE, 'utf8');
  const own = /Content-Security-Policy" content="([^"]+)"/.exec(text)?.[1];
  if (own === undefined) throw new Error('the page has no policy');
  return { text, policy: `${own}; frame-ancestors 'none'` };
}
