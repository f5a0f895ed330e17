import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeZip } from '#crypto/evidence';
import { hex, utf8 } from '#crypto/primitives';
import { chromiumPath, openBrowser, unlessBrowser } from '../kit/browser.js';
import { erased } from '../kit/erased.js';
import { filesOf } from '../kit/evidence.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { playCase } from '../kit/messages.js';
import {
  CASES,
  changed,
  gmStamps,
  handed,
  maker,
  refusals,
  rsaStamps,
  stampedRsa,
} from '../kit/page-cases.js';
import { run, TONGBAN } from '../kit/program.js';
import { AuditorsFolder, byThread, PAGE_FILE, type ToHandIn } from '../kit/verify-page.js';

describe.skipIf(chromiumPath === undefined)(`the verifier as a page${unlessBrowser}`, () => {
  const folder = new AuditorsFolder();
  let hub: TestHub;
  let browser: Browser;
  let context: BrowserContext;
  const requests: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    hub = await startTestHub();
    browser = await openBrowser();
    context = await browser.newContext();
    context.on('request', (request) => requests.push(request.url()));
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    context.on('weberror', (error) => complaints.push(String(error.error())));
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.close();
    folder.remove();
  });

  async function open(url: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }

  describe('from disk', () => {
    let page: Page;
    beforeAll(async () => {
      page = await open(FROM_DISK);
    });

    it.each(CASES)('answers in its thread as under Node.js: %s', async (_name, what, code) => {
      const expected = await folder.byCode(what);
      expect(expected.code).toBe(code);
      expect(await byThread(page, what)).toEqual(expected);
    });

    it.each(CASES.filter(([name]) => BY_HAND.test(name)))(
      'answers as its thread when files are chosen by hand: %s',
      async (_name, what) => {
        expect(await folder.byPage(page, what)).toEqual(await byThread(page, what));
      },
    );

    it.each(CASES.filter(([name]) => BY_COMMAND.test(name)))(
      'answers as the command line does: %s',
      async (_name, what) => {
        expect(await folder.byPage(page, what)).toEqual(await folder.byCommand(what));
      },
    );

    it('draws the path from each entry to the root, with both sides and whole digests', async () => {
      await folder.byPage(page, handed);
      const events = maker.bundle().events;
      const trees = page.locator('details.tree');
      expect(await trees.count()).toBe(events.length);
      const second = trees.nth(1);
      await second.locator('summary').click();
      const { index = 0, path = [] } = events[1]?.proof ?? {};
      expect(index).toBe(3);
      expect(await second.locator('summary').textContent()).toContain(`条目 ${index}`);
      expect(await second.locator('svg .node.sibling').count()).toBe(path.length);
      expect(await second.locator('svg .node.sibling title').allTextContents()).toEqual(path.map(hex));
      const sides = await second.locator('svg .node.sibling .label').allTextContents();
      expect(sides).toEqual(['另一侧 · 左侧', '另一侧 · 左侧', '另一侧 · 右侧']); // 3 of 8: odd, odd, then even
      const told = (await second.locator('.as-text').textContent()) ?? '';
      for (const sibling of path) expect(told).toContain(hex(sibling));
      expect(told).toContain('witness.example');
      expect(await trees.locator('.state').allTextContents()).toEqual(events.map(() => '与树根相符'));
    });

    it('shows which path is cut when a proof is of another place', async () => {
      await folder.byPage(
        page,
        changed(/^proofs\//, (text) => text.replace(/index \d+/, 'index 0')),
      );
      expect(await page.locator('details.tree .state').allTextContents()).toContain('与树根不符');
    });

    it('takes what is dropped for what it is, and verifies it with the keyboard alone', async () => {
      const fresh = await open(FROM_DISK);
      expect(await fresh.locator('#verify').isDisabled()).toBe(true);
      expect(await fresh.locator('#needs').textContent()).toBe('还缺：证据包、日志信任策略、平台公钥');
      await drop(fresh, [
        ['a.bin', handed.bundle],
        ['b', utf8(handed.policy)],
        ['c', handed.platforms],
        ['d', utf8(`log ${handed.gm ?? ''}\nquorum none\n`)],
      ]);
      await fresh.locator('#verify:not([disabled])').focus();
      await fresh.keyboard.press('Enter');
      const sentence = fresh.locator('.conclusion .sentence');
      await sentence.waitFor();
      expect(await sentence.textContent()).toBe('✓ 结论：全部必要项通过。');
      expect(await fresh.evaluate('document.activeElement?.id')).toBe('result-title');
      await drop(fresh, [['handed in later', writeZip(new Map())]]);
      await fresh.locator('.name', { hasText: 'handed in later' }).waitFor();
      await fresh.locator('#language').click();
      const told = await fresh.locator('#outcome').textContent();
      expect(told).toContain('a.bin');
      expect(told).not.toContain('handed in later'); // the digest beside the name is not of this one
      await fresh.close();
    });

    it('takes authorities for time stamps and their lists for what they are, and says by when', async () => {
      const fresh = await open(FROM_DISK);
      const [rsaCrl = Buffer.of(), gmCrl = Buffer.of()] = [rsaStamps, gmStamps].flatMap(
        ({ revocationLists }) => revocationLists,
      );
      await drop(fresh, [
        ['a.bin', stampedRsa.bundle],
        ['b', utf8(handed.policy)],
        ['c', handed.platforms],
        ['d', utf8(rsaStamps.authorities.join(''))],
        ['e', utf8(gmStamps.authorities.join(''))],
        ['f', rsaCrl],
        ['g', gmCrl],
      ]);
      await fresh.locator('#verify:not([disabled])').click();
      await fresh.locator('.conclusion .sentence').waitFor();
      expect(await fresh.locator('.field.given .name').allTextContents()).toEqual([
        ...['✓ a.bin', '✓ b', '✓ c', '✓ d ✓ e', '✓ f ✓ g'],
      ]);
      expect(await fresh.locator('#outcome').textContent()).toMatch(/✓ 通过均不晚于 \S+, CN=Test signer/);
      await fresh.close();
    });

    it('tells erased contents from what passed', async () => {
      await folder.byPage(page, { ...handed, bundle: writeZip(filesOf(erased(maker))) });
      const sentence = await page.locator('.conclusion .sentence').textContent();
      expect(sentence).toBe('✓ 结论：除已依法销毁的内容外，全部必要项通过。');
      expect(await page.locator('.verdict.ERASED').allTextContents()).toContain('⌫ 已销毁');
    });

    it('lists refused messages one by one, each with its verdict', async () => {
      await folder.byPage(page, refusals);
      const rows = page
        .locator('table', { has: page.locator('caption', { hasText: '拒收记录' }) })
        .locator('tbody tr');
      const told = await rows.allTextContents();
      expect(told).toHaveLength(2);
      expect(told[0]).toMatch(/✓ 通过.*henan.*WRONG_PLATFORM/);
      expect(told[1]).toMatch(/✗ 不成立.*guangdong.*WRONG_PLATFORM/);
      await folder.byPage(page, handed);
      expect(await rows.count()).toBe(0);
    });

    it('says of a dropped file that it is none of those', async () => {
      const fresh = await open(FROM_DISK);
      await drop(fresh, [['photo.jpg', Uint8Array.of(0xff, 0xd8, 0xff)]]);
      await fresh.locator('#complaint:not(:empty)').waitFor();
      expect(await fresh.locator('#complaint').textContent()).toBe('无法判断是什么文件：photo.jpg');
      await fresh.close();
    });

    it('speaks English when asked, and nothing else then', async () => {
      await folder.byPage(page, handed);
      await page.locator('#language').click();
      expect(await page.locator('.conclusion .sentence').textContent()).toBe(
        '✓ All required questions pass.',
      );
      const words = String(await page.evaluate('document.body.innerText'));
      expect(words.replace('中文', '')).not.toMatch(/\p{Script=Han}/u);
      expect(await page.evaluate('document.documentElement.lang')).toBe('en');
      await page.locator('#language').click();
      expect(await page.locator('#result-title').textContent()).toBe('二、核验结果');
    });

    it('remembers nothing unless asked, and then the trust files alone', async () => {
      const kept = () => page.evaluate('JSON.stringify(localStorage)');
      expect(await kept()).toBe('{}');
      await page.locator('#remember').check();
      expect(await kept()).toContain('policy.txt');
      expect(await kept()).not.toContain('evidence.zip');
      const again = await open(FROM_DISK);
      expect(await again.locator('#needs').textContent()).toBe('还缺：证据包');
      await again.locator('#remember').uncheck();
      expect(await kept()).toBe('{}');
      await again.close();
    });

    it('has no fault that a program for accessibility finds, wide or narrow', async () => {
      await folder.byPage(page, handed);
      await page.locator('details.tree summary').first().click();
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
        expect(overflow).toBeLessThanOrEqual(0);
        expect(await accessibilityFaults(page)).toEqual([]);
      }
    });
  });

  describe('from a hub', () => {
    let page: Page;
    let real: ToHandIn;
    beforeAll(async () => {
      page = await open(`${hub.openUrl}/verify`);
      const [guangdong, henan] = [await hub.peer('guangdong'), await hub.peer('henan')];
      const caseNo = await playCase(guangdong, henan);
      const bundle = await guangdong.grpc.evidence(caseNo);
      real = { bundle, ...(await trustOf(hub)) };
    });

    it('is the same page, under a policy that lets nothing in', async () => {
      const response = await fetch(`${hub.openUrl}/verify`);
      expect(await response.text()).toBe(readFileSync(PAGE_FILE, 'utf8'));
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(
        /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; worker-src blob:; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
      );
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    });

    it('answers as the command line does for a case of that hub, with no line to it', async () => {
      await context.setOffline(true);
      const answer = await folder.byPage(page, real);
      await context.setOffline(false);
      expect(answer).toEqual(await folder.byCommand(real));
      expect(answer.code).toBe(3); // nobody has acknowledged
    });

    it('answers of a period of that hub as the command line does, and names a byte that was changed', async () => {
      const period = await periodOf(hub);
      const handed = { ...real, bundle: period, isPeriod: true };
      await context.setOffline(true);
      const answer = await folder.byPage(page, handed);
      expect(await page.locator('#outcome details.tree').count()).toBe(0);
      expect(answer).toEqual(await folder.byCommand(handed));
      expect(answer).toMatchObject({ code: 3, report: { kind: 'PERIOD' } }); // nobody has acknowledged
      const readme = Buffer.from(period);
      readme[100] = (readme[100] ?? 0) ^ 1;
      expect(await folder.byPage(page, { ...handed, bundle: readme })).toMatchObject({ code: 1 });
      expect(await page.locator('#outcome').textContent()).toContain('README.txt 已损坏');
      await context.setOffline(false);
    });

    it('lets no script in, no string be run, and no request out', async () => {
      const before = complaints.length;
      const tried = await page.evaluate(TRIES);
      expect(tried).toEqual({ evaluated: 'EvalError', fetched: 'TypeError', injected: false });
      await expect.poll(() => complaints.length).toBeGreaterThan(before);
      complaints.splice(before);
    });
  });

  it('has asked for nothing but itself, and complained of nothing', () => {
    const asked = new Set(requests.filter((url) => !/^(?:blob|data):/.test(url)));
    expect([...asked].sort()).toEqual([FROM_DISK, `${hub.openUrl}/verify`].sort());
    expect(complaints).toEqual([]);
  });
});

