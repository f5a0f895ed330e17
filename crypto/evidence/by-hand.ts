/**
 * How a message of a bundle is checked with a shell and OpenSSL 3 alone, in a folder with what was in the bundle. The same lines stand in
 * README.txt, and test/interop/by-hand.test.ts runs them as they stand there.
 */
export const BY_HAND: readonly string[] = [
  'M=messages/0001-SubmitCase.json E=entries/0000000000.json O=openings/0000000000.json K=certs/PLATFORM-KEY.pem',
  'part() { sed -n "s/^ \\"$1\\": \\"\\([^\\"]*\\)\\".*/\\1/p" "$2" | tr -d "\\n"; }',
  'bytes() { tr "_-" "/+" | { cat; printf "=="; } | base64 -d 2>/dev/null; }',
  '{ part protected $M; printf .; part payload $M; } > input',
  'part signature $M | bytes > sig',
  'openssl pkeyutl -verify -rawin -pubin -inkey $K -in input -sigfile sig',
  'half() { od -An -v -tx1 | tr -d " \\n"; }',
  'printf "asn1=SEQUENCE:s\\n[s]\\nr=INTEGER:0x%s\\ns=INTEGER:0x%s\\n" $(head -c 32 sig | half) $(tail -c 32 sig | half) > sig.cnf',
  'openssl asn1parse -genconf sig.cnf -noout -out sig.der',
  'openssl pkeyutl -verify -rawin -digest sm3 -pkeyopt distid:1234567812345678 -pubin -inkey $K -in input -sigfile sig.der',
  '{ printf "tongban/salt/v1\\0message\\0"; part salt $O | { cat; printf "="; } | tr "_-" "/+" | base64 -d; } | openssl dgst -sha256 -binary > groupsalt',
  '{ printf "tongban/commit/v1\\0message\\0"; cat groupsalt input; } | openssl dgst -sha256 -binary | base64 | tr "/+" "_-" | tr -d "=\\n" > commitment',
  'grep -c "\\"message\\":{\\"sha256\\":\\"$(cat commitment)\\"" $E',
  '{ printf "\\0"; cat $E; } | openssl dgst -sha256',
];
