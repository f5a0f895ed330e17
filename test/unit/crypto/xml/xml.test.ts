import { describe, expect, it } from 'vitest';
import { utf8, utf8Text } from '#crypto/primitives';
import {
  childOf,
  childrenOf,
  readXml,
  requiredChild,
  textOf,
  withChildren,
  writeXml,
  XmlError,
  xmlElement,
} from '#crypto/xml';

const BOMB = '<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>';

describe('XML', () => {
  it('is read with names, namespaces, attributes and texts in their order', () => {
    const root = readXml(
      utf8(
        '\ufeff<?xml version="1.0" encoding="utf-8"?><o:a xmlns:o="urn:o" x="1&lt;&#x4e2d;">t<o:b/><b xmlns="urn:p"><c/></b><![CDATA[<]]><!-- - --></o:a>\n',
      ),
    );
    expect(root).toMatchObject({ name: 'o:a', local: 'a', namespace: 'urn:o' });
    expect(root.attributes.get('x')).toBe('1<中');
    expect(root.children.map((child) => (typeof child === 'string' ? child : child.namespace))).toEqual([
      't',
      'urn:o',
      'urn:p',
      '<',
    ]);
    expect(childrenOf(root, 'b')).toHaveLength(1); // the other one is of another namespace
  });

  it.each([
    ['an entity bomb', `${BOMB}<a>&b;</a>`, 'document type'],
    [
      'an entity that reads a file',
      '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      'document type',
    ],
    ['an entity of nobody', '<a>&x;</a>', 'not defined'],
    ['a reference to no character', '<a>&#0;</a>', '&#0; is no character'],
    ['a reference to half a character', '<a>&#xD800;</a>', 'is no character'],
    ['a reference beyond all characters', '<a>&#x110000;</a>', 'is no character'],
    ['a control character', '<a>\u0001</a>', 'control character'],
    ['another encoding', '<?xml version="1.0" encoding="GBK"?><a/>', 'encoded in GBK'],
    ['two roots', '<a/><b/>', 'not one element'],
    ['text beside the root', '<a/>x', 'text beside the root'],
    ['an element that is not closed', '<a><b></a>', 'Expected closing tag'],
    ['an attribute that stands twice', '<a b="1" b="2"/>', 'repeated'],
    ['a prefix of nobody', '<o:a/>', 'of no namespace'],
    ['a name with two prefixes', '<o:p:a xmlns:o="u"/>', 'of no namespace'],
    ['a name that is a trap in JavaScript', '<__proto__/>', 'reserved'],
    ['nesting without end', '<a>'.repeat(50_000) + '</a>'.repeat(50_000), 'nested'],
    ['more tags than anybody needs', `<a>${'<b/>'.repeat(200_000)}</a>`, 'more than 200000 tags'],
    ['too much of it', `<a>${'x'.repeat(8 * 1024 * 1024)}</a>`, 'larger than'],
    ['nothing', '', 'text beside the root'],
  ])('is refused as %s', (_, text, reason) => {
    expect(() => readXml(utf8(text))).toThrow(XmlError);
    expect(() => readXml(utf8(text))).toThrow(reason);
  });

  it('is refused when it is not UTF-8', () => {
    expect(() => readXml(Buffer.from('<a>\xff</a>', 'latin1'))).toThrow('not UTF-8');
  });

  it('leaves nothing to guess where one element is expected', () => {
    const root = readXml(utf8('<a><b/><b/><c>x<d/></c></a>'));
    expect(() => childOf(root, 'b')).toThrow('a has several b');
    expect(() => requiredChild(root, 'z')).toThrow('a has no z');
    expect(() => textOf(requiredChild(root, 'c'))).toThrow('c is not a text');
  });

  it('says after writing what it said before, whatever its texts', () => {
    const hostile = ' <&>"\'\t\n]]>通办&amp; ';
    const root = readXml(utf8('<o:a xmlns:o="urn:o" k="&#10;"><o:b>&lt;</o:b></o:a>'));
    const grown = withChildren(root, [...root.children, xmlElement('o:c', { t: hostile }, hostile)]);
    const again = readXml(writeXml(grown));
    const [, added] = again.children;
    expect(again.attributes.get('k')).toBe('\n');
    expect(added).toMatchObject({ name: 'o:c', namespace: 'urn:o', children: [hostile] });
    expect(typeof added === 'object' && added.attributes.get('t')).toBe(hostile);
    expect(utf8Text(writeXml(readXml(writeXml(grown))))).toBe(utf8Text(writeXml(grown)));
  });

  it.each(['\0', '\u001b', '\ud800', '\uffff'])(
    'is not written with a character that it cannot hold: %j',
    (character) => {
      expect(() => writeXml(xmlElement('a', {}, character))).toThrow(XmlError);
      expect(() => writeXml(xmlElement('a', { b: character }))).toThrow('a character that XML has not');
    },
  );
});
