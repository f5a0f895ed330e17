import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { verifyPage } from './verify-page.js';

export interface OpenAppParts {
  /** The log's static files, mounted at /log. */
  readonly logFiles: Hono;
  /** The public keys, mounted at /.well-known. */
  readonly keySet: Hono;
  readonly openApi: object;
  /** In Prometheus' text format. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
  /** Whether the hub can take messages now. */
  readonly isReady: () => Promise<boolean>;
}

/** In the page itself, so that no browser asks for one. */
const ICON = `<link rel="icon" href="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><circle cx='8' cy='8' r='5' fill='none' stroke='teal' stroke-width='4'/></svg>">`;

const REFERENCE_PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>通办枢纽 接口说明 · Tongban hub API reference</title>
${ICON}
<link rel="stylesheet" href="/reference/swagger-ui.css">
</head>
<body>
<div id="reference"></div>
<script src="/reference/swagger-ui-bundle.js"></script>
<script src="/reference/start.js"></script>
</body>
</html>
`;

const REFERENCE_START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#reference', deepLinking: true,
  supportedSubmitMethods: [], validatorUrl: null, docExpansion: 'list', defaultModelsExpandDepth: 0 });
`;

const INDEX_PAGE = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>通办枢纽 · Tongban hub</title>${ICON}</head>
<body>
<h1>通办枢纽 <small>Tongban hub</small></h1>
<ul>
<li><a href="/reference/">接口说明 · API reference</a> (<a href="/openapi.json">OpenAPI 3.1</a>)</li>
<li><a href="/verify">办件证据核验 · verify the evidence of a case</a></li>
<li><a href="/log/checkpoint">透明日志检查点 · log checkpoint</a></li>
<li><a href="/.well-known/jwks.json">签名公钥（JWKS） · signing keys</a></li>
<li><a href="/healthz">存活 · health</a>, <a href="/readyz">就绪 · readiness</a>, <a href="/metrics">指标 · metrics</a></li>
</ul>
</body>
</html>
`;

/**
 * Plain HTTP for this machine only: the log for auditors' tools, the API reference, health and metrics. It shows nothing of
 * cases. Pages load nothing from anywhere else (proved by test/e2e/reference-page.test.ts).
 */
export function openApp(parts: OpenAppParts): Hono {
  const app = new Hono();
  app.route('/verify', verifyPage()); // before what follows: it has a policy of its own
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"], // the reference page sets style attributes
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: false, // plain HTTP on this machine
    }),
  );
  app.get('/', (c) => c.html(INDEX_PAGE));
  app.get('/healthz', (c) => c.text('ok\n'));
  app.get('/readyz', async (c) => ((await parts.isReady()) ? c.text('ready\n') : c.text('not ready\n', 503)));
  app.get('/metrics', async (c) => {
    const { contentType, body } = await parts.metrics();
    return c.body(body, 200, { 'content-type': contentType });
  });
  app.get('/openapi.json', (c) => c.json(parts.openApi));
  app.get('/reference/', (c) => c.html(REFERENCE_PAGE));
  app.get('/reference/start.js', (c) => c.body(REFERENCE_START, 200, { 'content-type': 'text/javascript' }));
  app.get('/reference/swagger-ui-bundle.js', () => asset('swagger-ui-bundle.js', 'text/javascript'));
  app.get('/reference/swagger-ui.css', () => asset('swagger-ui.css', 'text/css'));
  app.route('/log', parts.logFiles);
  app.route('/.well-known', parts.keySet);
  return app;
}

const assets = new Map<string, Buffer>();

/** The page's script and style come out of the installed package. */
function asset(name: string, contentType: string): Response {
  const bytes = assets.get(name) ?? readFileSync(join(swaggerFolder(), name));
  assets.set(name, bytes);
  return new Response(bytes, { headers: { 'content-type': contentType, 'cache-control': 'max-age=3600' } });
}

function swaggerFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}
