// Cards move by mouse, touch and keyboard. A move sends one small request and changes one card; refused, it goes back.

const { say, words, advance, offerUndo, gestures, focusLine } = globalThis.elwosa;
const board = () => document.querySelector('[data-field]');
const lanes = () => [...document.querySelectorAll('[data-field] [data-lane]')];
const listOf = (lane) => lane.querySelector('ul, ol') || lane;

async function move(card, lane) {
  const from = card.closest('[data-lane]');
  if (!lane || lane === from || card.matches('.pending')) return;
  const place = card.nextElementSibling;
  put(card, lane, null);
  card.classList.add('pending');
  try {
    const answer = await send(card, changed(board().dataset.field, from.dataset.lane, lane.dataset.lane));
    if (!answer.ok) return await refused(answer, card, from, place);
    settle(card, from, lane, await answer.json());
    tell(card, answer, nameOf(lane));
  } catch {
    put(card, from, place);
    say(words.offline);
  } finally {
    card.classList.remove('pending');
  }
}

const send = (card, change) =>
  fetch(`/tasks/${card.dataset.task}`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'If-Match': tagOf(card) },
    body: JSON.stringify(change),
  });

function tell(card, answer, place) {
  const change = answer.headers.get('Elwosa-Change');
  advance(change);
  offerUndo(change);
  say(`\u2068${titleOf(card)}\u2069 → \u2068${place}\u2069`);
}

/** As `EntityTag` spells it: life, number and version. */
const tagOf = (card) => `"${words.life}-${card.dataset.task}-${card.dataset.version}"`;
const nameOf = (lane) => lane.querySelector('h2')?.firstChild?.textContent.trim() || '';
const titleOf = (card) => card.querySelector('a')?.textContent.trim();

/** What a move changes; of several people only the one whose lane the card leaves goes. */
function changed(field, from, to) {
  if (field === 'assignees') return { removeAssignees: from ? [from] : [], addAssignees: to ? [to] : [] };
  return { [field]: to === '' ? null : field === 'projectId' ? Number(to) : to };
}

/** Back to where it was; where somebody else was quicker, the board as it is by now. */
async function refused(answer, card, from, place) {
  put(card, from, place);
  const { detail } = await answer.json().catch(() => ({}));
  say(board().dataset[`refused${answer.status}`] || detail || words.offline);
  if (answer.status !== 412) return;
  card.classList.remove('pending');
  const here = location.href;
  const fresh = await fetch(here, { headers: { Accept: 'text/html' } });
  const text = fresh.ok && (await fresh.text());
  if (text && here === location.href) globalThis.elwosa.show(text, here);
}

/** The task as the server has it now: its version on each of its cards, and no card where it does not belong. */
function settle(card, from, lane, task) {
  const others = [...document.querySelectorAll(`.board [data-task="${task.id}"]`)].filter((one) => one !== card);
  for (const one of [card, ...others]) {
    one.dataset.version = task.version;
    one.querySelector('[name=version]')?.setAttribute('value', task.version);
  }
  const isTwice = others.some((one) => one.closest('[data-lane]') === lane);
  const isSomebodys = lane.dataset.lane === '' && task.assignees?.length > 0 && board().dataset.field === 'assignees';
  if (isTwice || isSomebodys) {
    count(lane, -1);
    return card.remove();
  }
  const key = lane.id.replace('lane-', '');
  if (board().dataset.field === 'assignees') card.id = `card-${task.id}-${key}`;
  for (const button of card.querySelectorAll('.move button')) {
    if (button.value === lane.dataset.lane) [button.value, button.textContent] = [from.dataset.lane, nameOf(from)];
  }
  card.querySelector('[name=removeAssignees]')?.setAttribute('value', lane.dataset.lane);
  const fold = card.querySelector('details');
  if (fold) fold.open = false;
}

function put(card, lane, before) {
  count(card.closest('[data-lane]'), -1);
  count(lane, 1);
  listOf(lane).insertBefore(card, before || listOf(lane).firstElementChild);
}

/** A lane with more than it shows says `50+`, before and after. */
function count(lane, by) {
  const shown = lane.querySelector('.count');
  if (shown && !isNaN(shown.textContent)) shown.textContent = Number(shown.textContent) + by;
}

// Pointer: a mouse drags at once, a finger after it has rested, so that the lane still scrolls.

let held = null;
let swallows = false;

document.addEventListener('pointerdown', (event) => {
  swallows = false;
  // A second finger puts the card down where it was.
  if (held) return drop();
  const card = event.target.closest?.('[data-field] [data-task][draggable]');
  if (!card || event.button !== 0 || event.target.closest('button, select, input, summary')) return;
  held = { card, x: event.clientX, y: event.clientY, id: event.pointerId, ghost: null };
  if (event.pointerType !== 'mouse') held.timer = setTimeout(() => lift(held.x, held.y), 300);
});

