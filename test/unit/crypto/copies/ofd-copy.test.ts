import { describe, expect, it } from 'vitest';
import { COPY_MARK, copyOfOfd, markOfOfd } from '#crypto/copies';
import { OfdError, OfdPackage, resolveLocation, verifyOfd } from '#crypto/ofd';
import { hex, sm3, utf8, utf8Text } from '#crypto/primitives';
import { childOf, childrenOf, readXml, requiredChild, textOf, type XmlElement } from '#crypto/xml';
import { type OfdFiles, ofdFiles, PAGE, packOfd, sealOfd, withFile } from '../../../kit/ofd.js';
import { sealWorld } from '../../../kit/seals.js';

const world = sealWorld();
const NOTE = {
  purpose: '异地办理不动产登记 & 核验婚姻状况',
  item: '002090012000',
  caseNo: '410100-20260601-000123-7',
  usedBy: '郑州市自然资源和规划局',
  at: '2026-06-01 08:30:00',
  useId: '01980f3c-0000-7000-8000-000000000001',
};

const sealed = packOfd(sealOfd(ofdFiles(), world, { covers: () => true }));

async function copied(files: OfdFiles | Uint8Array, note = NOTE): Promise<OfdPackage> {
  return OfdPackage.open(await copyOfOfd(files instanceof Uint8Array ? files : packOfd(files), note));
}

const rootOf = (ofd: OfdPackage, path: string) => readXml(ofd.file(path));

function texts(element: XmlElement): string[] {
  if (element.local === 'TextCode') return [textOf(element)];
  return element.children.flatMap((child) => (typeof child === 'string' ? [] : texts(child)));
}

/** The root of each page's annotations, by the page's id, as a viewer finds them. */
function annotationsOf(ofd: OfdPackage): Map<string, XmlElement> {
  const document = rootOf(ofd, 'Doc_0/Document.xml');
  const list = follow('Doc_0/Document.xml', textOf(requiredChild(document, 'Annotations')));
  return new Map(
    childrenOf(rootOf(ofd, list), 'Page').map((page) => [
      page.attributes.get('PageID') ?? '',
      rootOf(ofd, follow(list, textOf(requiredChild(page, 'FileLoc')))),
    ]),
  );
}

const follow = (from: string, location: string) => resolveLocation(from, location) ?? 'nowhere';

const replaced = (path: string, from: string, to: string, files = ofdFiles()) =>
  withFile(files, path, utf8(utf8Text(files.get(path) ?? utf8('')).replace(from, to)));

