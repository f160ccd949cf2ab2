// Keys for the daily gestures, and a palette for everything that has a name. Single keys can be switched off in the
// help (WCAG 2.2, 2.1.4).

const { words } = globalThis.elwosa;
const off = () => localStorage.getItem('elwosa-keys') === 'off';
const rows = () => [...document.querySelectorAll('#main .tasks > .task, #main .tile')];
const current = () => document.activeElement?.closest('.tasks > .task, .tile');

function step(by) {
  const all = rows();
  if (!all.length) return;
  const here = all.indexOf(current());
  const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
  (next.querySelector('a.title, a') || next).focus();
  next.scrollIntoView({ block: 'nearest' });
}

const gestures = {
  c: () => go(document.getElementById('add-title'), '/tasks/new'),
  '/': () => go(document.getElementById('q'), '/tasks#q'),
  j: () => step(1),
  k: () => step(-1),
  x: () => (current() || document.querySelector('.task-head'))?.querySelector('.tick')?.click(),
  e: () => (current()?.querySelector('a.quick') || document.querySelector('.task-head .actions a'))?.click(),
  '?': () => document.getElementById('help')?.showModal(),
};

function go(field, place) {
  if (field) field.focus();
  else location.assign(place);
}

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    return openPalette();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || off()) return;
  const isTyping = event.target.closest?.('input, textarea, select, [contenteditable], dialog');
  if (isTyping || !gestures[event.key]) return;
  event.preventDefault();
  gestures[event.key]();
});

document.getElementById('help-close')?.addEventListener('click', () => document.getElementById('help').close());

const choice = document.getElementById('keys-on');
if (choice) {
  choice.checked = !off();
  choice.addEventListener('change', () => localStorage.setItem('elwosa-keys', choice.checked ? 'on' : 'off'));
}

// The palette: places of the menu, then tasks by their words.

const palette = document.getElementById('palette');
const field = palette?.querySelector('input');
const list = palette?.querySelector('ul');
let asked = 0;

function openPalette() {
  if (!palette || palette.open) return;
  field.value = '';
  palette.showModal();
  find();
}

const places = () =>
  [...document.querySelectorAll('.side nav a:not([href^="#"]), .account .who')].map((link) => ({
    name: (link.querySelector('span:not(.count)') || link).textContent.trim(),
    href: link.getAttribute('href'),
  }));

async function find() {
  const typed = field.value.trim();
  const mine = ++asked;
  const wanted = typed.toLowerCase();
  const found = places().filter((place) => place.name.toLowerCase().includes(wanted));
  if (typed) found.push({ name: `${words.newTask}: ${typed}`, href: `/tasks/new?title=${encodeURIComponent(typed)}` });
  fill(found);
  if (typed.length < 2) return;
  const query = `/tasks?limit=8&fields=id,title&q=${encodeURIComponent(`"${typed.replace(/["\\]/g, ' ')}"*`)}`;
  const answer = await fetch(query, { headers: { Accept: 'application/json' } }).catch(() => null);
  if (mine !== asked || !answer?.ok) return;
  const { tasks } = await answer.json();
  fill([...tasks.map((task) => ({ name: task.title, href: `/tasks/${task.id}` })), ...found]);
}

function fill(items) {
  list.replaceChildren(
    ...items.slice(0, 12).map((item, place) => {
      const link = document.createElement('a');
      link.href = item.href;
      link.textContent = item.name;
      link.id = `palette-${place}`;
      const line = document.createElement('li');
      line.append(link);
      return line;
    }),
  );
  mark(0);
}

function mark(place) {
  const links = [...list.querySelectorAll('a')];
  if (!links.length) return field.removeAttribute('aria-activedescendant');
  const chosen = links[(place + links.length) % links.length];
  links.forEach((link) => link.toggleAttribute('data-chosen', link === chosen));
  field.setAttribute('aria-activedescendant', chosen.id);
  chosen.scrollIntoView({ block: 'nearest' });
}

field?.addEventListener('input', find);
field?.addEventListener('keydown', (event) => {
  const links = [...list.querySelectorAll('a')];
  const here = links.findIndex((link) => link.hasAttribute('data-chosen'));
  if (event.key === 'ArrowDown') mark(here + 1);
  else if (event.key === 'ArrowUp') mark(here - 1);
  else if (event.key === 'Enter') links[here]?.click();
  else return;
  event.preventDefault();
});
