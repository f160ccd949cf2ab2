// What happens elsewhere is seen at once. A page that hears of something new fetches itself and puts in place what
// differs; it carries the number of the newest event it was drawn from, so nothing in between is missed.

const { fetchPage, refresh, note, isBusy, reach, words } = globalThis.elwosa;
const isShown = () => document.visibilityState === 'visible';
const shown = () => Number(words.seq || 0);
/** The newest event that there is to show. */
let wanted = 0, isForced = false;
let timer, isFetching = false, lastFetch = 0, gap = 0;
/** What it showed is gone; or it is the page of somebody who is not signed in here any more. */
let isGone = false, isOver = false, topics = '', say = null, state = 'cut';

function take({ state: now, until, seq }) {
  if (now) sign(now, until);
  if (now === 'live') plan();
  if (seq === Infinity) isForced = true;
  else if (seq) wanted = Math.max(wanted, seq);
  if (seq) plan();
}

const isDue = () => !isGone && !isOver && state !== 'over' && (isForced || wanted > shown());

/** At once, but one after the other, and the rarer the longer a burst goes on. */
function plan() {
  clearTimeout(timer);
  if (isFetching || !isDue() || !isShown()) return;
  if (Date.now() - lastFetch > 4000) gap = 0;
  timer = setTimeout(look, Math.max(0, lastFetch + gap - Date.now()));
}

async function look() {
  if (isBusy()) return (timer = setTimeout(look, 50));
  if (!isDue()) return;
  const [aim, wasForced] = [wanted, isForced];
  isFetching = true;
  // What is heard from here on may be newer than what is fetched.
  [wanted, isForced] = [0, false];
  gap = Math.min(2000, gap * 2 || 100);
  const place = () => `${document.documentElement.dataset.shown} ${location.href}`;
  const before = place();
  const { status, page: fresh } = await fetchPage();
  isFetching = false;
  lastFetch = Date.now();
  // Where something was sent meanwhile, its answer is the newer one, and perhaps of another page.
  const isStale = place() !== before;
  if (status === 401 && !isStale) return over();
  if ((status === 403 || status === 404) && !isStale) return gone();
  if (fresh && !isStale && !isBusy()) {
    refresh(fresh);
    return listen(wasForced);
  }
  if (!fresh) gap = 2000 + Math.random() * 2000;
  [wanted, isForced] = [Math.max(wanted, aim), isForced || wasForced];
  plan();
}

function gone() {
  isGone = true;
  note(document.getElementById('main'), words.gone);
  sign(state);
}

function over() {
  isOver = true;
  sign(state);
}

function sign(now, until = Date.now()) {
  const foot = document.getElementById('drawn');
  if (!foot) return;
  // A page that is behind, or that of somebody else, stays as old as it is.
  if (state === 'live' && now !== 'live' && !isGone && !isOver && !isFetching && !isDue()) date(foot.querySelector('time'), new Date(until));
  state = now;
  const isLive = state === 'live' && Boolean(topics) && !isGone && !isOver;
  foot.querySelector('.live-sign').hidden = !isLive;
  foot.querySelector('.as-of').hidden = isLive;
}

/** Up to then the page was as things are. */
function date(time, until) {
  const options = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: time.dataset.zone };
  const language = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
  time.dateTime = until.toISOString();
  time.title = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'medium', timeZone: time.dataset.zone }).format(until);
  time.textContent = new Intl.DateTimeFormat(language, options).format(until) + (time.dataset.zone === 'UTC' ? ' UTC' : '');
}

/** Says what this page shows now; once more where the hub may have let its topics go. */
function listen(again) {
  const wants = words.topics || '';
  if (wants && words.seq && (wants !== topics || isGone || again)) {
    isGone = false;
    say ??= reach(take);
    say({ listen: wants.split(' '), after: shown(), life: words.life });
  } else if (!wants && topics) {
    say({ bye: true });
  }
  topics = wants;
  sign(state);
  plan();
}

document.addEventListener('elwosa:shown', () => listen());
// What was left alone for somebody at work is put right when they are done with it.
for (const name of ['focusout', 'toggle']) {
  document.addEventListener(name, () => globalThis.elwosa.isBehind && setTimeout(take, 100, { seq: Infinity }), true);
}
document.addEventListener('visibilitychange', () => {
  if (!isShown() || !topics) return;
  say({ wake: true });
  plan();
});
addEventListener('pagehide', () => {
  if (!topics) return;
  say({ bye: true });
  // Where the browser keeps it and shows it again, it has heard nothing meanwhile.
  sign('cut');
});
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  topics = '';
  listen();
});
listen();