document.addEventListener('pointermove', (event) => {
  if (!held || event.pointerId !== held.id) return;
  const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > 6;
  if (!held.ghost && far) {
    if (held.timer) return drop();
    lift(held.x, held.y);
  }
  if (!held.ghost) return;
  event.preventDefault();
  Object.assign(held, { nowX: event.clientX, nowY: event.clientY });
  follow();
}, { passive: false });

/** The card under the pointer, and the lane that it would fall into. */
function follow() {
  held.ghost.style.translate = `${held.nowX - held.x}px ${held.nowY - held.y}px`;
  held.lane = document.elementFromPoint(held.nowX, held.nowY)?.closest('[data-lane]');
  for (const one of lanes()) one.classList.toggle('over', one === held.lane);
}

/** Near its edge the board moves on, since the lane that is meant may be out of sight. */
function scroll() {
  if (!held?.ghost) return;
  const by = held.nowX > innerWidth - 40 ? 8 : held.nowX < 40 ? -8 : 0;
  if (by) {
    board().scrollLeft += by;
    follow();
  }
  requestAnimationFrame(scroll);
}

function lift(x, y) {
  clearTimeout(held.timer);
  const box = held.card.getBoundingClientRect();
  const ghost = held.card.cloneNode(true);
  ghost.classList.add('ghost');
  ghost.removeAttribute('id');
  ghost.style.left = `${box.left}px`;
  ghost.style.top = `${box.top}px`;
  ghost.style.width = `${box.width}px`;
  document.body.append(ghost);
  held.card.classList.add('held');
  board().classList.add('dragging');
  Object.assign(held, { ghost, nowX: x, nowY: y, timer: null });
  requestAnimationFrame(scroll);
}

function drop() {
  if (!held) return;
  clearTimeout(held.timer);
  held.ghost?.remove();
  held.card.classList.remove('held');
  board()?.classList.remove('dragging');
  for (const lane of lanes()) lane.classList.remove('over');
  held = null;
}

document.addEventListener('pointerup', (event) => {
  if (!held || event.pointerId !== held.id) return;
  const { card, lane, ghost } = held;
  drop();
  if (!ghost) return;
  swallows = true;
  move(card, lane);
});
// The click that a drag ends with would open the task; a finger's drag ends without one.
document.addEventListener('click', (event) => {
  if (swallows) event.preventDefault();
  swallows = false;
}, { capture: true });
document.addEventListener('pointercancel', drop);
// What a browser itself makes of a card that is held: a drag of its own, a menu, a page that scrolls.
document.addEventListener('dragstart', (event) => event.target.closest?.('[data-field] [data-task]') && event.preventDefault());
document.addEventListener('contextmenu', (event) => held?.ghost && event.preventDefault());
document.addEventListener('touchmove', (event) => held?.ghost && event.preventDefault(), { passive: false });

document.addEventListener('keydown', (event) => {
  swallows = false;
  if (event.key === 'Escape') drop();
});

// Keyboard: the card with the focus goes to the lane beside it. Arrows with Alt belong to the browser, those with Ctrl
// to the desktop, and those with Shift to what is selected.

const focused = () => document.activeElement?.closest('[data-field] [data-task][draggable]');

async function shift(by) {
  const focus = document.activeElement;
  const card = focused();
  const lane = card && lanes()[lanes().indexOf(card.closest('[data-lane]')) + by];
  if (!lane) return;
  await move(card, lane);
  // Of a task with several cards one may be left.
  if (focus.isConnected) focus.focus();
  else focusLine(document.querySelector(`.board [data-task="${card.dataset.task}"]`) || lane);
}

/** Done, or open again; the place is kept, and the focus goes on to the next card. */
async function tick(card) {
  const lane = card.closest('[data-lane]');
  const next = card.nextElementSibling || card.previousElementSibling || lane;
  const isDone = lane.dataset.lane === 'done';
  if (board().dataset.field !== 'status') await finish(card);
  else await move(card, lanes().find((one) => one.dataset.lane === (isDone ? 'open' : 'done')));
  focusLine(lane.contains(card) ? card : next.isConnected ? next : lane);
}

/** Away from a board whose lanes have only what is to be done. */
async function finish(card) {
  if (card.matches('.pending')) return;
  card.classList.add('pending');
  try {
    const answer = await send(card, { status: 'done' });
    if (!answer.ok) return await refused(answer, card, card.closest('[data-lane]'), card.nextElementSibling);
    tell(card, answer, board().dataset.done);
    for (const one of document.querySelectorAll(`.board [data-task="${card.dataset.task}"]`)) {
      count(one.closest('[data-lane]'), -1);
      one.remove();
    }
  } catch {
    say(words.offline);
  } finally {
    card.classList.remove('pending');
  }
}

const tickLine = gestures.x;

Object.assign(gestures, {
  h: () => shift(-1),
  l: () => shift(1),
  x: () => (focused() ? tick(focused()) : tickLine()),
});
