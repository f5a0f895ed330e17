import { byId, h } from './elements.js';
import { FileDesk } from './file-desk.js';
import { showOutcome } from './outcome-view.js';
import { speak, spoken, WORDS, type Word, word } from './words.js';
import { type Answered, examineApart } from './worker.js';

/** The page as a whole: files come in, one examination runs at a time, its outcome is shown in the language of the page. */
export function startPage(script: string): void {
  const desk = new FileDesk(byId('desk'), verify);
  let outcome: Answered | undefined;

  async function verify(): Promise<void> {
    const handed = desk.complete();
    if (handed === undefined) return;
    desk.setBusy(true);
    tell(h('p', {}, h('progress', { 'aria-label': word('checking') }), ' ', word('checking')));
    outcome = await examineApart(script, handed);
    desk.setBusy(false);
    tell();
    show();
    byId('result-title').focus();
  }

  function show(): void {
    byId('result').hidden = outcome === undefined;
    byId('outcome').replaceChildren(...(outcome === undefined ? [] : showOutcome(outcome, desk.names())));
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
    tell();
    render();
  });
  // On paper nothing can be opened.
  window.addEventListener('beforeprint', () => {
    for (const each of document.querySelectorAll<HTMLDetailsElement>('#outcome details')) each.open = true;
  });
  render();
}

/** Says what is going on, to screen readers too. */
function tell(...what: readonly HTMLElement[]): void {
  byId('status').replaceChildren(...what);
}

function wordIn({ dataset }: HTMLElement): Word {
  const name = dataset.word ?? '';
  if (!isWord(name)) throw new Error(`no word ${name}`);
  return name;
}

function isWord(name: string): name is Word {
  return name in WORDS;
}
