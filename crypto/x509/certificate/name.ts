import { DerError, type DerNode, elementsOf, Fields, membersOf, oidOf, textOf } from '#crypto/asn1';
import { hex, utf8 } from '#crypto/primitives';

const KEYWORDS: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

/** A name for people to read, in the manner of RFC 4514; names are compared by their bytes. @throws DerError. */
export function nameTextOf(name: DerNode): string {
  return elementsOf(name)
    .flatMap((relative) => membersOf(relative).map(attributeText))
    .reverse()
    .join(', ');
}

function attributeText(node: DerNode): string {
  const fields = new Fields(node);
  const type = oidOf(fields.take());
  const value = fields.take();
  fields.end();
  return `${KEYWORDS[type] ?? type}=${valueText(value)}`;
}

/** What cannot be read as text is shown as it stands; what would mislead a reader, controls among it, is escaped (RFC 4514). */
function valueText(value: DerNode): string {
  try {
    return textOf(value)
      .replace(/[,+"\\<>;=]/g, '\\$&')
      .replace(/\p{C}/gu, (character) => hex(utf8(character)).replace(/../g, '\\$&'));
  } catch (error) {
    if (error instanceof DerError) return `#${hex(value.bytes)}`;
    throw error;
  }
}
