import { describe, expect, it } from 'vitest';
import { generatePrivateKey } from '#crypto/primitives';
import { type Check, Evidence, type Outcome, renderHtml, reportOf } from '#hub/cli';

const NASTY = `<script>alert("x")</script>&'`;

function outcome(result: Outcome['result'], over: Partial<Check> = {}): Outcome {
  const evidence = new Evidence();
  evidence.about(NASTY);
  evidence.note(NASTY, NASTY);
  const text = { zh: `中文${NASTY}`, en: NASTY };
  const check = {
    id: 'a.b',
    title: text,
    proves: text,
    remedy: text,
    needs: [],
    run: async () => {},
    ...over,
  };
  return { check, result, reason: result === 'PASS' ? undefined : text, evidence, seconds: 1.2345 };
}

function report(outcomes: readonly Outcome[], known = outcomes.length) {
  const { publicKey } = generatePrivateKey('ED25519');
  const peer = {
    peerId: 'p',
    name: NASTY,
    divisionCode: '440000',
    suite: publicKey.suite,
    kid: 'kid',
    publicKey,
    fingerprint: 'ff',
  };
  const item = { basicCode: '002090012000', name: NASTY };
  return reportOf(outcomes, { startedAt: 0, seconds: 2, version: '1', peer, item, driver: 'desk', known });
}

describe('the report of a conformance run', () => {
  it.each([
    ['PASS', true, [outcome('PASS')], 1],
    ['PASS', false, [outcome('PASS')], 2],
    ['PASS', false, [outcome('PASS'), outcome('SKIPPED')], 2],
    ['FAIL', false, [outcome('PASS'), outcome('FAIL')], 2],
    ['FAIL', false, [outcome('SKIPPED')], 1],
  ] as const)('says %s, complete %s', (summary, isComplete, outcomes, known) => {
    expect(report(outcomes, known)).toMatchObject({ summary, isComplete });
  });

  it('tells what to do where something failed, and only there', () => {
    const { checks } = report([outcome('PASS'), outcome('FAIL'), outcome('SKIPPED')]);
    expect(checks.map((check) => 'remedy' in check)).toEqual([false, true, false]);
    expect(checks.map((check) => 'reason' in check)).toEqual([false, true, true]);
  });

  it.each(['zh', 'en'] as const)('is a page in which nothing of what was seen is markup: %s', (language) => {
    const page = renderHtml(report([outcome('PASS'), outcome('FAIL'), outcome('SKIPPED')]), language);
    expect(page).not.toMatch(/<script|alert\("/);
    expect(page.match(/&#60;script&#62;/g)?.length).toBeGreaterThan(10);
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    );
    expect(page).toContain('@media print');
    expect(page.match(/<tr class="(?:PASS|FAIL|SKIPPED)">/g)).toHaveLength(3);
    expect(page).toContain(`<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">`);
  });
});
