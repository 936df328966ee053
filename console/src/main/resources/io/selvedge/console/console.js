// The page of the console. No library: it listens to /events, keeps a minute of each method, and draws what is in sight.

const SECONDS = 60;
const SILENCE = 3500;
const LONGEST_WAIT = 5000;
const ORDER = ['trouble', 'strained', 'uneasy', 'well', 'quiet'];
const TONES = {
  open: 'trouble', forced_open: 'trouble', half_open: 'strained', observing: 'uneasy', disabled: 'uneasy', paused: 'strained',
  closed: 'well',
};

const $ = (id) => document.getElementById(id);
const methods = new Map();
const inSight = new Set();
let switches = false;
let asOf = 0;
let shown = null; // the method whose detail is open

// ---- small things

function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

const words = (snake) => snake.replaceAll('_', ' ').replaceAll('.', ' ');
const clock = (millis) => new Date(millis).toLocaleTimeString('en-GB');

function count(n) {
  return n < 10000 ? String(Math.round(n * 100) / 100) : n < 1e6 ? `${Math.round(n / 1000)}k` : `${Math.round(n / 1e5) / 10}M`;
}

function time(millis) {
  if (millis === null || millis === undefined) return '–';
  if (millis < 1) return `${Math.round(millis * 1000)} µs`;
  if (millis < 10) return `${millis.toFixed(1)} ms`;
  return millis < 10000 ? `${Math.round(millis)} ms` : `${Math.round(millis / 1000)} s`;
}

// Long names may break where a reader would pause.
function breakable(name) {
  return name.split(/(?<=[.(_])|(?<=[a-z0-9])(?=[A-Z])/).flatMap((part, i) => (i === 0 ? [part] : [el('wbr'), part]));
}

// ---- what is known

function take(news, at) {
  asOf = at;
  for (const item of news) {
    const known = methods.get(item.id);
    if (item.name === undefined) {
      if (known) known.now = { ...known.now, ...item };
    } else if (known) {
      Object.assign(known, { now: item, calls: item.callsBefore, bad: item.badBefore, fresh: true });
    } else {
      methods.set(item.id, newMethod(item));
    }
  }
}

function newMethod(item) {
  const method = { id: item.id, name: item.name, now: item, calls: item.callsBefore, bad: item.badBefore, fresh: true };
  method.tile = tile(method);
  return method;
}

// Who is not mentioned has had a second like the one before.
function secondPassed() {
  for (const method of methods.values()) {
    if (!method.fresh) {
      method.calls.push(method.now.calls);
      method.bad.push(method.now.bad);
      method.calls.splice(0, method.calls.length - SECONDS);
      method.bad.splice(0, method.bad.length - SECONDS);
    }
    method.fresh = false;
  }
}

// ---- tiles

const sight = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const method = methods.get(Number(entry.target.dataset.id));
    if (!method) continue;
    if (entry.isIntersecting) {
      inSight.add(method);
      draw(method);
    } else {
      inSight.delete(method);
    }
  }
}, { rootMargin: '200px' });

function tile(method) {
  const paren = method.name.indexOf('(');
  const plain = paren < 0 ? method.name : method.name.slice(0, paren);
  const dot = plain.lastIndexOf('.', plain.lastIndexOf('.') - 1);
  const home = dot < 0 ? '' : method.name.slice(0, dot);
  const name = el('span', { class: 'name' }, el('span', {}, ...breakable(method.name.slice(dot + 1))));
  if (home) name.append(el('span', { class: 'home' }, ...breakable(home)));
  method.parts = {
    word: el('span', { class: 'word' }),
    chart: chart(),
    figures: el('span', { class: 'figures' }),
    chips: el('span', { class: 'chips' }),
  };
  const { word, chart: picture, figures, chips } = method.parts;
  const button = el('button', { type: 'button', class: 'tile tone' },
    el('span', { class: 'top' }, name, word), picture.svg, figures, chips);
  button.addEventListener('click', () => open(method));
  method.button = button;
  const item = el('li', { 'data-id': method.id }, button);
  sight.observe(item);
  return item;
}

