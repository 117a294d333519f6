// Starts the page: reads what is known, draws it, and follows what changes.
import { AlertList } from './alerts.js';
import { feedRows } from './feeds.js';
import { RiskMap } from './map.js';
import { News } from './news.js';
import { arrange, badge, element, fill, fillPast } from './panel.js';
import { Past } from './past.js';
import { read, Session } from './server.js';
import { apply, nameOf, number, offerLanguages, percent, roleWord, subjectName, unknownReason, word } from './words.js';

const READ_AGAIN_AFTER = 1000;
const RECONNECT_AFTER = 2000;
// A source falls silent without a word, so freshness is asked for, too.
const FEEDS_EVERY = 60_000;
const $ = id => document.getElementById(id);
const subjects = new Map();
let map;
let alerts;
let selected;
let feeds;
let news;
let session;
let incidents = [];
let liveAsOf = $('asOf').textContent;
const past = new Past(() => { draw(); drawIncidents(); if (selected) select(selected); });

// In the past it is the replay that speaks; what comes in meanwhile is kept for the way back.
const shown = subject => (past.active ? past.of(subject) : subject);

function reason(subject) {
  if (past.active) return '';
  if (subject.unknownBecause) return `${word('notKnown')}: ${unknownReason(subject)}`;
  const worst = subject.worstIncident;
  return worst ? `${percent(worst.share)} ${word('from')} ${worst.headline}` : word('noIncident');
}

// A row stays the same element while its subject is shown, so that neither focus nor a click in the making is lost.
const lines = new Map();

function line(key) {
  const name = element('button', { type: 'button', className: 'name' });
  name.addEventListener('click', () => select(key));
  const made = element('tr', {}, element('th', { scope: 'row' }, name, element('small')), element('td'),
    element('td', { className: 'number' }), element('td', { className: 'number' }));
  made.dataset.subject = key;
  return made;
}

function row(subject) {
  const key = `${subject.kind}/${subject.id}`;
  if (!lines.has(key)) lines.set(key, line(key));
  const [head, level, score, change] = lines.get(key).children;
  head.firstChild.textContent = nameOf(subject.names);
  head.lastChild.textContent = reason(subject);
  level.replaceChildren(badge(subject.level));
  score.textContent = number(subject.score);
  change.textContent = number(subject.change, 1, { signDisplay: 'exceptZero' });
  return lines.get(key);
}

function table(kind) {
  const worstFirst = [...subjects.values()].filter(s => s.kind === kind).map(shown)
    .sort((a, b) => (b.score ?? -1) - (a.score ?? -1) || a.id.localeCompare(b.id)).map(row);
  arrange($(`${kind}s`), worstFirst);
}

function drawSession() {
  $('session').hidden = !session.role;
  $('who').textContent = `${session.name} (${roleWord(session.role)})`;
}

function draw() {
  apply();
  drawSession();
  table('project');
  table('region');
  subjects.forEach(subject => map.show(shown(subject)));
  $('asOf').textContent = past.active ? past.now.at.slice(0, 16).replace('T', ' ') : liveAsOf;
  setLive($('live').dataset.live === 'true');
}

function drawIncidents() {
  map.showIncidents(past.active ? [] : incidents);
}

function drawFeeds() {
  $('feeds').replaceChildren(...feedRows(feeds));
}

async function select(key) {
  const opening = selected !== key;
  selected = key;
  const [kind, id] = key.split('/');
  $('panel').hidden = false;
  if (past.active) {
    fillPast($('panelTitle'), $('panelBody'), past.of(subjects.get(key)));
    if (opening) $('panel').focus();
    return;
  }
  try {
    const explanation = await read(`/api/v1/${kind}s/${encodeURIComponent(id)}/explanation`);
    if (selected === key && !past.active) fill($('panelTitle'), $('panelBody'), explanation);
  } catch (fault) {
    $('panelBody').textContent = `${word('failed')}: ${fault.message}`;
  }
  if (opening) $('panel').focus();
}

