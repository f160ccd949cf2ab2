// Suggestions while somebody types: a list below a field that goes on from what stands in it, found by the server as
// the search finds. Without this file a field takes what is typed, and offers what the page came with.

const { elwosa } = globalThis;

/** The time in which the next key may come before the server is asked, in milliseconds. */
const PAUSE = 80;

/** What the server offers for a text in a field of that kind, `more` being what else it must know. */
async function askServer(kind, text, signal, more = {}) {
  const answer = await fetch(`/tasks/suggestions?${new URLSearchParams({ in: kind, q: text, ...more })}`, {
    headers: { Accept: 'application/json' },
    signal,
  });
  return answer.ok ? (await answer.json()).suggestions : [];
}

/** A field with a list that belongs to it, by the pattern that WAI-ARIA calls a combobox. */
class Combobox {
  items = [];

  /** `ask` gets the text and a signal that ends it, `take` what was chosen; with `isEager` the first is chosen from the start. */
  constructor(field, list, { ask, take, isEager = false }) {
    Object.assign(this, { field, list, ask, take, isEager });
    const attributes = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, autocomplete: 'off' };
    for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', field.getAttribute('aria-label') || field.labels?.[0]?.textContent || '');
    field.removeAttribute('list');
    field.addEventListener('input', () => this.find(PAUSE));
    field.addEventListener('keydown', (event) => this.press(event));
    // The focus stays in the field; a link is followed as any other.
    list.addEventListener('pointerdown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => this.click(event));
    this.fill([]);
  }

  get lines() {
    return [...this.list.children];
  }

  get chosen() {
    return this.lines.findIndex((line) => line.getAttribute('aria-selected') === 'true');
  }

  async find(pause = 0) {
    this.asked?.abort();
    const { signal } = (this.asked = new AbortController());
    if (pause) await new Promise((done) => setTimeout(done, pause));
    if (signal.aborted) return;
    const text = this.field.value;
    const items = await this.ask(text, signal).catch(() => null);
    if (!items || signal.aborted) return;
    this.text = text;
    this.fill(items);
  }

  /** What is shown is for what stands in the field by now. */
  get isCurrent() {
    return this.text === this.field.value;
  }

  /** Chooses the first of what is found, where somebody was quicker than the server. */
  async chooseFound() {
    await this.find();
    if (this.isCurrent && this.items.length) this.choose(0);
  }

  fill(items) {
    this.items = items;
    this.list.replaceChildren(...items.map((item, place) => this.line(item, place)));
    this.list.hidden = !items.length;
    this.field.setAttribute('aria-expanded', String(items.length > 0));
    this.mark(this.isEager ? 0 : -1);
  }

  line(item, place) {
    const line = Object.assign(document.createElement('li'), { id: `${this.list.id}-${place}` });
    line.setAttribute('role', 'option');
    const name = document.createElement(item.href ? 'a' : 'span');
    Object.assign(name, { textContent: item.name, dir: 'auto', className: 'name' });
    if (item.href) Object.assign(name, { href: item.href, tabIndex: -1 });
    line.append(name);
    if (item.kindName) line.append(Object.assign(document.createElement('span'), { textContent: item.kindName, className: 'kind' }));
    return line;
  }

  /** Chooses the line of that place; -1 for none. */
  mark(place) {
    for (const [index, line] of this.lines.entries()) {
      line.setAttribute('aria-selected', String(index === place));
      line.firstElementChild.toggleAttribute('data-chosen', index === place);
      if (index === place) line.scrollIntoView({ block: 'nearest' });
    }
    if (this.lines[place]) this.field.setAttribute('aria-activedescendant', this.lines[place].id);
    else this.field.removeAttribute('aria-activedescendant');
  }

  /** Beyond either end lies what was typed, where that may be meant. */
  step(by) {
    const count = this.lines.length;
    if (this.isEager) return this.mark((this.chosen + by + count) % count);
    this.mark(((this.chosen + 1 + by + count + 1) % (count + 1)) - 1);
  }

  press(event) {
    const isOpen = this.items.length > 0;
    if (event.key === 'Escape' && isOpen && !this.isEager) this.close();
    else if (event.key === 'ArrowDown' && isOpen) this.step(1);
    else if (event.key === 'ArrowUp' && isOpen) this.step(-1);
    else if (event.key === 'Enter' && this.isEager && !this.isCurrent) this.chooseFound();
    else if (event.key === 'Enter' && isOpen && this.chosen >= 0) this.choose(this.chosen);
    else return;
    event.preventDefault();
  }

  click(event) {
    const place = this.lines.indexOf(event.target.closest('li'));
    if (place < 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.choose(place);
  }

  choose(place) {
    const item = this.items[place];
    this.close();
    if (item.href) location.assign(item.href);
    else this.take(item);
  }

  close() {
    this.asked?.abort();
    this.fill([]);
  }
}

/** Puts another text into a field, as if it had been typed. */
function retype(field, text) {
  field.value = text;
  field.focus();
  field.setSelectionRange(text.length, text.length);
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** The part of a field that a suggestion stands for: everything, or of names with commas between them the last. */
function lastName(field) {
  const start = 'suggestList' in field.dataset ? field.value.lastIndexOf(',') + 1 : 0;
  return { before: field.value.slice(0, start), name: field.value.slice(start).trim() };
}

const boxes = new WeakMap();

function attach(field) {
  const kind = field.dataset.suggest;
  const list = Object.assign(document.createElement('ul'), { className: 'pop suggestions', id: `${field.id}-suggestions` });
  field.after(list);
  const isQuery = kind === 'query';
  const { suggestProject: projectId } = field.dataset;
  const box = new Combobox(field, list, {
    ask: async (text, signal) => {
      // With the caret within the text there is no last word.
      if (!text.trim() || field.selectionStart !== text.length) return [];
      const { name } = isQuery ? { name: text } : lastName(field);
      return name ? (await askServer(kind, name, signal, projectId && { projectId })).filter((item) => item.text !== name) : [];
    },
    take: ({ text }) => {
      if (isQuery) return retype(field, text);
      const { before } = lastName(field);
      const isMany = 'suggestList' in field.dataset;
      retype(field, before + (before ? ' ' : '') + text + (isMany ? ', ' : ''));
      box.close();
    },
  });
  field.addEventListener('blur', () => box.close());
  return box;
}

document.addEventListener('focusin', ({ target }) => {
  if (!target.matches?.('input[data-suggest]') || boxes.get(target)?.list.isConnected) return;
  boxes.set(target, attach(target));
});

Object.assign(elwosa, { Combobox, askServer });
// For a page that came with the focus in such a field.
if (document.activeElement?.matches('input[data-suggest]')) boxes.set(document.activeElement, attach(document.activeElement));