function draw(method) {
  const { now, parts } = method;
  if (method.drawn === now && method.drawnAt === asOf) return;
  method.drawn = now;
  method.drawnAt = asOf;
  method.button.dataset.tone = now.trouble;
  parts.word.textContent = now.trouble;
  plot(parts.chart, method.calls, method.bad);
  parts.figures.replaceChildren(
    figure('calls/s', count(now.calls)), figure('bad/s', count(now.bad), now.bad > 0),
    figure('p50', time(now.p50)), figure('p95', time(now.p95)), figure('p99', time(now.p99)));
  parts.chips.replaceChildren(...chips(now));
}

function figure(label, value, some = false) {
  return el('span', {}, el('b', some ? { class: 'some' } : {}, value), label);
}

function chip(text, tone) {
  return el('span', { class: 'chip tone', 'data-tone': tone }, text);
}

function chips(now) {
  const all = [];
  for (const policy of now.policies) {
    const name = words(policy.room);
    for (const state of policy.states ?? []) {
      all.push(chip(`${name} ${words(state)}`, TONES[state] ?? 'quiet'));
    }
    const limit = policy['permits.limit'];
    const used = policy['permits.used'];
    const left = policy['permits.available'];
    if (used !== undefined) all.push(chip(`${name} ${count(used)} of ${count(limit)}`, used >= limit ? 'strained' : 'quiet'));
    if (left !== undefined) all.push(chip(`${name} ${count(left)} of ${count(limit)} left`, left > 0 ? 'quiet' : 'strained'));
    if (policy.running > 0) all.push(chip(`${name} ${count(policy.running)} running`, 'quiet'));
    if (policy.budget !== undefined) all.push(chip(`${name} budget ${count(Math.floor(policy.budget))} left`, policy.budget < 1 ? 'strained' : 'quiet'));
    if (policy['turns.held'] > 0) all.push(chip(`${name} ${count(policy['turns.held'])} running`, 'quiet'));
    if (policy.waiting > 0) all.push(chip(`${count(policy.waiting)} waiting at ${name}`, 'strained'));
    if (policy.keys !== undefined) all.push(chip(`${name} ${count(policy.keys)} ${policy.keys === 1 ? 'key' : 'keys'}`, 'quiet'));
    for (const busy of policy.busyKeys ?? []) all.push(chip(`busiest key “${busy.key}”: ${busy.doing}`, 'quiet'));
  }
  if (now.retries > 0) all.push(chip(`${count(now.retries)} retries/s`, 'uneasy'));
  return all;
}

// ---- sparklines: a path for what was called, one for what went wrong

function svg(name, attributes) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  return node;
}

