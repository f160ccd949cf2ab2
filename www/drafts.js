// What was typed is kept until it was sent: also when the session has ended in between, for this tab alone. It belongs to
// an account, a form and the version that it was typed over. Over another version it is shown beside the field, so that
// nobody's work is overwritten unseen; so is it where the address itself says what the field holds.

const { words } = globalThis.elwosa;
const OUT = 'elwosa-out';
const prefix = () => `draft ${words.who} `;
const isText = (field) =>
  field?.name && field.form?.method === 'post' && field.form.closest('#main') && !field.form.matches('.bulk, .door form') &&
  (field.localName === 'textarea' || (field.localName === 'input' && field.type === 'text')) && field.autocomplete !== 'one-time-code';

/** The change that a form asks for: what else it sends unseen may be what it was drawn over. */
function change(form) {
  const action = new URL(form.getAttribute('action') || location.href, location.href).pathname;
  const method = form.querySelector('input[type=hidden][name=_method]')?.value || 'POST';
  return `${method} ${action}`;
}
const key = (field) => `${prefix()}${location.pathname} ${change(field.form)} ${field.name}`;
/** The version that it changes: after a restore the same number is another one. */
function version(form) {
  const number = form.querySelector('[name=version]')?.value;
  return number === undefined ? null : `${words.life}-${number}`;
}
const isOfAddress = (field) => new URLSearchParams(location.search).has(field.name);

function read(field) {
  try {
    return JSON.parse(sessionStorage.getItem(key(field)));
  } catch {
    return null;
  }
}

document.addEventListener('input', ({ target }) => {
  if (!isText(target)) return;
  const before = read(target);
  const mine = version(target.form);
  const base = before?.version === mine && before?.base !== undefined ? before.base : target.defaultValue;
  if (target.value === base) return sessionStorage.removeItem(key(target));
  // What is typed now is newer than what was offered.
  offerOf(target)?.remove();
  sessionStorage.setItem(key(target), JSON.stringify({ version: mine, base, text: target.value, at: Date.now() }));
});

const fields = () => [...document.querySelectorAll('#main form[method=post] :is(textarea, input)')].filter(isText);

function restore() {
  for (const field of fields()) {
    const kept = read(field);
    if (!kept || kept.text === field.value || field.value !== field.defaultValue) continue;
    const isSame = kept.version === version(field.form) && (kept.version !== null || kept.base === field.defaultValue);
    if (isSame && !isOfAddress(field)) field.value = kept.text;
    else offer(field, kept.text);
  }
}

const offerOf = (field) => field.parentElement.querySelector(`:scope > .draft[data-for="${CSS.escape(field.name)}"]`);

/** What was typed over something else, beside what is there now. */
function offer(field, text) {
  if (offerOf(field)) return;
  const box = document.createElement('div');
  box.className = 'draft';
  box.dataset.for = field.name;
  box.setAttribute('role', 'status');
  const lead = Object.assign(document.createElement('p'), { textContent: words.draft });
  const quote = Object.assign(document.createElement('blockquote'), { textContent: text, dir: 'auto' });
  const button = (name, press) => {
    const one = Object.assign(document.createElement('button'), { type: 'button', className: 'plain', textContent: name });
    one.addEventListener('click', () => {
      press();
      box.remove();
      field.focus();
    });
    return one;
  };
  const take = button(words.draftTake, () => {
    field.value = text;
    sessionStorage.removeItem(key(field));
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const drop = button(words.draftDrop, () => sessionStorage.removeItem(key(field)));
  box.append(lead, quote, take, ' ', drop);
  field.after(box);
}

function forget(form) {
  for (const field of form.elements) {
    if (!isText(field)) continue;
    sessionStorage.removeItem(key(field));
    offerOf(field)?.remove();
  }
}

const drafts = () => Object.keys(sessionStorage).filter((name) => name.startsWith('draft '));

/** What another account typed in this tab, or was typed before somebody signed out in any tab, is nobody's here. */
function clean() {
  const out = Number(localStorage.getItem(OUT));
  for (const name of drafts()) {
    let at = 0;
    try {
      ({ at } = JSON.parse(sessionStorage.getItem(name)));
    } catch {}
    if (!name.startsWith(prefix()) || !(at > out)) sessionStorage.removeItem(name);
  }
}

/** Where both versions stood side by side, what was typed on the way there is settled, on whichever page it was. */
function settle(form) {
  const ends = [...new FormData(form).keys()].map((name) => ` ${change(form)} ${name}`);
  for (const name of drafts()) if (ends.some((end) => name.endsWith(end))) sessionStorage.removeItem(name);
}

document.addEventListener('elwosa:sent', ({ detail }) => {
  forget(detail);
  if (detail.matches('.merge')) settle(detail);
});
document.addEventListener('elwosa:shown', restore);
// Whoever cancels or signs out leaves nothing behind.
document.addEventListener('click', ({ target }) => {
  const link = target.closest?.('#main form .actions a');
  if (link) forget(link.closest('form'));
});
document.addEventListener('reset', ({ target }) => forget(target));
document.addEventListener('submit', ({ target }) => {
  if (!target.matches('.account form')) return;
  localStorage.setItem(OUT, Date.now());
  clean();
});
addEventListener('storage', (event) => event.key === OUT && clean());
addEventListener('pageshow', clean);
clean();
restore();
