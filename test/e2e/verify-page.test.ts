import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { zipSync } from 'fflate';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeZip } from '#crypto/evidence';
import { generatePrivateKey, hex, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer } from '#crypto/tlog';
import { chromiumPath, openBrowser, unlessBrowser } from '../kit/browser.js';
import { pemOf } from '../kit/certificates.js';
import { erased } from '../kit/erased.js';
import { AT, EvidenceMaker, filesOf, ORIGIN, platformsFile } from '../kit/evidence.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { playCase } from '../kit/messages.js';
import { run, TONGBAN } from '../kit/program.js';
import { makerOf, makeSm2Tsa, makeToken, type TokenMaker } from '../kit/time-stamps.js';
import { TestTsa } from '../kit/tsa.js';
import { AuditorsFolder, handedBy, PAGE_FILE, type ToHandIn } from '../kit/verify-page.js';

const maker = new EvidenceMaker().wholeCase(2);
const whole = filesOf(maker.bundle());
const handed = handedBy(maker, writeZip(whole));

/** The same with one file of the bundle changed, and the manifest as it was. */
function changed(path: RegExp, change: (text: string) => string): ToHandIn {
  const name = [...whole.keys()].find((each) => path.test(each)) ?? expect.fail(`no file ${path}`);
  const text = Buffer.from(whole.get(name) ?? []).toString();
  expect(change(text)).not.toBe(text);
  return { ...handed, bundle: writeZip(new Map([...whole, [name, utf8(change(text))]])) };
}

function without(path: RegExp): ToHandIn {
  return { ...handed, bundle: writeZip(new Map([...whole].filter(([name]) => !path.test(name)))) };
}

const stranger = ed25519Signer(ORIGIN, generatePrivateKey('ED25519'));
const { gm: _, ...withoutSm2 } = handed;

/** Time stamps of an authority of GM/T 0033, and of one whose keys are RSA. */
const gmTsa = makeSm2Tsa();
const gmStamps = { authorities: [pemOf(gmTsa.root)], revocationLists: [gmTsa.revocationList] };
const rsaTsa = await TestTsa.make({ key: 'rsa' });
await rsaTsa.writeCrl();
const rsaStamps = {
  authorities: [readFileSync(rsaTsa.rootFile, 'utf8')],
  revocationLists: [readFileSync(rsaTsa.crlFile)],
};
const rsaMaker: TokenMaker = { ...makerOf(rsaTsa), signatureAlgorithm: '1.2.840.113549.1.1.11' };
rsaTsa.close();

function stamped(by: TokenMaker, at: number, over?: string): ToHandIn {
  const bundle = maker.bundle();
  const note = bundle.events[0]?.proof?.checkpoint ?? expect.fail('no proof');
  const token = makeToken(utf8(over ?? note), by, { at });
  const timeStamps = [{ size: Number(note.split('\n')[1]), token }];
  return { ...handed, bundle: writeZip(filesOf({ ...bundle, timeStamps })) };
}

const stampedGm = { ...stamped(gmTsa.maker, AT), timeStamps: gmStamps };
const stampedRsa = { ...stamped(rsaMaker, Date.now()), timeStamps: rsaStamps };