async function readSubjects() {
  const [regions, projects] = await Promise.all(
    ['regions', 'projects'].map(kind => read(`/api/v1/${kind}?movement=true`)));
  [...regions, ...projects].forEach(s => subjects.set(`${s.kind}/${s.id}`, s));
}

async function readFeeds() {
  try {
    feeds = await read('/api/v1/feeds');
  } catch {
    feeds = undefined;
  }
  drawFeeds();
}

// Scores come at once with the event; what takes a scan, the worst incident and the change, is read at leisure.
let due = false;
function readSoon() {
  if (due) return;
  due = true;
  setTimeout(async () => {
    due = false;
    try {
      await readSubjects();
      incidents = await read('/api/v1/incidents?limit=100');
      drawIncidents();
      draw();
      await readFeeds();
      if (selected) await select(selected);
    } catch {
      readSoon();
    }
  }, READ_AGAIN_AFTER);
}

let drawing = false;
function drawSoon() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => { drawing = false; draw(); });
}

function take(score) {
  const known = subjects.get(score.subject);
  if (known) {
    for (const field of ['score', 'level', 'unknownBecause']) known[field] = score[field];
    liveAsOf = score.asOf.slice(0, 16).replace('T', ' ');
    if (!past.active) drawSoon();
  }
  readSoon();
}

function setLive(live) {
  const pill = $('live');
  pill.hidden = past.active;
  pill.dataset.live = String(live);
  const says = word(live ? 'live' : 'reconnecting');
  if (pill.textContent !== says) pill.textContent = says;
}

function catchUp() {
  readSoon();
  alerts.read().catch(() => {});
}

function follow() {
  const stream = new EventSource('/api/v1/stream');
  // What came between the lists and the stream, or while there was none, is read again.
  stream.addEventListener('open', () => { setLive(true); catchUp(); });
  stream.addEventListener('score', event => take(JSON.parse(event.data)));
  stream.addEventListener('alert', event => {
    news.hear(JSON.parse(event.data));
    alerts.read().catch(() => {});
  });
  for (const missed of ['gap', 'dropped']) {
    stream.addEventListener(missed, catchUp);
  }
  stream.addEventListener('error', () => {
    setLive(false);
    // The browser tries again by itself unless it was refused, perhaps because the session has ended.
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(follow, RECONNECT_AFTER);
      Session.current().catch(() => {});
    }
  });
}

offerLanguages($('languages'), () => {
  past.draw();
  draw();
  alerts?.draw();
  drawFeeds();
  if (selected) select(selected);
});
function close() {
  const was = selected;
  selected = undefined;
  $('panel').hidden = true;
  document.querySelector(`[data-subject="${CSS.escape(was ?? '')}"] button`)?.focus();
}
$('signOut').addEventListener('click', () => session.end().catch(() => setLive(false)));
$('panelClose').addEventListener('click', close);
document.addEventListener('keydown', event => { if (event.key === 'Escape' && selected) close(); });

async function start() {
  session = await Session.current();
  const [view] = await Promise.all([read('/api/v1/map'), readSubjects(), readFeeds(), past.readRuns()]);
  for (const id of ['mapSection', 'alertSection', 'feedSection', 'languages']) $(id).hidden = false;
  const asOf = Math.max(...[...subjects.values()].map(s => Date.parse(s.asOf)).filter(Number.isFinite));
  news = new News($('news'), asOf, key => subjectName(key, subjects.get(key)?.names));
  alerts = new AlertList($('alerts'), session);
  map = new RiskMap($('map'), view, select);
  read('/desk/rivers.geojson').then(rivers => map.showRivers(rivers)).catch(() => {}); // the map does without
  draw();
  follow();
}

// A server that is starting refuses for a while; until then the page says what it came with.
while (!map) {
  try {
    await start();
  } catch {
    setLive(false);
    await new Promise(resolve => setTimeout(resolve, RECONNECT_AFTER));
  }
}
setInterval(readFeeds, FEEDS_EVERY);
setInterval(() => past.readRuns(), FEEDS_EVERY);
