// The daily gestures without a full reload: a form is sent as the browser would send it, and of the page that answers
// only the part that differs is put in place. Without this file every form works by itself.

const { elwosa } = globalThis;
const { patch, View, glow } = elwosa;
const main = () => document.getElementById('main');

/** Says something for a moment, also to screen readers. */
function say(text) {
  let line = document.getElementById('said');
  if (!line) {
    line = document.createElement('p');
    line.id = 'said';
    line.setAttribute('role', 'status');
    document.body.append(line);
  }
  line.textContent = text;
  line.classList.add('shown');
  clearTimeout(say.timer);
  say.timer = setTimeout(() => line.classList.remove('shown'), 6000);
}

/** The words of this page's language; the server has written them into the frame. */
const words = document.body.dataset;

/** How to find the element again in the next version of the page. */
function address(element) {
  if (!element || element === document.body) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  for (const name of ['formaction', 'href', 'name']) {
    const value = element.getAttribute(name);
    // Names come again in every form: the card or the section around it tells them apart.
    const around = name === 'name' && element.parentElement.closest('#main [id]');
    if (value) return `${around ? `#${CSS.escape(around.id)} ` : ''}${element.localName}[${name}="${CSS.escape(value)}"]`;
  }
  return null;
}

/** Puts the focus on a line of a list, on what leads to it. */
function focusLine(line) {
  (line.querySelector('a.title, a[href]') || line.querySelector('button, summary, input:not([type=hidden])') || line).focus({ preventScroll: true });
  line.scrollIntoView({ block: 'nearest' });
}

/** What a page in another's place may take the focus from, and where it then goes. */
function placeOf(focus) {
  const line = focus.closest('#main :is(.task, .tile, li)');
  const around = [];
  for (let node = line?.parentElement || focus; node && main().contains(node); node = node.parentElement) around.push(node);
  return { address: address(focus), line, list: line?.parentElement, others: line ? linesBeside(line) : [], around };
}

/**
 * The lines that come into question once one is gone: those after it in its list, those before it, and then in the same
 * way what else there is of its kind.
 */
function linesBeside(line) {
  const beside = (lines) => {
    const here = lines.indexOf(line);
    return [...lines.slice(here + 1), ...lines.slice(0, here).reverse()];
  };
  const kind = line.matches('.task, .tile') ? '.task, .tile' : 'li';
  return [...beside([...line.parentElement.children]), ...beside([...main().querySelectorAll(kind)])];
}

const isIn = (node) => node.isConnected && main().contains(node);

/** Gives the focus back that a page has taken: to the same thing, else to the line that follows, else to a heading. */
function refocus({ address, line, list, others = [], around = [] }) {
  // What has left its list for another is still there, but whoever goes through this one is not there.
  const isThere = !line || (isIn(line) && (line.parentElement === list || !list.isConnected));
  const again = address && isThere && document.querySelector(address);
  if (again && document.activeElement !== again) again.focus({ preventScroll: true });
  if (isThere && document.activeElement !== document.body) return;
  // A list that is there still and has become empty says so; one that went as a whole is followed by the next, unless
  // nothing is left to be done.
  const isLeft = (other) => isIn(other) && (other.parentElement === list || (!list.isConnected && !main().querySelector('.empty')));
  const next = others.find(isLeft);
  if (next) focusLine(next);
  else if (around.length) focusHeading(around.find(isIn) || main());
}

/** Puts the focus on what says that there is nothing, there or on the whole page, else on the heading of a part of it. */
function focusHeading(part) {
  const find = (sign, among = part) => [...among.querySelectorAll(sign)].find((one) => one.checkVisibility());
  const heading = find('.empty h2, .nothing') || find('.empty h2', main()) || find('h1, h2, h3');
  if (!heading) return part === main() ? undefined : focusHeading(part.parentElement);
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: 'nearest' });
}

/** Puts a page in place of the one that is shown; with the focus where it was. */
function put(page, view) {
  const focus = document.activeElement;
  const place = focus !== document.body && placeOf(focus);
  patch(main(), page.getElementById('main'), view);
  for (const part of ['.side nav', '#drawn']) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (old && fresh) patch(old, fresh, view);
  }
  document.title = page.title;
  for (const name of ['seq', 'life', 'topics', 'live']) {
    if (page.body.dataset[name]) words[name] = page.body.dataset[name];
    // A page without its number is not older than the one before.
    else if (name !== 'seq' && name !== 'life') delete words[name];
  }
  elwosa.isBehind = view.isBehind;
  // On another page nothing is in the same place, only perhaps under the same name.
  if (place) refocus(view.isElsewhere ? { address: place.address } : place);
}

