import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openBrowser, unlessBrowser } from '../kit/browser.js';
import { startTestHub, type TestHub } from '../kit/hub.js';

describe.skipIf(chromiumPath === undefined)(`the open door in a browser${unlessBrowser}`, () => {
  let hub: TestHub;
  let browser: Browser;
  let page: Page;
  /** All that the page asked for, and all that it complained of. */
  const requests: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    hub = await startTestHub();
    browser = await openBrowser();
    page = await browser.newPage();
    page.on('request', (request) => requests.push(request.url()));
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
    });
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.close();
  });

  it('leads from the first page to the API reference', async () => {
    await page.goto(`${hub.openUrl}/`);
    await page.getByRole('link', { name: '接口说明 · API reference' }).click();
    await page.waitForURL(`${hub.openUrl}/reference/`);
    expect(await page.title()).toBe('通办枢纽 接口说明 · Tongban hub API reference');
  });

  it('shows every operation of the OpenAPI document', async () => {
    const { paths } = (await (await fetch(`${hub.openUrl}/openapi.json`)).json()) as {
      paths: Record<string, object>;
    };
    const operations = Object.values(paths).flatMap((methods) => Object.keys(methods));
    await page
      .locator('.opblock')
      .nth(operations.length - 1)
      .waitFor();
    expect(await page.locator('.opblock').count()).toBe(operations.length);
  });

  it('shows an operation with its request, its answers and their members', async () => {
    const submit = page.locator('.opblock', { hasText: '提交签名报文' });
    await submit.getByRole('button', { name: '提交签名报文' }).click();
    const opened = submit.locator('.opblock-body');
    for (const word of ['protected', 'payload', 'signature', 'acknowledgement', 'checkpoint', '201', '202']) {
      await opened.getByText(word).first().waitFor();
    }
  });

  it('lets nobody try an operation from there, because none works without a certificate', async () => {
    expect(await page.getByText('Try it out').count()).toBe(0);
  });

  it('asks no other machine for anything, and complains of nothing', () => {
    expect(requests.length).toBeGreaterThan(5);
    const origins = requests.map((url) => (url.startsWith('data:') ? 'data:' : new URL(url).origin));
    expect([...new Set(origins)].filter((origin) => origin !== 'data:')).toEqual([hub.openUrl]);
    expect(complaints).toEqual([]);
  });
});
