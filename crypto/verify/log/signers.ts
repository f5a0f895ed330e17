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
 * (proved by test/unit/crypto/verify/log-signers.test.ts). A log that goes on from another goes on from what that one said of them,
 * until it says itself what the directory has, as one in a new database does. Memory grows with the keys.
 */
export class SignerCheck {
  readonly #faults = new Faults('SIGNER_KEYS');
  readonly #isCut: boolean;
  /** What the directory is said to have had; it counts from DirectoryOpened on. */
  readonly #found = new Map<string, LoggedKey>();
  /** Revocations of keys that only a log which is not here has registered. */
  readonly #revoked = new Map<string, number>();
  #keys = new Map<string, LoggedKey>();
  #isFollowed = false;
  #hasOpened = false;
  #before = 0;
  #signings = 0;

  /**
   * @param before where the log goes on from another: what that one came to. UNKNOWN: it is not here, and nothing is said of keys that
   *   this one does not speak of.
   */
  constructor(before?: SignerCheck | 'UNKNOWN') {
    this.#isCut = before === 'UNKNOWN' || before?.isOpen === true;
    if (before === undefined || before === 'UNKNOWN') return;
    this.#isFollowed = before.#isFollowed;
    this.#keys = new Map([...before.#keys].map(([kid, key]) => [kid, ofLogBefore(key)]));
  }

  /** Whether it rests on a log that is not here. */
  get isOpen(): boolean {
    return this.#isCut && !this.#isFollowed;
  }

  takeEntry(index: number, leaf: DirectoryEntry): void {
    if (leaf.type === 'DirectoryOpened') {
      if (this.#hasOpened)
        this.#faults.wrong(`${index}`, '目录再次声明现状', 'says once more what the directory had');
      else this.#open(index);
      return;
    }
    const isFound = leaf.type !== 'KeyPeriodChanged' && leaf.found === true;
    const keys = isFound ? this.#found : this.#keys;
    const isUnseen = this.isOpen && !keys.has(leaf.kid) && leaf.type !== 'KeyRegistered';
    const key = followKey(keys.get(leaf.kid), { index, leaf });
    if (isFound ? this.#hasOpened : this.#isOpening || !(this.#isFollowed || this.#isCut))
      this.#faults.wrong(`${index} ${leaf.kid}`, '不在其位', 'stands where it cannot be');
    else if (key !== undefined) keys.set(leaf.kid, key);
    else if (!isUnseen)
      this.#faults.wrong(`${index} ${leaf.kid}`, '与此前登记矛盾', 'contradicts what was registered before');
    else if (leaf.type === 'KeyRevoked') this.#revoked.set(leaf.kid, index);
  }

  takeSigning(index: number, { kid, actor }: Signing): void {
    const key = this.#keys.get(kid);
    const revokedIn = key === undefined ? this.#revoked.get(kid) : key.revokedIn;
    if (!this.#isFollowed && key === undefined && revokedIn === undefined) {
      this.#before++;
      return;
    }
    this.#signings++;
    const at = `${index} ${actor} ${kid}`;
    if (key !== undefined && key.platform !== actor)
      this.#faults.wrong(at, `密钥属于 ${key.platform}`, `signed by a key of ${key.platform}`);
    else if (revokedIn === IN_LOG_BEFORE)
      this.#faults.wrong(at, '密钥已在前一日志中吊销', 'signed by a key revoked in the log before');
    else if (revokedIn !== undefined)
      this.#faults.wrong(
        at,
        `密钥已在第 ${revokedIn} 条吊销`,
        `signed by a key revoked in entry ${revokedIn}`,
      );
    else if (key === undefined)
      this.#faults.wrong(at, '密钥未登记', 'signed by a key that is not registered');
  }

  /** Of a log all of whose entries were read. */
  answer(): Answer {
    const wrong = this.#faults.answer();
    if (wrong !== undefined) return wrong;
    if (this.isOpen)
      return notChecked(
        'SIGNER_KEYS',
        '密钥登记在此前的日志中，须连同一起核验',
        'the keys were registered in a log before this one: check them together, in their order',
      );
    if (!this.#isFollowed)
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

  /** Whether the log is saying what the directory had. */
  get #isOpening(): boolean {
    return this.#found.size > 0 && !this.#hasOpened;
  }

  /** What the log before revoked stays so. */
  #open(index: number): void {
    for (const [kid, { revokedIn }] of this.#keys) {
      const restated = this.#found.get(kid);
      if (revokedIn !== undefined && restated !== undefined && restated.revokedIn === undefined)
        this.#faults.wrong(
          `${index} ${kid}`,
          '前一日志已吊销，此处却称有效',
          'was revoked in the log before, and is said not to be',
        );
    }
    this.#hasOpened = true;
    this.#isFollowed = true;
    this.#keys = new Map(this.#found);
  }
}

/** In the place of an entry of this log. */
const IN_LOG_BEFORE = -1;

function ofLogBefore(key: LoggedKey): LoggedKey {
  const revokedIn = key.revokedIn === undefined ? undefined : IN_LOG_BEFORE;
  return { ...key, registeredIn: IN_LOG_BEFORE, revokedIn };
}

/** @param check undefined when not all entries could be read. */
export function signersAnswer(check: SignerCheck | undefined): Answer {
  if (check === undefined) return missingAnswer('SIGNER_KEYS', '条目不全', 'not all entries could be read');
  return check.answer();
}
