import { byId, h } from './elements.js';
import { FileDesk } from './file-desk.js';
import { showOutcome } from './outcome-view.js';
import { speak, spoken, WORDS, type Word, word } from './words.js';
import { type Answered, examineApart } from './worker.js';

/** The page as a whole: files come in, one examination runs at a time, its outcome is shown in the language of the page. */
export function startPage(script: string): void {
  const desk = new FileDesk(byId('desk'), verify);
  /** With the names that the files had when they were examined; others may have been handed in since. */
  let shown: { readonly outcome: Answered; readonly names: ReturnType<FileDesk['names']> } | undefined;
  let isBusy = false;

  async function verify(): Promise<void> {
    const handed = desk.complete();
    if (handed === undefined) return;
    const names = desk.names();
    setBusy(true);
    shown = { outcome: await examineApart(script, handed), names };
    setBusy(false);
    show();
    byId('result-title').focus();
  }

  function setBusy(is: boolean): void {
    isBusy = is;
    desk.setBusy(isBusy);
    showProgress();
  }

  /** Says what is going on, to screen readers too. */
  function showProgress(): void {
    const checking = h('p', {}, h('progress', { 'aria-label': word('checking') }), ' ', word('checking'));
    byId('status').replaceChildren(...(isBusy ? [checking] : []));
  }

  function show(): void {
    byId('result').hidden = shown === undefined;
    byId('outcome').replaceChildren(...(shown === undefined ? [] : showOutcome(shown.outcome, shown.names)));
  }

  function render(): void {
    for (const element of document.querySelectorAll<HTMLElement>('[data-word]'))
      element.textContent = word(wordIn(element));
    document.title = word('title');
    byId('language').textContent = spoken() === 'zh' ? 'English' : '中文';
    desk.render();
    show();
  }

  byId('language').addEventListener('click', () => {
    speak(spoken() === 'zh' ? 'en' : 'zh');
    showProgress();
    render();
  });
  // On paper nothing can be opened.
  window.addEventListener('beforeprint', () => {
    for (const each of document.querySelectorAll<HTMLDetailsElement>('#outcome details')) each.open = true;
  });
  render();
}

function wordIn({ dataset }: HTMLElement): Word {
  const name = dataset.word ?? '';
  if (!isWord(name)) throw new Error(`no word ${name}`);
  return name;
}

function isWord(name: string): name is Word {
  return name in WORDS;
}
