import { type DirectoryOpenedLeaf, followKey, type KeyLeaf, type LoggedKey } from '#crypto/evidence';
import { missingAnswer, notChecked, pass } from '../answers.js';
import type { Answer } from '../questions.js';
import { Faults } from './faults.js';

/** A leaf that names the key of a platform, as far as it says who signed. */
export interface Signing {
  readonly kid: string;
  readonly actor: string;
}

/** An entry about the directory, which keys follow from. */
export type DirectoryEntry = DirectoryOpenedLeaf | KeyLeaf;

/**
 * Follows the keys of the platforms through a log, in its order: whoever signs must have been registered before, and not be revoked
 * (proved by test/unit/crypto/verify/log-signers.test.ts). Memory grows with the keys.
 */
export class SignerCheck {
  readonly #faults = new Faults('SIGNER_KEYS');
  readonly #keys = new Map<string, LoggedKey>();
  #isOpened = false;
  #before = 0;
  #signings = 0;

  takeEntry(index: number, leaf: DirectoryEntry): void {
    if (leaf.type === 'DirectoryOpened') {
      if (this.#isOpened)
        this.#faults.wrong(`${index}`, '目录再次声明现状', 'says once more what the directory had');
      this.#isOpened = true;
      return;
    }
    const isFound = leaf.type !== 'KeyPeriodChanged' && leaf.found === true;
    const key = followKey(this.#keys.get(leaf.kid), { index, leaf });
    if (isFound === this.#isOpened)
      this.#faults.wrong(`${index} ${leaf.kid}`, '不在其位', 'stands where it cannot be');
    else if (key === undefined)
      this.#faults.wrong(`${index} ${leaf.kid}`, '与此前登记矛盾', 'contradicts what was registered before');
    else this.#keys.set(leaf.kid, key);
  }

  takeSigning(index: number, { kid, actor }: Signing): void {
    if (!this.#isOpened) {
      this.#before++;
      return;
    }
    this.#signings++;
    const key = this.#keys.get(kid);
    const at = `${index} ${actor} ${kid}`;
    if (key === undefined) this.#faults.wrong(at, '密钥未登记', 'signed by a key that is not registered');
    else if (key.platform !== actor)
      this.#faults.wrong(at, `密钥属于 ${key.platform}`, `signed by a key of ${key.platform}`);
    else if (key.revokedIn !== undefined)
      this.#faults.wrong(
        at,
        `密钥已在第 ${key.revokedIn} 条吊销`,
        `signed by a key revoked in entry ${key.revokedIn}`,
      );
  }

  /** Of a log all of whose entries were read. */
  answer(): Answer {
    const wrong = this.#faults.answer();
    if (wrong !== undefined) return wrong;
    if (!this.#isOpened)
      return notChecked('SIGNER_KEYS', '日志未登记各方密钥', 'the log says nothing of the platforms’ keys');
    const [zh, en] =
      this.#before === 0
        ? ['', '']
        : [`；此前 ${this.#before} 步不能判断`, `; ${this.#before} from before that are not judged`];
    return pass(
      'SIGNER_KEYS',
      `${this.#keys.size} 把，${this.#signings} 步均在其登记之后、吊销之前${zh}`,
      `${this.#keys.size}; ${this.#signings} acts, each behind its key’s registration and before its revocation${en}`,
    );
  }
}

/** @param check undefined when not all entries could be read. */
export function signersAnswer(check: SignerCheck | undefined): Answer {
  if (check === undefined) return missingAnswer('SIGNER_KEYS', '条目不全', 'not all entries could be read');
  return check.answer();
}