/** With a key of SM2 and without, with time stamps and without, so that what was chosen before must go. */
const BY_HAND =
  /^(?:a good bundle without|a case of which a part|a time stamp of one of two|no list of the revoked|an authority that is none|a proof for another)/;
const BY_COMMAND =
  /^(?:a good bundle|a case of which a part may be withheld|another log|a zip bomb|a time stamp of RSA)$/;

const FROM_DISK = pathToFileURL(PAGE_FILE).href;

/** As a hand drops files onto the page. */
async function drop(page: Page, files: readonly (readonly [string, Uint8Array])[]): Promise<void> {
  const all = JSON.stringify(files.map(([name, bytes]) => [name, [...bytes]]));
  const transfer = await page.evaluateHandle(`${all}.reduce((data, [name, bytes]) => {
    data.items.add(new File([Uint8Array.from(bytes)], name));
    return data;
  }, new DataTransfer())`);
  for (const event of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('#drop', event, { dataTransfer: transfer });
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs in the browser's own world for tools, so that the page's policy stands. */
async function accessibilityFaults(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  });
  const expression = `${AXE}; axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ target }) => target).join(', ')))`;
  const { result } = await session.send('Runtime.evaluate', {
    ...{ expression, contextId: executionContextId, awaitPromise: true, returnByValue: true },
  });
  await session.detach();
  return result.value as string[];
}

