// The daily gestures without a full reload: a form is sent as the browser would send it, and of the page that answers
// only the part that differs is put in place. Without this file every form works by itself.

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
    if (value) return `${element.localName}[${name}="${CSS.escape(value)}"]`;
  }
  return null;
}

/** Children that are the same stay as they are, so nothing flickers and what has the focus keeps it. */
function patch(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  const sameKind = old.nodeType === fresh.nodeType && old.localName === fresh.localName && old.id === fresh.id;
  if (!sameKind || old.nodeType !== Node.ELEMENT_NODE) return old.replaceWith(fresh.cloneNode(true));
  if (old.matches('input, textarea, select')) return old.replaceWith(fresh.cloneNode(true));
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const key = (node) => (node.dataset && node.dataset.task ? `${node.localName} ${node.dataset.task}` : null);
  const keyed = new Map([...old.childNodes].filter(key).map((node) => [key(node), node]));
  let place = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const known = key(wanted) && keyed.get(key(wanted));
    if (known && known !== place) old.insertBefore(known, place);
    const target = known || place;
    if (!target) {
      old.append(wanted.cloneNode(true));
    } else if (!known && key(target)) {
      old.insertBefore(wanted.cloneNode(true), target);
    } else {
      place = target.nextSibling;
      patch(target, wanted);
    }
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

/** Shows a page that was fetched. */
function show(text, url) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  const focus = address(document.activeElement);
  if (!page.getElementById('main') || document.body.className !== page.body.className) return location.assign(url);
  patch(main(), page.getElementById('main'));
  const menu = document.querySelector('.side nav');
  if (menu && page.querySelector('.side nav')) patch(menu, page.querySelector('.side nav'));
  document.title = page.title;
  const there = new URL(url, location.href);
  if (there.pathname === location.pathname) history.replaceState(null, '', there);
  else history.pushState(null, '', there);
  const again = (focus && document.querySelector(focus)) || main().querySelector('[autofocus]');
  if (again && document.activeElement !== again) again.focus({ preventScroll: true });
  document.documentElement.dataset.shown = Number(document.documentElement.dataset.shown || 0) + 1;
  document.dispatchEvent(new CustomEvent('elwosa:shown'));
}

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
  form.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(action, { method: 'POST', body, headers: { Accept: 'text/html' } });
    const there = new URL(answer.url);
    if (answer.redirected && there.pathname.startsWith('/auth/')) {
      takeBack();
      return location.assign(answer.url);
    }
    const text = await answer.text();
    if (answer.ok) {
      document.dispatchEvent(new CustomEvent('elwosa:sent', { detail: form }));
    } else {
      takeBack();
      const page = new DOMParser().parseFromString(text, 'text/html');
      const reason = page.querySelector('#main :is(.message.bad, .error)') || page.querySelector('#main h1');
      if (reason) say(reason.textContent.trim());
      // A tick that was refused needs no other page; a form does: it shows what is wrong beside the field.
      if (button?.classList.contains('tick') && answer.status !== 409) return;
    }
    show(text, answer.redirected ? answer.url : location.href);
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
  if (way !== 'post' || form.enctype === 'multipart/form-data' || form.matches('[data-plain], .door form')) return;
  if (event.defaultPrevented || !main()?.contains(form)) return;
  event.preventDefault();
  if (form.getAttribute('aria-busy') !== 'true') send(form, event.submitter);
});

addEventListener('popstate', () => location.reload());

globalThis.elwosa = { say, show, words };
