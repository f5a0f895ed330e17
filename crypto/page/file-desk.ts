import { byId, h } from './elements.js';
import type { Handed } from './examine.js';
import {
  add,
  complete,
  type HandedFiles,
  isEvidence,
  MAX_FILE_MEGABYTES,
  REQUIRED,
  ROLES,
  type Role,
  recall,
  remember,
  roleOf,
  SEVERAL,
} from './handed-in.js';
import { type Word, word } from './words.js';

/** Where files are handed in: dropped, whatever they are, or chosen one by one. */
export class FileDesk {
  readonly #root: HTMLElement;
  readonly #files: HandedFiles = recall();
  readonly #remember = h('input', { type: 'checkbox', id: 'remember' });
  /** For this examination; never remembered. */
  readonly #withheld = h('input', { type: 'checkbox', id: 'withheld' });
  #isBusy = false;
  #complaint = '';

  constructor(root: HTMLElement, verify: () => Promise<void>) {
    this.#root = root;
    this.#remember.checked = this.#files.size > 0;
    this.#remember.addEventListener('change', () => this.#keep());
    byId('verify').addEventListener('click', () => void verify());
    const drop = byId('drop');
    // A file that misses the place would be opened by the browser in the place of the page.
    for (const name of ['dragover', 'drop'] as const)
      document.addEventListener(name, (event) => event.preventDefault());
    document.addEventListener('dragover', () => drop.classList.add('over'));
    document.addEventListener('dragleave', () => drop.classList.remove('over'));
    document.addEventListener('drop', (event) => {
      drop.classList.remove('over');
      void this.#takeAll([...(event.dataTransfer?.files ?? [])]);
    });
  }

  complete(): Handed | undefined {
    return complete(this.#files, this.#withheld.checked);
  }

  /** By their roles, as a report names them. */
  names(): ReadonlyMap<Role, readonly string[]> {
    return new Map([...this.#files].map(([role, given]) => [role, given.map(({ name }) => name)]));
  }

  setBusy(isBusy: boolean): void {
    this.#isBusy = isBusy;
    this.render();
  }

  render(): void {
    const focused = document.activeElement?.id;
    this.#root.replaceChildren(
      ...ROLES.map((role) => this.#field(role)),
      option(this.#withheld, 'withheld'),
      option(this.#remember, 'remember'),
    );
    const missing = REQUIRED.filter((role) => !this.#files.has(role)).map((role) => word(role));
    byId('needs').textContent = missing.length === 0 ? '' : `${word('needs')}${missing.join('、')}`;
    byId('complaint').textContent = this.#complaint;
    byId('verify').toggleAttribute('disabled', this.#isBusy || missing.length > 0);
    if (focused !== undefined && focused !== '') document.getElementById(focused)?.focus();
  }

  #field(role: Role): HTMLElement {
    const files = this.#files.get(role);
    const input = h('input', { type: 'file', id: `file-${role}`, hidden: '' });
    input.multiple = SEVERAL.includes(role);
    const choose = h('button', { type: 'button', id: `choose-${role}`, 'aria-describedby': `hint-${role}` });
    choose.textContent = word('choose');
    choose.setAttribute('aria-label', `${word('choose')} ${word(role)}`);
    choose.addEventListener('click', () => input.click());
    input.addEventListener('change', () => {
      void this.#takeAll([...(input.files ?? [])], role);
    });
    const remove = h(
      'button',
      { type: 'button', id: `remove-${role}`, 'aria-label': `${word('remove')} ${word(role)}` },
      word('remove'),
    );
    remove.addEventListener('click', () => {
      this.#files.delete(role);
      this.#settle();
      document.getElementById(choose.id)?.focus();
    });
    const names = files?.map(
      ({ name, isRemembered }) => `✓ ${name}${isRemembered ? ` (${word('remembered')})` : ''}`,
    );
    return h(
      'div',
      { class: files === undefined ? 'field' : 'field given' },
      h('h3', {}, word(role)),
      h('span', { class: 'hint', id: `hint-${role}` }, word(`${role}Hint`)),
      h('span', { class: 'name' }, names?.join(' ') ?? word('none')),
      h('span', { class: 'buttons' }, choose, input, files && remove),
    );
  }

  /** @param role undefined: by what is in it. */
  async #takeAll(files: readonly File[], role?: Role): Promise<void> {
    this.#complaint = '';
    for (const file of files) await this.#take(file, role);
    this.#settle();
  }

  async #take(file: File, asked: Role | undefined): Promise<void> {
    const start = await bytesOf(file.slice(0, 4));
    if (start === undefined) return this.#complain(`${word('unknown')}${file.name}`);
    if (asked === 'bundle' || (asked === undefined && isEvidence(file.name, start)))
      return this.#add('bundle', file.name, file);
    if (file.size > MAX_FILE_MEGABYTES * 1024 * 1024)
      return this.#complain(`${file.name}: ${word('tooLarge', String(MAX_FILE_MEGABYTES))}`);
    const bytes = await bytesOf(file);
    const role = bytes && (asked ?? roleOf(bytes));
    if (bytes === undefined || role === undefined) this.#complain(`${word('unknown')}${file.name}`);
    else this.#add(role, file.name, bytes);
  }

  #add(role: Role, name: string, content: Uint8Array | Blob): void {
    add(this.#files, role, { name, content, isRemembered: false });
  }

  #complain(complaint: string): void {
    this.#complaint = complaint;
  }

  #settle(): void {
    if (this.#remember.checked) this.#keep();
    this.render();
  }

  #keep(): void {
    remember(this.#remember.checked ? this.#files : undefined);
  }
}

/** @returns undefined of a folder, or a file that is gone. */
async function bytesOf(blob: Blob): Promise<Uint8Array | undefined> {
  const bytes = await blob.arrayBuffer().catch(() => undefined);
  return bytes && new Uint8Array(bytes);
}

function option(box: HTMLInputElement, name: Word): HTMLElement {
  return h('p', { class: 'option' }, box, h('label', { for: box.id }, ` ${word(name)}`));
}