const isSameFrame = (page) => page.getElementById('main') && document.body.className === page.body.className;
/** Forms that this script sends; the browser itself sends the others. */
const isSent = (form) => form.enctype !== 'multipart/form-data' && !form.matches('[data-plain], .door form');

/** A page whose forms get their one-time keys when they are sent, so that two pages alike are alike. */
function keyless(page) {
  for (const field of page.querySelectorAll('#main input[name=formKey]')) if (isSent(field.form)) field.setAttribute('value', '');
  return page;
}

const parse = (text) => keyless(new DOMParser().parseFromString(text, 'text/html'));

/** Of each form the key under which it is carried out once, however often it is sent until an answer has come. */
const formKeys = new WeakMap();

function keyOf(form) {
  if (!formKeys.has(form)) {
    const bytes = crypto.getRandomValues(new Uint8Array(17));
    formKeys.set(form, btoa(String.fromCharCode(...bytes)).slice(0, 22).replaceAll('+', '-').replaceAll('/', '_'));
  }
  return formKeys.get(form);
}

/** Where another page begins: at its field, or so that its heading is read out. */
function focusStart() {
  const field = main().querySelector('[autofocus]');
  if (field) field.focus({ preventScroll: true });
  else focusHeading(main());
}

/** Shows a page that was fetched; `sent` is the form that it answers. */
function show(text, url, sent) {
  const page = parse(text);
  if (!isSameFrame(page)) return location.assign(url);
  const there = new URL(url, location.href);
  put(page, new View({ sent, isAnswer: true, isElsewhere: there.pathname !== location.pathname }));
  if (there.pathname === location.pathname) history.replaceState(null, '', there);
  else history.pushState(null, '', there);
  if (document.activeElement === document.body) focusStart();
  shownAt = performance.now();
  document.documentElement.dataset.shown = Number(document.documentElement.dataset.shown || 0) + 1;
  document.dispatchEvent(new CustomEvent('elwosa:shown'));
}

/** The page at hand as it is by now. */
async function fetchPage() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => null);
  const there = answer?.redirected && new URL(answer.url).pathname;
  if (there && there !== location.pathname) return { status: there.startsWith('/auth/') ? 401 : 0 };
  if (!answer?.ok) return { status: answer?.status ?? 0 };
  const text = await answer.text().catch(() => null);
  if (text === null) return { status: 0 };
  const page = parse(text);
  // Somebody else has signed in meanwhile: this is still the page of whoever was here before.
  if (page.body.dataset.who !== words.who) return { status: 401 };
  return isSameFrame(page) ? { status: 200, page } : { status: 0 };
}

/** Puts in place what differs, or says that it does where a form is somebody's work. */
function refresh(page) {
  if (words.live !== 'patch') return compareVersions(page);
  const view = new View();
  put(page, view);
  glow(view.changed);
  for (const pair of view.kept) {
    const [old, fresh] = pair.map((node) => [node, ...node.querySelectorAll('form')].filter((one) => one.localName === 'form'));
    for (const [place, form] of old.entries()) {
      if (fresh[place] && content(form) !== content(fresh[place])) note(form, words.newer, location.pathname);
    }
  }
}

/** Of a page that is a form itself. */
function compareVersions(page) {
  const [old, fresh] = [document, page].map((one) => one.querySelector('#main form [name=version]'));
  const isAnother = page.body.dataset.life && page.body.dataset.life !== words.life;
  if (page.body.dataset.seq) [words.seq, words.life] = [page.body.dataset.seq, page.body.dataset.life];
  // After a restore the same number is another version.
  if (old && fresh && (isAnother || old.value !== fresh.value)) note(old.form, words.newer, old.form.getAttribute('action'));
}

/** A change of this page's own is shown already: where nothing else happened before it, nothing is left to fetch. */
function advance(change) {
  const next = Number(words.seq) + 1;
  if (change === `${words.life}-${next}`) words.seq = next;
}

/** What a form came with. */
function content(form) {
  const fields = [...form.querySelectorAll('[name]:not(button)')];
  const value = (field) => {
    if (field.localName === 'select') return [...field.options].filter((one) => one.defaultSelected).map((one) => one.value);
    return [field.defaultValue, field.defaultChecked];
  };
  return JSON.stringify(fields.map((field) => [field.name, value(field)]));
}