describe('a copy of an OFD', () => {
  it('says on every page what it is, what it is for and which original it was made of', async () => {
    const ofd = await copied(sealed);
    const annotations = annotationsOf(ofd);
    expect([...annotations.keys()]).toEqual(['1', '5']);
    for (const page of annotations.values()) {
      const [annotation] = childrenOf(page, 'Annot');
      const { Type, LastModDate, Print } = Object.fromEntries(annotation?.attributes ?? []);
      expect([Type, LastModDate, Print]).toEqual(['Watermark', '2026-06-01', 'true']);
      const written = texts(page).join('');
      expect(written).toContain(COPY_MARK);
      for (const value of [...Object.values(NOTE), hex(sm3(sealed))]) expect(written).toContain(value);
    }
    const info = requiredChild(requiredChild(rootOf(ofd, 'OFD.xml'), 'DocBody'), 'DocInfo');
    const data = childrenOf(requiredChild(info, 'CustomDatas'), 'CustomData').map(textOf);
    expect(data).toEqual([COPY_MARK, hex(sm3(sealed)), NOTE.useId]);
    const mark = await markOfOfd(await copyOfOfd(sealed, NOTE));
    expect(mark).toEqual({ originalSm3: hex(sm3(sealed)), useId: NOTE.useId });
    expect(await markOfOfd(sealed)).toBeUndefined();
  });

  it('has no seal, and nothing left of one', async () => {
    const bytes = await copyOfOfd(sealed, NOTE);
    const report = await verifyOfd(bytes, { makers: [], issuers: undefined });
    expect(report.verdict).toBe('UNSIGNED');
    expect(report.files.filter(({ path }) => /Sign|\.esl|\.dat/.test(path))).toEqual([]);
    expect(Buffer.from(bytes).includes('Signatures')).toBe(false);
  });

  it('leaves its original as it was, contents of its pages and all', async () => {
    const before = hex(sm3(sealed));
    const ofd = await copied(sealed);
    expect(hex(sm3(sealed))).toBe(before);
    for (const path of [PAGE, 'Doc_0/Pages/Page_1/Content.xml', 'Doc_0/Res/照片.png']) {
      expect(hex(ofd.file(path))).toBe(hex(ofdFiles().get(path) ?? Buffer.of()));
    }
  });

  it('is the same to the byte for the same use, and another for another', async () => {
    const [first, again, other] = await Promise.all([
      copyOfOfd(sealed, NOTE),
      copyOfOfd(sealed, { ...NOTE }),
      copyOfOfd(sealed, { ...NOTE, purpose: '其他' }),
    ]);
    expect(hex(first)).toBe(hex(again));
    expect(hex(first)).not.toBe(hex(other));
  });

  it('keeps its text within each page, which may have a size of its own', async () => {
    for (const [id, page] of annotationsOf(await copied(sealed))) {
      const [width, height] = id === '1' ? [210, 297] : [148, 105];
      const [annotation] = childrenOf(page, 'Annot');
      const appearance = requiredChild(annotation ?? page, 'Appearance');
      expect(appearance.attributes.get('Boundary')).toBe(`0 0 ${width} ${height}`);
      for (const object of childrenOf(appearance, 'TextObject')) {
        const [x = -1, y = -1, w = 999, h = 999] = (object.attributes.get('Boundary') ?? '')
          .split(' ')
          .map(Number);
        expect(Math.min(x, y), id).toBeGreaterThanOrEqual(-0.01);
        expect(x + w, id).toBeLessThanOrEqual(width + 0.01);
        expect(y + h, id).toBeLessThanOrEqual(height + 0.01);
        if (object.attributes.has('CTM')) continue;
        const code = requiredChild(object, 'TextCode');
        const steps = (code.attributes.get('DeltaX') ?? '').split(' ').map(Number);
        expect(steps).toHaveLength([...textOf(code)].length - 1);
        expect(steps.reduce((sum, step) => sum + step, 0)).toBeLessThan(w);
      }
    }
  });

  it('numbers what it adds after everything that was there', async () => {
    const ofd = await copied(sealed);
    const ids = [...annotationsOf(ofd).values()].flatMap((page) => {
      const objects = childrenOf(page, 'Annot').flatMap((each) => [
        each,
        ...childrenOf(requiredChild(each, 'Appearance'), 'TextObject'),
      ]);
      return objects.map(({ attributes }) => Number(attributes.get('ID')));
    });
    const common = requiredChild(rootOf(ofd, 'Doc_0/Document.xml'), 'CommonData');
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.min(...ids)).toBeGreaterThan(7);
    expect(textOf(requiredChild(common, 'MaxUnitID'))).toBe(String(Math.max(...ids)));
    const resources = childrenOf(common, 'PublicRes').map(textOf);
    expect(resources).toEqual(['PublicRes.xml', '/Doc_0/Copy_0/Res.xml']);
  });

  it('keeps the annotations that were there, and adds its own to them', async () => {
    const once = await copyOfOfd(sealed, NOTE);
    const ofd = await copied(once, { ...NOTE, purpose: '第二次使用' });
    const pages = annotationsOf(ofd);
    expect(pages.size).toBe(2);
    for (const page of pages.values()) {
      expect(childrenOf(page, 'Annot')).toHaveLength(2);
      expect(texts(page).join('')).toContain('第二次使用');
    }
    const info = requiredChild(requiredChild(rootOf(ofd, 'OFD.xml'), 'DocBody'), 'DocInfo');
    expect(childrenOf(requiredChild(info, 'CustomDatas'), 'CustomData')).toHaveLength(6);
  });

  it('is made of a document without a prefix too', async () => {
    const plain = new Map(
      [...ofdFiles()].map(([path, bytes]) => [
        path,
        path.endsWith('.xml')
          ? utf8(utf8Text(bytes).replaceAll('xmlns:ofd', 'xmlns').replaceAll('ofd:', ''))
          : bytes,
      ]),
    );
    const pages = annotationsOf(await copied(plain));
    expect([...pages.values()].map(({ name }) => name)).toEqual(['PageAnnot', 'PageAnnot']);
    expect(childOf([...pages.values()][0] ?? readXml(utf8('<a/>')), 'Annot')).toBeDefined();
  });

  const DOCUMENT = 'Doc_0/Document.xml';

  it.each<[string, OfdFiles, string]>([
    ['a page whose number is a path', replaced(DOCUMENT, 'ID="1"', 'ID="/../../../1"'), 'is no number'],
    ['a page that is not there', withFile(ofdFiles(), PAGE, undefined), 'leads nowhere'],
    [
      'a page among the seals, which are dropped',
      withFile(
        replaced(DOCUMENT, 'Pages/Page_0/Content.xml', 'Signs/Content.xml'),
        'Doc_0/Signs/Content.xml',
        ofdFiles().get(PAGE),
      ),
      'leads nowhere',
    ],
    ['a page without a size', replaced(DOCUMENT, '0 0 210 297', '0 0 0'), 'has no size'],
    ['numbers beyond all numbers', replaced(DOCUMENT, '>7<', '>99999999999<'), 'is no number'],
    ['a document out of the package', replaced('OFD.xml', 'Doc_0/Document.xml', '../d.xml'), 'leads nowhere'],
    [
      'a document with a document type',
      withFile(ofdFiles(), DOCUMENT, utf8('<!DOCTYPE a><a/>')),
      'document type',
    ],
  ])('is not made of an OFD with %s', async (_, files, reason) => {
    const refused = copied(files);
    await expect(refused).rejects.toThrow(OfdError);
    await expect(refused).rejects.toThrow(reason);
  });

  it('is not made with a note that no document can hold', async () => {
    await expect(copyOfOfd(sealed, { ...NOTE, purpose: '\u0000' })).rejects.toThrow(OfdError);
  });
});
