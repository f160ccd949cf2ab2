// The connection on which the server tells what happens (docs/api/live.md). One serves all tabs of a browser: it lives in
// a shared worker of this very file, where there are such workers, else in the page.

const isWorker = 'SharedWorkerGlobalScope' in globalThis;

/** The connection for all who listen. They say `{ listen: topics, after: seq, life }`, and hear `{ state, until }` and `{ seq }`. */
function hub() {
  const ports = new Map();
  /** Of each topic, the newest event that was heard. */
  const heard = new Map();
  const asked = new Map();
  /** The newest event under any topic. */
  let newest = 0;
  /** The life of the log in which these numbers mean something: after a restore there is another. */
  let life = '';
  let socket = null, state = 'cut', tries = 0, count = 0, timer, lastSign = 0, opened = false;
  /** Up to when what was heard was all that there was. */
  let until = 0;

  const tell = (port, message) => port.postMessage(message);
  const tellAll = (message, topics) => {
    for (const [port, wants] of ports) if (!topics || topics.some((topic) => wants.includes(topic))) tell(port, message);
  };
  const isOpen = () => socket?.readyState === WebSocket.OPEN;

  function turn(now) {
    if (state === now) return;
    state = now;
    tellAll({ state, until });
  }

  function connect() {
    clearTimeout(timer);
    if (socket || !ports.size) return;
    opened = false;
    const mine = (socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/live/socket`));
    mine.onopen = () => {
      opened = true;
      lastSign = Date.now();
      for (const topic of heard.keys()) subscribe(topic);
    };
    mine.onmessage = ({ data }) => {
      lastSign = Date.now();
      take(JSON.parse(data));
    };
    mine.onclose = ({ code }) => mine === socket && lost(code, code === 1006 ? lastSign : Date.now());
  }

  function call(method, params, note) {
    asked.set(++count, note);
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: count, method, params }));
  }

  const subscribe = (topic) => call('subscribe', { topics: [topic], after: `${life}-${heard.get(topic)}` }, topic);

  function take({ id, method, params, error }) {
    if (method === 'expiring') return renew();
    if (method === 'event' || method === 'gone') return pass(params);
    const topic = asked.get(id);
    asked.delete(id);
    if (error && topic) {
      // Nobody hears of it any more, or the log is another one: whoever shows it asks for the page.
      tellAll({ seq: Infinity }, [topic]);
      heard.delete(topic);
      if (error.code === -32007) [newest, life] = [0, ''];
    }
    if ([...asked.values()].some(Boolean)) return;
    tries = 0;
    turn('live');
  }

  /** Hands an event on to those who listen to one of its topics, unless they have heard it before. */
  function pass({ seq, topics, topic }) {
    newest = Math.max(newest, seq);
    if (topic) return lose(topic);
    const fresh = topics.filter((one) => heard.get(one) < seq);
    for (const one of fresh) heard.set(one, seq);
    if (fresh.length) tellAll({ seq }, fresh);
  }

  /** What is gone may have been so before this number: whoever shows it asks for the page, and for the topic anew. */
  function lose(topic) {
    if (heard.delete(topic)) call('unsubscribe', { topics: [topic] });
    tellAll({ seq: Infinity }, ['tasks', topic]);
  }

  /** Shows the server the cookies once more, which prolongs the connection; 401 when nobody is signed in any more. */
  async function renew() {
    const answer = await fetch('/live/renewal', { method: 'POST', headers: { Accept: 'application/json' } }).catch(() => null);
    return answer?.status ?? 0;
  }

  async function lost(code, at) {
    [socket, until] = [null, at];
    asked.clear();
    // A moment's interruption is nobody's concern.
    setTimeout(() => !isOpen() && state === 'live' && turn('cut'), 1000);
    // A handshake that is refused does not say why.
    if (code === 4001 || (!opened && tries > 0)) {
      const status = await renew();
      if ([401, 403].includes(status)) return turn('over');
      if (status === 200 && code === 4001 && tries++ < 3) return connect();
    }
    const most = Math.min(30_000, 250 * 2 ** tries++);
    timer = setTimeout(connect, most * (0.5 + Math.random() / 2));
  }

  function listen(port, topics, after, pageLife) {
    if (pageLife !== life) {
      if (life && isOpen()) {
        // The server is of the other life, so the page is old, and listens again once it is fresh.
        ports.set(port, []);
        tell(port, { state, until });
        return tell(port, { seq: Infinity });
      }
      // What was heard until now was of another log: whoever showed it asks for the page.
      tellAll({ seq: Infinity });
      heard.clear();
      [life, newest] = [pageLife, 0];
    }
    ports.set(port, topics);
    tell(port, { state, until });
    for (const topic of topics) {
      const known = heard.get(topic);
      // What was heard under another topic is not told again under this one.
      if (Math.max(known ?? 0, newest) > after) tell(port, { seq: Math.max(known ?? 0, newest) });
      if (known !== undefined) continue;
      heard.set(topic, after);
      if (isOpen()) subscribe(topic);
    }
    forget();
    if (state === 'over') state = 'cut';
    connect();
  }

  /** Lets topics go that nobody wants any more. */
  function forget() {
    const wanted = new Set([...ports.values()].flat());
    for (const topic of [...heard.keys()]) {
      if (wanted.has(topic)) continue;
      heard.delete(topic);
      if (isOpen()) call('unsubscribe', { topics: [topic] });
    }
  }

  function leave(port) {
    ports.delete(port);
    // The next page of the same tab is on its way.
    setTimeout(() => {
      forget();
      if (!ports.size) socket?.close();
    }, 2000);
  }

  // A connection that has died without a word is noticed by its silence.
  setInterval(() => {
    if (!isOpen()) return;
    if (Date.now() - lastSign < 70_000) return call('ping', {});
    const dead = socket;
    lost(1006, lastSign);
    dead.close();
  }, 25_000);
  addEventListener('online', connect);

  return (port, { listen: topics, after, life: pageLife, bye }) => {
    if (bye) return leave(port);
    if (topics) return listen(port, topics, after, pageLife);
    if (!socket && state !== 'over') connect();
  };
}

/** The way to the hub from this page. */
function reach(take) {
  let send, last;
  const reachOwn = () => {
    const receive = hub();
    const port = { postMessage: take };
    send = (message) => receive(port, message);
    if (last) send(last);
  };
  try {
    const worker = new SharedWorker(import.meta.url, { type: 'module', name: 'elwosa' });
    worker.onerror = reachOwn;
    worker.port.onmessage = ({ data }) => take(data);
    send = (message) => worker.port.postMessage(message);
  } catch {
    reachOwn();
  }
  return (message) => send((last = message));
}

if (isWorker) {
  const receive = hub();
  globalThis.onconnect = ({ ports: [port] }) => {
    port.onmessage = ({ data }) => receive(port, data);
  };
} else {
  globalThis.elwosa.reach = reach;
}
