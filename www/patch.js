// Puts a newer version of a page in place. What is the same stays as it is, so nothing flickers and what has the focus
// keeps it; what somebody is at work on is left alone: fields with the focus or with something typed, their forms, and
// menus that are open.

const isField = (node) => node.matches('input:not([type=hidden], [type=submit]), textarea, select');

/** Whether it holds something else than the page came with. */
function isChanged(field) {
  if (field.localName === 'select') {
    return field.selectedIndex !== Math.max(0, [...field.options].findLastIndex((option) => option.defaultSelected));
  }
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}

/** What a patch leaves alone and what it has changed. Of an answer to a form, that form is not; of another page nothing. */
class View {
  changed = new Set();
  isBehind = false;
  /** What was left alone, each with what it would be. */
  kept = [];

  constructor({ sent = null, isAnswer = false, isElsewhere = false } = {}) {
    Object.assign(this, { sent, isAnswer, isElsewhere });
  }

  isHeld(node) {
    if (this.isElsewhere || node.nodeType !== Node.ELEMENT_NODE) return false;
    if (node.matches('details[open]')) return !this.isAnswer || [...node.querySelectorAll('form')].some((form) => this.isHeld(form));
    if (this.sent && (node === this.sent || node.form === this.sent)) return false;
    if (node.localName === 'form') return [...node.elements].some((field) => this.isTouched(field));
    return this.isTouched(node);
  }

  isTouched = (field) => isField(field) && (isChanged(field) || (!this.isAnswer && field === document.activeElement));

  /** Whether something in it is left alone, so that it cannot go. */
  holds(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return false;
    // What is offered beside a field is nobody else's.
    if (node.matches('.draft')) return true;
    // A choice among lines goes with its line.
    const held = [node, ...node.querySelectorAll('details, form, input, textarea, select')].some(
      (one) => this.isHeld(one) && !one.matches('.pick input'),
    );
    if (held) this.isBehind = true;
    return held;
  }

  keep(old, fresh) {
    this.isBehind = true;
    this.kept.push([old, fresh]);
  }

  /** A time in words grows older by itself. */
  note(node) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    if (element && !(node !== element && element.closest('time'))) this.changed.add(element);
  }
}

/** By what an element is known again, wherever it stands among its siblings. */
function key(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  const name = node.dataset.task || node.id || (node.localName === 'form' && node.getAttribute('action'));
  return name ? `${node.localName} ${name}` : null;
}

const isAlike = (one, other) => one.nodeType === other.nodeType && one.localName === other.localName;

function patch(old, fresh, view) {
  if (old.isEqualNode(fresh)) return;
  if (view.isHeld(old)) return view.keep(old, fresh);
  if (!isAlike(old, fresh) || old.id !== fresh.id || old.nodeType !== Node.ELEMENT_NODE || isField(old)) {
    if (view.holds(old)) return;
    view.note(old);
    const copy = fresh.cloneNode(true);
    old.replaceWith(copy);
    return view.note(copy);
  }
  patchAttributes(old, fresh, view);
  patchChildren(old, fresh, view);
}

function patchAttributes(old, fresh, view) {
  const before = view.changed.has(old);
  for (const { name } of [...old.attributes]) {
    // Without it what has the focus would lose it.
    if (fresh.hasAttribute(name) || (name === 'tabindex' && old === document.activeElement)) continue;
    old.removeAttribute(name);
    view.note(old);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) === value) continue;
    old.setAttribute(name, value);
    view.note(old);
  }
  // The number of a version says nothing to anybody; what is new about it is seen elsewhere.
  if (!before && old.matches('[data-version]')) view.changed.delete(old);
}

function patchChildren(old, fresh, view) {
  const left = new Set(old.childNodes);
  const keyed = new Map([...left].filter(key).map((node) => [key(node), node]));
  let place = old.firstChild;
  for (const wanted of fresh.childNodes) {
    const name = key(wanted);
    const target = name ? keyed.get(name) || elsewhere(wanted, old, view) : alike(place, wanted);
    // A move further down may have taken it away.
    if (place && place.parentNode !== old) place = null;
    if (!target || (target.parentNode === old && !left.delete(target))) {
      const copy = wanted.cloneNode(true);
      old.insertBefore(copy, place);
      if (copy.nodeType === Node.ELEMENT_NODE) view.note(copy);
      continue;
    }
    if (target !== place && name) move(target, old, place);
    else place = target.nextSibling;
    patch(target, wanted, view);
  }
  for (const node of left) {
    if (view.holds(node)) continue;
    if (node.nodeType === Node.ELEMENT_NODE) view.note(old);
    node.remove();
  }
}

/** What has its number in another place of the page comes from there, with all that was typed into it. */
function elsewhere(wanted, parent, view) {
  const found = wanted.id && document.getElementById(wanted.id);
  if (!found || !isAlike(found, wanted) || found.contains(parent) || !found.closest('#main')) return null;
  view.note(found);
  return found;
}

/** The focus stays with it where the browser can do that. */
function move(node, parent, place) {
  if (parent.moveBefore) parent.moveBefore(node, place);
  else parent.insertBefore(node, place);
}

/** The next sibling that could become this one: text only where it stands, an element of its kind and class. */
function alike(place, wanted) {
  for (let node = place; node; node = node.nextSibling) {
    if (isAlike(node, wanted) && !key(node) && node.className === wanted.className) return node;
    if (wanted.nodeType !== Node.ELEMENT_NODE) return null;
  }
  return null;
}

const lines = '.task, .tile, .step, .comment, .leaf, .fact, .task-head, .description, .members li';

/** Shows for a moment what is new. */
function glow(changed) {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const places = new Set([...changed].filter((node) => node.isConnected).map((node) => node.closest(lines)));
  for (const place of places) {
    place?.animate([{ backgroundColor: 'var(--soft)', offset: 0 }], { duration: 1800, easing: isStill ? 'steps(1, end)' : 'ease-in' });
  }
}

globalThis.elwosa = { patch, View, glow };