/** What an attacker would try from within; told by the names of the errors. */
const TRIES = `new Promise((resolve) => setTimeout(async () => {
  let evaluated = 'ran';
  try { (0, eval)('1'); } catch (error) { evaluated = error.name; }
  const fetched = await fetch(location.href).then(() => 'sent', (error) => error.name);
  const script = document.createElement('script');
  script.textContent = 'window.injected = true';
  document.body.append(script);
  resolve({ evaluated, fetched, injected: 'injected' in window });
}))`;

/** All of it, on the days around now. */
async function periodOf(hub: TestHub): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-period-'));
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const options = ['--from', day(-1), '--to', day(1), '--out', join(folder, 'period.zip')];
  const done = await run(TONGBAN, ['audit', 'export', ...options], { environment: await environmentOf(hub) });
  expect([done.stderr, done.code]).toEqual(['', 0]);
  const bytes = readFileSync(join(folder, 'period.zip'));
  rmSync(folder, { recursive: true });
  return bytes;
}

async function environmentOf(hub: TestHub) {
  const guangdong = await hub.peer('guangdong');
  const keyFolder = join(guangdong.material.folder, '..', '..', '..');
  return { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: keyFolder };
}

async function trustOf(hub: TestHub): Promise<Omit<ToHandIn, 'bundle'>> {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-trust-'));
  await run(TONGBAN, ['trust', folder], { environment: await environmentOf(hub) });
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const trust = {
    policy: text('policy.txt'),
    platforms: utf8(text('platforms.json')),
    gm: text('policy.gm'),
  };
  rmSync(folder, { recursive: true });
  return trust;
}
