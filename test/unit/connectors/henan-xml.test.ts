import { describe, expect, it } from 'vitest';
import { HenanXmlError, parsePackage, textsOf } from '#connectors/henan';

const pack = (elements: string, prolog = '<?xml version="1.0" encoding="UTF-8"?>') =>
  `${prolog}<PACKAGE><DATA><RECORD no="1">${elements}</RECORD></DATA></PACKAGE>`;

const BOMB = `<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>`;
const EXTERNAL = '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>';

describe('a package from Henan’s platform', () => {
  it('gives every value as the text that was written', () => {
    const [record] = parsePackage(pack('<A>007</A><B>1e5</B><C>true</C><D> 两 边 </D>'));
    expect(record).toMatchObject({ A: '007', B: '1e5', C: 'true', D: '两 边', '@no': '1' });
  });

  it('reads the references that every XML has, once', () => {
    const [record] = parsePackage(
      pack('<A>&lt;&amp;&gt;&quot;&apos;</A><B>&#x4e2d;&#20013;</B><C>&amp;#65;&amp;lt;</C>'),
    );
    expect(record).toMatchObject({ A: `<&>"'`, B: '中中', C: '&#65;&lt;' });
  });

  it('leaves empty elements out of lists', () => {
    const [record] = parsePackage(pack('<QSS><QS>照片</QS><QS/><QS></QS></QSS>'));
    expect(textsOf(record ?? {}, 'QSS', 'QS')).toEqual(['照片']);
  });

  it('may have no records', () => {
    expect(parsePackage('<PACKAGE><PACKAGEHEAD/><DATA/></PACKAGE>')).toEqual([]);
  });

  it.each([
    ['an entity bomb', pack('<A>&c;</A>', BOMB), 'document type'],
    ['an entity that reads a file', pack('<A>&x;</A>', EXTERNAL), 'document type'],
    [
      'an external document type',
      pack('', '<!doctype p SYSTEM "http://example.invalid/p.dtd">'),
      'document type',
    ],
    ['an entity of nobody', pack('<A>&x;</A>'), 'an entity that is not defined'],
    ['another encoding', pack('<A>x</A>', '<?xml version="1.0" encoding="GBK"?>'), 'encoded in GBK'],
    ['UTF-16 by its own word', pack('', `<?xml version='1.0' encoding='utf-16'?>`), 'encoded in utf-16'],
    ['a page of a proxy', '<html><body>502 Bad Gateway</body></html>', 'not a package'],
    ['JSON', '{"code":0}', 'char'],
    ['nothing', '', 'Start tag expected'],
    ['half a package', '<PACKAGE><DATA><RECORD no="1">', 'Invalid'],
    ['two packages', `${pack('')}<PACKAGE/>`, 'not a package'],
    ['a bare ampersand', pack('<A>a & b</A>'), 'an entity that is not defined'],
    ['a name that is a trap in JavaScript', pack('<__proto__><x>1</x></__proto__>'), 'reserved'],
    ['nesting without end', `<PACKAGE>${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}</PACKAGE>`, 'nested'],
    ['too much of it', pack(`<A>${'长'.repeat(9_000_000)}</A>`), 'too large'],
    ['text where a record should be', '<PACKAGE><DATA><RECORD>x</RECORD></DATA></PACKAGE>', 'another form'],
  ])('is refused when it is %s', (_, text, reason) => {
    expect(() => parsePackage(text)).toThrow(HenanXmlError);
    expect(() => parsePackage(text)).toThrow(reason);
  });
});
