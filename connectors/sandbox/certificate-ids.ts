/** GB/T 36904 as a provincial platform would work it out for itself. */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export interface CertificateIdParts {
  readonly typeCode: string;
  readonly issuer: string;
  readonly serial: string;
  readonly version: string;
}

export function certificateIdOf({ typeCode, issuer, serial, version }: CertificateIdParts): string {
  const body = [typeCode, issuer, serial, version];
  return `1.2.156.3005.2.${body.join('.')}.${checkCharacter(body.join(''))}`;
}

/** ISO 7064 MOD 37,36. */
function checkCharacter(text: string): string {
  let rest = 36;
  for (const character of text) {
    rest = (rest + ALPHABET.indexOf(character)) % 36 || 36;
    rest = (rest * 2) % 37;
  }
  return ALPHABET.charAt((37 - rest) % 36);
}
