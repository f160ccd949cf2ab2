// Cards move by mouse, touch and keyboard. A move sends one small request and changes one card; refused, it goes back.

const { say, words } = globalThis.elwosa;
const board = () => document.querySelector('[data-field]');
const lanes = () => [...document.querySelectorAll('[data-field] [data-lane]')];
const listOf = (lane) => lane.querySelector('ul, ol') || lane;

async function move(card, lane) {
  const from = card.closest('[data-lane]');
  if (!lane || lane === from) return;
  const place = card.nextElementSibling;
  put(card, lane, null);
  card.classList.add('pending');
  const value = lane.dataset.lane;
  const field = board().dataset.field;
  const content = field === 'assignees' ? (value ? [value] : []) : value === '' ? null : isNaN(value) ? value : Number(value);
  try {
    const answer = await fetch(`/tasks/${card.dataset.task}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'If-Match': `"${card.dataset.task}-${card.dataset.version}"` },
      body: JSON.stringify({ [field]: content }),
    });
    if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).detail);
    card.dataset.version = (await answer.json()).version;
    say(`${card.querySelector('a')?.textContent.trim()} → ${nameOf(lane)}`);
  } catch (error) {
    put(card, from, place);
    say(error.message && error.name === 'Error' ? error.message : words.offline);
  } finally {
    card.classList.remove('pending');
  }
}

const nameOf = (lane) => lane.querySelector('h2')?.firstChild?.textContent.trim() || lane.getAttribute('aria-label') || '';

function put(card, lane, before) {
  const old = card.closest('[data-lane]');
  listOf(lane).insertBefore(card, before || listOf(lane).firstElementChild);
  for (const [one, by] of [[old, -1], [lane, 1]]) {
    const count = one.querySelector('.count');
    if (count) count.textContent = Math.max(0, Number(count.textContent) + by);
  }
}

// Pointer: a mouse drags at once, a finger after it has rested, so that the lane still scrolls.

let held = null;

document.addEventListener('pointerdown', (event) => {
  const card = event.target.closest?.('[data-field] [data-task]');
  if (!card || event.button !== 0 || event.target.closest('button, select, input, summary')) return;
  held = { card, x: event.clientX, y: event.clientY, id: event.pointerId, ghost: null };
  if (event.pointerType !== 'mouse') held.timer = setTimeout(() => held && lift(held.x, held.y), 300);
});

document.addEventListener('pointermove', (event) => {
  if (!held || event.pointerId !== held.id) return;
  const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > 6;
  if (!held.ghost && far) {
    if (held.timer) return drop();
    lift(event.clientX, event.clientY);
  }
  if (!held?.ghost) return;
  event.preventDefault();
  held.ghost.style.translate = `${event.clientX - held.x}px ${event.clientY - held.y}px`;
  const lane = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-lane]');
  for (const one of lanes()) one.classList.toggle('over', one === lane);
  held.lane = lane;
}, { passive: false });

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
  Object.assign(held, { ghost, x, y, timer: null });
}

function drop() {
  if (!held) return;
  clearTimeout(held.timer);
  held.ghost?.remove();
  held.card.classList.remove('held');
  for (const lane of lanes()) lane.classList.remove('over');
  held = null;
}

document.addEventListener('pointerup', () => {
  const { card, lane, ghost } = held || {};
  drop();
  if (ghost) {
    // The click that follows would open the task.
    addEventListener('click', (event) => event.preventDefault(), { capture: true, once: true });
    move(card, lane);
  }
});
document.addEventListener('pointercancel', drop);
document.addEventListener('dragstart', (event) => event.target.closest?.('[data-field] [data-task]') && event.preventDefault());
document.addEventListener('touchmove', (event) => held?.ghost && event.preventDefault(), { passive: false });

// Keyboard: with the focus on a card, Alt and an arrow.

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') return drop();
  const card = event.altKey && event.target.closest?.('[data-field] [data-task]');
  if (!card || !['ArrowLeft', 'ArrowRight'].includes(event.key)) return;
  event.preventDefault();
  const all = lanes();
  const lane = all[all.indexOf(card.closest('[data-lane]')) + (event.key === 'ArrowRight' ? 1 : -1)];
  move(card, lane).then(() => event.target.focus());
});
