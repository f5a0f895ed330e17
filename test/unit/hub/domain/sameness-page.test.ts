import { describe, expect, it } from 'vitest';
import { compareItems, samenessPage } from '#domain/sameness';
import { chromiumPath, openBrowser, unlessBrowser } from '../../../kit/browser.js';
import { ELEMENTS, FORMULA, HOSTILE_NAME, ITEMS } from '../../../kit/sameness-sample.js';

const page = samenessPage(compareItems(ELEMENTS, ITEMS, '2026-11-22'));

/** The page as text, tags taken out, entities read: a reader of the text that knows nothing of how it was made. */
function textOf(markup: string): string {
  return markup
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The cells of each row of a table. */
function cellsOf(table: string): string[][] {
  return [...table.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<(t[hd]).*?<\/\1>/gs)].map(([cell]) => textOf(cell)),
  );
}

const [overview = '', card = '', hostile = ''] = [...page.matchAll(/<table.*?<\/table>/gs)].map(
  ([table]) => table,
);

describe('the sameness report as a page', () => {
  it('begins with what was compared, and how often which result occurs', () => {
    expect(textOf(page)).toContain('2026-11-22 有效的实施清单，共 2 个事项。');
    expect(textOf(page)).toContain('✓ 一致 1 same ≠ 不一致 2 differs ？ 未说明 3 unknown');
  });

  it('gives an overview of all items and elements', () => {
    expect(cellsOf(overview)).toEqual([
      ['事项 item', '办结时限 time limit', '办理流程 procedure', '申请表单 form'],
      ['居民身份证换领 002091010000', '≠ 不一致', '≠ 不一致', '✓ 一致'],
      [`+${HOSTILE_NAME} 002090009000`, '？ 未说明', '？ 未说明', '？ 未说明'],
    ]);
  });

  it('says in every cell who holds what and who must change', () => {
    const changsha = `${HOSTILE_NAME} 430100`;
    const qingxin = '清新区测试机关 441803';
    expect(cellsOf(card)).toEqual([
      ['要素 element', '结论 result', '国家清单 national list', '各地内容 authorities', '须修改 must change'],
      [
        '办结时限 time limit',
        '≠ 不一致 differs',
        '20 个工作日',
        `≠ 单位不可比 （1）： ${changsha} 60 个自然日 ✓ 更短 （1）： ${qingxin} 5 个工作日`,
        changsha,
      ],
      [
        '办理流程 procedure',
        '≠ 不一致 differs',
        '（未规定）',
        `≠ 无标准 （1）： ${changsha} ${FORMULA} " onmouseover="alert(1) ≠ 无标准 （1）： ${qingxin} 受理 审查 制证`,
        '无标准可依 no standard',
      ],
      ['申请表单 form', '✓ 一致 same', '（未规定）', `✓ 相同 （2）： ${changsha} 、 ${qingxin} 姓名`, '—'],
    ]);
    expect(cellsOf(hostile).slice(1)).toEqual([
      [
        '办结时限 time limit',
        '？ 未说明 unknown',
        '（未规定）',
        `？ 未说明： ${FORMULA} 430100 、 ${qingxin}`,
        '—',
      ],
      [
        '办理流程 procedure',
        '？ 未说明 unknown',
        '（未规定）',
        `？ 未说明： ${FORMULA} 430100 、 ${qingxin}`,
        '—',
      ],
      [
        '申请表单 form',
        '？ 未说明 unknown',
        '（无）',
        `✓ 相同 （1）： ${qingxin} （无） ？ 未说明： ${FORMULA} 430100`,
        '—',
      ],
    ]);
  });

  it('asks nothing of any server and runs nothing', () => {
    expect(page).not.toMatch(/<script|<img|<link|<iframe|\bsrc=|https?:|url\(|@import|javascript:/i);
    expect(page).toContain("default-src 'none'");
    const attributes = [...page.matchAll(/<[a-z][^>]*>/g)].flatMap(([tag]) => [
      ...tag.matchAll(/ ([\w-]+)=/g),
    ]);
    expect(new Set(attributes.map(([, name]) => name))).toEqual(
      new Set(['lang', 'charset', 'name', 'content', 'http-equiv', 'class', 'scope', 'href', 'id']),
    );
    expect([...page.matchAll(/href="([^"]*)"/g)].map(([, target]) => target)).toEqual(['#item-1', '#item-2']);
  });

  it.skipIf(chromiumPath === undefined)(
    `holds its heads while scrolling, but not on paper, and shows differences without colour${unlessBrowser}`,
    async () => {
      const browser = await openBrowser();
      try {
        const tab = await browser.newPage({ viewport: { width: 900, height: 300 } });
        const events: string[] = [];
        tab.on('dialog', (dialog) => {
          events.push(dialog.message());
          void dialog.dismiss();
        });
        tab.on('request', (request) => {
          events.push(request.url());
        });
        await tab.setContent(page);
        const read = (script: string) => tab.evaluate(script);
        await read(`document.querySelector('#item-1 tbody tr:nth-child(2)').scrollIntoView()`);
        expect(await read('scrollY')).toBeGreaterThan(100);
        expect(await read(`document.querySelector('#item-1 thead th').getBoundingClientRect().y`)).toBe(0);
        expect(
          await read(
            `[...document.querySelectorAll('.overview td')].map((cell) => getComputedStyle(cell).borderTopStyle)`,
          ),
        ).toEqual(['double', 'double', 'solid', 'dotted', 'dotted', 'dotted']);
        await tab.emulateMedia({ media: 'print' });
        expect(await read(`getComputedStyle(document.querySelector('#item-1 thead th')).position`)).toBe(
          'static',
        );
        expect(events).toEqual([]);
      } finally {
        await browser.close();
      }
    },
  );
});
