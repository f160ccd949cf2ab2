// Keys for the daily gestures, and a palette for everything that has a name. Single keys can be switched off in the
// help (WCAG 2.2, 2.1.4).

const { words, focusLine, Combobox, askServer } = globalThis.elwosa;
const off = () => localStorage.getItem('elwosa-keys') === 'off';
const rows = () => [...document.querySelectorAll('#main .tasks > .task, #main .tile')];
const current = () => document.activeElement?.closest('.tasks > .task, .tile');

/** From what is no row on to the next one below it, or above. */
function step(by) {
  const all = rows();
  if (!all.length) return;
  const isBelow = (row) => document.activeElement.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING;
  const here = current() ? all.indexOf(current()) : all.filter((row) => !isBelow(row)).length - (by > 0 ? 1 : 0);
  focusLine(all[Math.min(Math.max(here + by, 0), all.length - 1)]);
}

/** The menu's way to a new task knows the project that the page is in; it is there for whoever may make one. */
const newTask = () => document.querySelector('.side [data-new]')?.getAttribute('href');

/** What one key does. Those of the board are its own. */
const gestures = {
  c: () => go(document.getElementById('add-title'), newTask()),
  '/': () => go(document.getElementById('q'), '/tasks#q'),
  j: () => step(1),
  k: () => step(-1),
  x: () => (current() || document.querySelector('.task-head'))?.querySelector('.tick')?.click(),
  e: () => (current()?.querySelector('a.quick') || document.querySelector('.task-head .actions a'))?.click(),
  '?': () => document.getElementById('help')?.showModal(),
};
/** Those that go on while the key is held down. */
const isRepeating = (sign) => 'jk'.includes(sign);

function go(field, place) {
  if (field) field.focus();
  else if (place) location.assign(place);
}

/**
 * The sign that a key stands for: its own, or on a keyboard with other letters than Latin ones the sign that lies in its
 * place on an American one. Caps Lock makes no difference; with Shift a letter stands for nothing.
 */
function signOf({ key, code, shiftKey }) {
  if ([...key].length !== 1) return '';
  const isLatin = /[\p{ASCII}\p{Script=Latin}]/u.test(key);
  const place = code === 'Slash' ? '/?'[Number(shiftKey)] : /^Key[A-Z]$/.test(code) ? code[3] : '';
  const sign = (isLatin ? key : place).toLowerCase();
  return shiftKey && /[a-z]/.test(sign) ? '' : sign;
}

/** Ctrl, or the command key of a Mac, where Ctrl and a letter belong to the text. */
const isCommand = ({ ctrlKey, metaKey }) => (/^(Mac|iP)/.test(navigator.platform) ? metaKey && !ctrlKey : ctrlKey && !metaKey);
const isAlone = (event) => !event.ctrlKey && !event.metaKey && !event.altKey && !event.getModifierState('AltGraph');

// Keys that are typed into an input method are no gestures, wherever one is listened for. Safari sends the key that ends
// a composition after it, under the number of all such keys.
addEventListener('keydown', (event) => (event.isComposing || event.keyCode === 229) && event.stopImmediatePropagation(), true);

document.addEventListener('keydown', (event) => {
  const sign = signOf(event);
  if (sign === 'k' && isCommand(event) && !event.altKey) {
    event.preventDefault();
    return openPalette();
  }
  if (!isAlone(event) || off() || !Object.hasOwn(gestures, sign)) return;
  if (event.target.closest?.('input, textarea, select, [contenteditable], dialog')) return;
  event.preventDefault();
  if (!event.repeat || isRepeating(sign)) gestures[sign]();
});

document.getElementById('help-close')?.addEventListener('click', () => document.getElementById('help').close());

const choice = document.getElementById('keys-on');
if (choice) {
  choice.checked = !off();
  choice.addEventListener('change', () => localStorage.setItem('elwosa-keys', choice.checked ? 'on' : 'off'));
}

// The palette: everything with a name, and a new task of what is typed.

const palette = document.getElementById('palette');
const field = palette?.querySelector('input');

const places = () =>
  [...document.querySelectorAll('.side nav a:not([href^="#"]), .account .who')].map((link) => ({
    name: (link.querySelector('span:not(.count)') || link).textContent.trim(),
    href: link.getAttribute('href'),
  }));

function newTaskOf(title) {
  if (!title || !newTask()) return [];
  const place = new URL(newTask(), location.href);
  place.searchParams.set('title', title);
  return [{ name: `${words.newTask}: ${title}`, href: place.pathname + place.search }];
}

const box =
  palette &&
  new Combobox(field, palette.querySelector('ul'), {
    isEager: true,
    ask: async (text, signal) => {
      const typed = text.trim();
      if (!typed) return places();
      // Without the server there is a new task still.
      const found = await askServer('palette', typed, signal).catch(() => []);
      return [...found, ...newTaskOf(typed)];
    },
  });

function openPalette() {
  if (!palette || palette.open) return;
  field.value = '';
  palette.showModal();
  box.find();
}

globalThis.elwosa.gestures = gestures;