/** What is handed in, and the exit code of the command line. */
const CASES: readonly (readonly [string, ToHandIn, number])[] = [
  ['a good bundle', handed, 0],
  ['a good bundle without the SM2 key', withoutSm2, 0],
  [
    'a case that nobody has answered',
    handedBy(maker, writeZip(filesOf(new EvidenceMaker(maker).wholeCase(1).bundle()))),
    0,
  ],
  ['a policy that asks for no witness', { ...handed, policy: `log ${maker.log.vkey}\nquorum none\n` }, 0],
  ['a case whose contents are erased', { ...handed, bundle: writeZip(filesOf(erased(maker))) }, 0],
  ['a time stamp of SM2', stampedGm, 0],
  ['a time stamp of RSA', stampedRsa, 0],
  [
    'a time stamp of one of two authorities',
    {
      ...stampedRsa,
      timeStamps: {
        authorities: [...gmStamps.authorities, ...rsaStamps.authorities],
        revocationLists: [...gmStamps.revocationLists, ...rsaStamps.revocationLists],
      },
    },
    0,
  ],
  ['a time stamp and no authority', { ...stampedGm, timeStamps: undefined }, 0],
  ['no time stamp, and an authority', { ...handed, timeStamps: gmStamps }, 3],
  ['a time stamp of another authority', { ...stampedGm, timeStamps: rsaStamps }, 3],
  ['no list of the revoked', { ...stampedRsa, timeStamps: { ...rsaStamps, revocationLists: [] } }, 3],
  [
    'a time stamp over something else',
    { ...stamped(rsaMaker, Date.now(), 'else'), timeStamps: rsaStamps },
    1,
  ],
  ['an authority that is none', { ...stampedGm, timeStamps: { ...gmStamps, authorities: ['none'] } }, 2],
  ['a message that was changed', changed(/^messages\//, (text) => text.replace(/(payload": ")./, '$1f')), 1],
  [
    'a signature that was changed',
    changed(/^messages\//, (text) => text.replace(/(signature": ".{20})./, '$1_')),
    1,
  ],
  ['a leaf that was changed', changed(/^entries\//, (text) => text.replace('"v":3', '"v": 3')), 1],
  ['a proof for another place', changed(/^proofs\//, (text) => text.replace(/index \d+/, 'index 0')), 1],
  ['a checkpoint of another size', changed(/^proofs\//, (text) => text.replace(/(audit\/1\n)\d+/, '$19')), 1],
  [
    'a salt that was changed',
    changed(/^openings\//, (text) => text.replace(/(salt": ").{10}/, '$1AAAAAAAAAA')),
    1,
  ],
  ['a file too many', { ...handed, bundle: writeZip(new Map([...whole, ['more.txt', utf8('x')]])) }, 1],
  ['another log', { ...handed, policy: `log ${stranger.vkey}\nquorum none\n` }, 1],
  ['no platform that is trusted', { ...handed, platforms: platformsFile([]) }, 1],
  ['a message that is missing', without(/^messages\/0002/), 2],
  ['a manifest that is missing', without(/^manifest/), 2],
  ['a bundle that is cut short', { ...handed, bundle: handed.bundle.subarray(0, 2000) }, 2],
  ['a zip bomb', { ...handed, bundle: zipSync({ 'case.json': new Uint8Array(15 * 1024 * 1024) }) }, 2],
  ['a way out of the folder', { ...handed, bundle: zipSync({ '../case.json': utf8('{}') }) }, 2],
  ['a policy that is none', { ...handed, policy: 'log nobody\n' }, 2],
  [
    'a key of small order in the policy',
    { ...handed, policy: handed.policy.replace(/log \S+/, `log ${smallOrderKey()}`) },
    2,
  ],
  ['platforms that are no JSON', { ...handed, platforms: utf8('{') }, 2],
  ['another key in the place of the SM2 key', { ...handed, gm: maker.log.vkey }, 2],
];

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

    it.each(CASES)('answers as under Node.js: %s', async (_name, what, code) => {
      const expected = await folder.byCode(what);
      expect(expected.code).toBe(code);
      expect(await folder.byPage(page, what)).toEqual(expected);
    });

    it.each(
      CASES.filter(([name]) => /^(?:a good bundle|another log|a zip bomb|a time stamp of RSA)$/.test(name)),
    )('answers as the command line does: %s', async (_name, what) => {
      expect(await folder.byPage(page, what)).toEqual(await folder.byCommand(what));
    });

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

async function trustOf(hub: TestHub): Promise<Omit<ToHandIn, 'bundle'>> {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-trust-'));
  const guangdong = await hub.peer('guangdong');
  const keyFolder = join(guangdong.material.folder, '..', '..', '..');
  const environment = { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: keyFolder };
  await run(TONGBAN, ['trust', folder], { environment });
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const trust = {
    policy: text('policy.txt'),
    platforms: utf8(text('platforms.json')),
    gm: text('policy.gm'),
  };
  rmSync(folder, { recursive: true });
  return trust;
}

/** The identity point, under which anybody can sign. */
function smallOrderKey(): string {
  const material = Uint8Array.of(1, 1, ...new Uint8Array(31));
  const id = hex(sha256(utf8(ORIGIN), Uint8Array.of(0x0a), material)).slice(0, 8);
  return `${ORIGIN}+${id}+${Buffer.from(material).toString('base64')}`;
}