/** A line above something, said once. */
function note(place, text, href) {
  if (place.querySelector(':scope > .message.newer')) return;
  const line = document.createElement('p');
  line.className = 'message newer';
  line.setAttribute('role', 'status');
  place.prepend(line);
  line.textContent = text;
  if (!href) return;
  const link = Object.assign(document.createElement('a'), { href, target: '_blank', textContent: words.newerLink });
  line.append(' ', link);
}

/** Whether somebody's gesture is on its way. */
const isBusy = () => Boolean(document.querySelector('.ghost, .pending, form[aria-busy=true]'));

/** What a tick will look like once the server has agreed; the return value takes it back. */
function foresee(button) {
  const row = button && button.classList.contains('tick') && button.closest('li, .task-head');
  if (!row) return () => {};
  const before = [row.className, button.className];
  row.classList.toggle('done');
  button.classList.toggle('ticked');
  row.classList.add('pending');
  return () => ([row.className, button.className] = before);
}

async function send(form, button) {
  const takeBack = foresee(button);
  const body = new URLSearchParams(new FormData(form, button));
  const action = button?.getAttribute('formaction') || form.getAttribute('action') || location.href;
  if (body.has('formKey')) body.set('formKey', keyOf(form));
  form.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(action, { method: 'POST', body, headers: { Accept: 'text/html' } });
    const there = new URL(answer.url);
    if (answer.redirected && there.pathname.startsWith('/auth/')) {
      takeBack();
      return location.assign(answer.url);
    }
    const text = await answer.text();
    // Whether it was carried out is known by a whole answer that is not the gateway's alone; else the key stays the same.
    if (answer.status < 500) formKeys.delete(form);
    if (answer.ok) {
      document.dispatchEvent(new CustomEvent('elwosa:sent', { detail: form }));
      form.reset();
    } else {
      takeBack();
      const page = parse(text);
      const reason = page.querySelector('#main :is(.message.bad, .error)') || page.querySelector('#main h1');
      if (reason) say(reason.textContent.trim());
      // A tick that was refused needs no other page; a form does: it shows what is wrong beside the field.
      if (button?.classList.contains('tick') && answer.status !== 409) return;
    }
    show(text, answer.redirected ? answer.url : location.href, form);
  } catch {
    takeBack();
    say(words.offline);
  } finally {
    form.removeAttribute('aria-busy');
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  const way = (event.submitter?.getAttribute('formmethod') || form.getAttribute('method') || 'get').toLowerCase();
  if (way !== 'post' || !isSent(form)) return;
  if (event.defaultPrevented || !main()?.contains(form)) return;
  event.preventDefault();
  if (form.getAttribute('aria-busy') !== 'true') send(form, event.submitter);
});

/** When the page was last changed by an answer, and where and when a button was last pressed. */
let shownAt = -Infinity, press = null;

// The second click of a double click is meant for what lay there at the first: what has come under the pointer meanwhile
// is not pressed. Keys press what has the focus, wherever it has gone.
document.addEventListener('click', (event) => {
  if (!event.detail || !event.target.closest?.('#main button')) return;
  const isNear = press && Math.hypot(event.clientX - press.x, event.clientY - press.y) < 24;
  if (isNear && performance.now() - Math.max(press.at, shownAt) < 600) {
    event.preventDefault();
    return event.stopPropagation();
  }
  press = { x: event.clientX, y: event.clientY, at: performance.now() };
}, { capture: true });

addEventListener('popstate', () => location.reload());

let offered = 0;

/** Offers to take back a change that was not sent as a form, as the page offers it after a form. */
async function offerUndo(change) {
  if (!change) return;
  const [mine, here] = [++offered, location.href];
  const there = new URL(here);
  there.searchParams.set('change', change);
  const answer = await fetch(there, { headers: { Accept: 'text/html' } }).catch(() => null);
  const text = answer?.ok && (await answer.text().catch(() => null));
  if (!text || mine !== offered || location.href !== here) return;
  document.querySelector('#main > .undo')?.remove();
  const bar = parse(text).querySelector('#main > .undo');
  if (bar) main().prepend(bar);
  history.replaceState(null, '', there);
}

keyless(document);

Object.assign(elwosa, { say, show, words, fetchPage, refresh, note, isBusy, advance, offerUndo, focusLine });