function chart() {
  const root = svg('svg', { class: 'chart', viewBox: `0 0 ${SECONDS} 20`, preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  const calls = svg('path', { class: 'calls' });
  const bad = svg('path', { class: 'bad' });
  root.append(calls, bad, svg('path', { class: 'floor', d: `M0 20H${SECONDS}` }));
  return { svg: root, calls, bad };
}

function plot(picture, calls, bad) {
  const top = Math.max(1, ...calls);
  picture.calls.setAttribute('d', bars(calls, top));
  picture.bad.setAttribute('d', bars(bad, top));
}

function bars(values, top) {
  let path = '';
  const first = SECONDS - values.length;
  values.forEach((value, i) => {
    if (value > 0) {
      const height = Math.max(0.8, (19.5 * value) / top);
      path += `M${first + i + 0.08} 20v${-height.toFixed(2)}h.84V20z`;
    }
  });
  return path;
}

// ---- the list: found, sorted, in its place

const SORTS = {
  worst: (a, b) => ORDER.indexOf(a.now.trouble) - ORDER.indexOf(b.now.trouble) || share(b) - share(a),
  calls: (a, b) => b.now.lately - a.now.lately,
  slow: (a, b) => (b.now.p99 ?? -1) - (a.now.p99 ?? -1),
  name: () => 0,
};
// In tenths, so that tiles do not swap places for nothing.
const share = (m) => (m.now.lately > 0 ? Math.round((10 * m.now.badLately) / m.now.lately) : 0);

function arrange() {
  const wanted = $('search').value.trim().toLowerCase();
  const by = SORTS[$('sort').value];
  const list = [...methods.values()]
    .filter((m) => m.name.toLowerCase().includes(wanted))
    .sort((a, b) => by(a, b) || (a.name < b.name ? -1 : 1));
  const home = $('tiles');
  const focused = document.activeElement;
  const kept = new Set(list.map((m) => m.tile));
  for (const item of [...home.children]) {
    if (!kept.has(item)) item.remove();
  }
  list.forEach((method, i) => {
    if (home.children[i] !== method.tile) home.insertBefore(method.tile, home.children[i] ?? null);
  });
  if (focused && focused !== document.activeElement && home.contains(focused)) focused.focus({ preventScroll: true });
  $('empty').hidden = list.length > 0;
  $('empty').textContent = methods.size === 0 ? 'No guarded method has been compiled yet.' : `No method is called “${wanted}”.`;
}

function sums() {
  let calls = 0;
  let bad = 0;
  let trouble = 0;
  let paused = 0;
  for (const { now } of methods.values()) {
    calls += now.calls;
    bad += now.bad;
    trouble += now.trouble === 'trouble' ? 1 : 0;
    paused += now.policies.some((p) => p.states?.includes('paused')) ? 1 : 0;
  }
  $('sums').textContent = `${methods.size} methods · ${count(calls)} calls/s · ${count(bad)} bad/s · ${trouble} in trouble${paused > 0 ? ` · ${paused} with a pause` : ''} · ${clock(asOf)}`;
  document.title = trouble > 0 ? `(${trouble}) Selvedge console` : 'Selvedge console';
}

function show() {
  arrange();
  sums();
  inSight.forEach(draw);
  if (shown) drawDetail();
}

// ---- one method

function open(method) {
  shown = method;
  $('detail-name').replaceChildren(...breakable(method.name));
  for (const id of ['detail-switches', 'detail-journal', 'detail-keys', 'detail-chain', 'detail-settings', 'detail-readings']) {
    $(id).replaceChildren();
    delete $(id).dataset.told;
  }
  picture = chart();
  $('detail-chart').replaceChildren(picture.svg);
  $('detail').showModal();
  $('detail').scrollTop = 0;
  drawDetail();
}

let picture = null;

$('close').addEventListener('click', () => $('detail').close());
$('detail').addEventListener('click', (event) => {
  if (event.target === $('detail') && event.offsetX < 0) $('detail').close();
});
$('detail').addEventListener('close', () => {
  if ($('detail').open) return; // by now it shows another
  const method = shown;
  shown = null;
  if (document.activeElement === document.body) method?.button.focus();
});

async function drawDetail() {
  const method = shown;
  const { now } = method;
  $('detail-now').replaceChildren(
    el('span', { class: 'word tone', 'data-tone': now.trouble }, now.trouble), ' ',
    `${count(now.calls)} calls/s, ${count(now.bad)} bad/s; p50 ${time(now.p50)}, p95 ${time(now.p95)}, p99 ${time(now.p99)}`);
  plot(picture, method.calls, method.bad);
  try {
    const answer = await ask(`/method?name=${encodeURIComponent(method.name)}`);
    if (answer.ok && shown === method) fill(method, await answer.json());
  } catch {
    // The stream notices too, and says so.
  }
}

function section(id, told, title, ...content) {
  const text = JSON.stringify(told);
  const home = $(id);
  if (home.dataset.told === text) return;
  home.dataset.told = text;
  home.replaceChildren(el('h3', {}, title), ...content.map((make) => make()));
}

function fill(method, detail) {
  if (switches) {
    const all = detail.policies.flatMap((p) => p.switches.map((s) => ({ ...s, room: p.room, instance: p.instance })));
    section('detail-switches', all, 'Switches', () => turnable(method, all));
  }
  section('detail-journal', detail.journal, 'Last refusals and transitions', () => journal(detail.journal));
  fillKeys(detail);
  section('detail-chain', detail.explained, 'The chain, outermost first', () => el('pre', {}, detail.explained));
  section('detail-settings', detail.settings, 'Settings that hold', () => table(
    ['policy', 'setting', 'value', 'where from'],
    detail.settings.map((s) => [words(s.policy), s.name, s.now === undefined ? s.value : el('span', { class: 'changed' }, s.now),
      s.now === undefined ? s.origin : `changed by an operator; ${s.value} ${s.origin}`])));
  const told = Object.entries(detail.outcomes).map(([outcome, n]) => [outcome, count(n), 'calls since the console began'])
    .concat(detail.policies.flatMap((p) => p.readings.map((r) => [`${words(p.room)} ${words(r.name)} ${words(r.tag)}`.trim(), String(r.value), r.description])));
  section('detail-readings', told, 'Every figure', () => table(['figure', 'now', 'what it tells'], told));
}

// Keys are data of users: text, never markup.
function fillKeys(detail) {
  const rows = detail.policies.flatMap((p) => p.busyKeys.map((busy) => [words(p.room), busy.key, busy.doing]));
  $('detail-keys').hidden = rows.length === 0;
  section('detail-keys', rows, 'Busiest keys now', () => table(['policy', 'key', 'what goes on there'], rows));
}

function journal(lines) {
  if (lines.length === 0) return el('p', { class: 'hint' }, 'Nothing was refused, and nothing changed, since the console began.');
  return el('ul', { class: 'journal' }, ...lines.map((line) => el('li', {}, el('time', {}, clock(line.at)), el('span', {}, line.text))));
}

function table(heads, rows) {
  return el('table', {},
    el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, ...rows.map((row) => el('tr', {}, ...row.map((cell) => el('td', {}, cell))))));
}

function turnable(method, all) {
  if (all.length === 0) return el('p', { class: 'hint' }, 'Nothing of this method can be changed while it runs.');
  return el('div', {}, ...all.map((one) => turn(method, one)));
}

// Asked back once: the first button only asks.
function turn(method, one) {
  const label = `${words(one.room)} ${one.name}`;
  const whose = one.instance === method.name ? '' : ` of “${one.instance}”`;
  // What it is already nobody wants to make it.
  const field = one.choices.length > 0
    ? el('select', { 'aria-label': label }, ...one.choices.filter((c) => c !== one.value).map((c) => el('option', { value: c }, words(c))))
    : el('input', { 'aria-label': label, inputmode: 'numeric', value: one.value });
  const line = el('form', { class: 'switch', title: one.description });
  const begin = (...more) => line.replaceChildren(
    el('span', {}, `${label}${whose} is ${words(one.value)}; make it`),
    el('span', { class: 'pair' }, field, el('button', { type: 'submit' }, 'Change')), ...more);
  line.addEventListener('submit', (event) => {
    event.preventDefault();
    const to = field.value;
    const yes = el('button', { type: 'button' }, 'Yes, change it');
    const no = el('button', { type: 'button' }, 'No, leave it');
    no.addEventListener('click', () => { begin(); field.focus(); });
    yes.addEventListener('click', async () => {
      const said = await send({ method: method.name, room: one.room, switch: one.name, from: one.value, to });
      begin(el('span', said.refused ? { class: 'refused', role: 'alert' } : { role: 'status' }, said.refused ?? said.done));
      if (shown) drawDetail();
    });
    line.replaceChildren(el('span', { class: 'ask' }, `Change ${label}${whose} from ${words(one.value)} to ${words(to)}?`),
      el('span', { class: 'hint' }, `${one.description}.`), yes, no);
    no.focus();
  });
  begin();
  return line;
}

async function send(form) {
  try {
    const answer = await ask('/switch', {
      method: 'POST', body: new URLSearchParams(form), headers: { 'X-Selvedge-Console': '1' },
    });
    return await answer.json();
  } catch {
    return { refused: 'The connection is lost; nothing is known to have changed.' };
  }
}

// ---- the connection

function token() {
  const inAddress = new URLSearchParams(location.hash.slice(1)).get('token');
  if (inAddress) {
    sessionStorage.setItem('token', inAddress);
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem('token');
}

function ask(path, options = {}) {
  const shownToken = token();
  const headers = { ...options.headers, ...(shownToken ? { Authorization: `Bearer ${shownToken}` } : {}) };
  return fetch(path, { ...options, headers, cache: 'no-store', redirect: 'error' });
}

async function listen() {
  for (let wait = 500; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    const began = Date.now();
    try {
      if ((await stream()) === 'token') continue;
    } catch {
      // Whatever it was, the next try tells.
    }
    if (Date.now() - began > LONGEST_WAIT) wait = 500;
    lost(wait);
    await new Promise((resolve) => { setTimeout(resolve, wait); });
  }
}

async function stream() {
  const end = new AbortController();
  let silence = setTimeout(() => end.abort(), SILENCE);
  try {
    const answer = await ask('/events', { signal: end.signal });
    if (answer.status === 401) {
      await wanted();
      return 'token';
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'over';
      clearTimeout(silence);
      silence = setTimeout(() => end.abort(), SILENCE);
      const frames = (text + value).split('\n\n');
      text = frames.pop();
      frames.forEach(heard);
    }
  } finally {
    clearTimeout(silence);
    end.abort();
  }
}

function heard(frame) {
  const [event, data] = frame.split('\n').map((line) => line.slice(line.indexOf(': ') + 2));
  const told = JSON.parse(data);
  if (event === 'all') {
    const reopen = shown?.name;
    methods.clear();
    inSight.clear();
    $('tiles').replaceChildren();
    switches = told.switches;
    $('engine').textContent = told.engine;
    take(told.methods, told.at);
    secondPassed();
    const again = [...methods.values()].find((m) => m.name === reopen);
    if (again) shown = again;
  } else {
    take(told.methods, told.at);
    secondPassed();
  }
  live();
  if (!document.hidden) show();
}

// Said once, not each second: screen readers read it out.
function say(id, text) {
  if ($(id).textContent !== text) $(id).textContent = text;
}

function live() {
  $('live').dataset.state = 'live';
  say('live', 'live');
  $('lost').hidden = true;
  document.body.classList.remove('lost');
}

function lost(wait) {
  $('live').dataset.state = 'lost';
  say('live', 'lost');
  say('lost-what', `Connection lost${asOf ? `; these are the figures of ${clock(asOf)}` : ''}.`);
  $('lost-next').textContent = `Trying again in ${Math.ceil(wait / 1000)} s.`;
  $('lost').hidden = !$('gate').hidden;
  document.body.classList.add('lost');
}

// Waits for the operator to show the token.
function wanted() {
  sessionStorage.removeItem('token');
  $('gate').hidden = false;
  $('lost').hidden = true;
  $('token').focus();
  return new Promise((resolve) => {
    $('gate').addEventListener('submit', (event) => {
      event.preventDefault();
      sessionStorage.setItem('token', $('token').value);
      $('token').value = '';
      $('gate').hidden = true;
      resolve();
    }, { once: true });
  });
}

// ---- hands

const THEMES = ['auto', 'light', 'dark'];

function theme(name) {
  document.documentElement.dataset.theme = name;
  $('theme').textContent = `Theme: ${name}`;
  localStorage.setItem('theme', name);
}

$('theme').addEventListener('click', () => {
  theme(THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % THEMES.length]);
});
$('search').addEventListener('input', arrange);
$('sort').addEventListener('change', arrange);
document.addEventListener('visibilitychange', () => { if (!document.hidden && methods.size > 0) show(); });

document.addEventListener('keydown', (event) => {
  if ($('detail').open || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/' && document.activeElement !== $('search') && $('gate').hidden) {
    event.preventDefault();
    $('search').focus();
  } else if (event.key === 'Escape' && document.activeElement === $('search')) {
    $('search').value = '';
    arrange();
  } else if (event.key === 'ArrowDown' && document.activeElement === $('search')) {
    event.preventDefault();
    $('tiles').querySelector('button')?.focus();
  } else if (document.activeElement?.classList.contains('tile')) {
    step(event);
  }
});

// Arrow keys go through the tiles as they lie on the screen.
function step(event) {
  const items = [...$('tiles').children];
  const across = getComputedStyle($('tiles')).gridTemplateColumns.split(' ').length;
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across, Home: -items.length, End: items.length }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const at = items.indexOf(document.activeElement.parentElement);
  items[Math.max(0, Math.min(items.length - 1, at + by))].querySelector('button').focus();
}

theme(THEMES.includes(localStorage.getItem('theme')) ? localStorage.getItem('theme') : 'auto');
listen();
