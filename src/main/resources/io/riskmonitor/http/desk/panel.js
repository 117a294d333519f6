// Why a subject's score is what it is: its parts, and the incidents behind it.
import { day, levelWord, nameOf, number, percent, unknownReason, word } from './words.js';

const SHOWN = 8;

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/**
 * Puts children into an order without ever moving the one that holds the focus: who types or is about to click there is not
 * disturbed.
 */
export function arrange(list, wanted) {
  if (wanted.length === list.children.length && wanted.every((element, i) => element === list.children[i])) return;
  const at = wanted.findIndex(element => element.contains(document.activeElement));
  if (at < 0) {
    list.replaceChildren(...wanted);
    return;
  }
  for (const child of [...list.children]) if (!wanted.includes(child)) child.remove();
  wanted[at].before(...wanted.slice(0, at));
  wanted[at].after(...wanted.slice(at + 1));
}

export function badge(level) {
  return element('span', { className: `level ${(level ?? 'UNKNOWN').toLowerCase()}`, textContent: levelWord(level) });
}

function part(label, value) {
  const shown = value === undefined ? word('notKnown') : number(value, 2);
  const meter = element('meter', { min: 0, max: 1, value: value ?? 0 });
  meter.setAttribute('aria-label', `${label} ${shown}`);
  return element('div', { className: 'part' }, element('span', { textContent: label }), meter, element('span', { textContent: shown }));
}

function row(incident) {
  const where = [
    incident.distanceKm === undefined ? incident.placeName : `${number(incident.distanceKm, 0)} ${word('away')}`,
    `${word('within')}${number(incident.uncertaintyKm, 0)} ${word('kilometres')}`,
  ].filter(Boolean).join(', ');
  return element('li', {},
    element('strong', { textContent: percent(incident.share) }), ` ${incident.headline}`,
    element('small', { textContent: `${day(incident.occurredTo)} · ${where} · ${incident.sources.join(', ')}` }));
}

function forecast(subject) {
  const { probability, low, high, baseRate } = subject.forecast;
  const span = low === undefined ? '' : ` (${percent(low)}–${percent(high)})`;
  const what = word(subject.kind === 'project' ? 'probability' : 'probabilityRegion');
  return element('p', {}, `${word('forecast')}: `, element('strong', { textContent: percent(probability) }),
    `${span} ${what}; ${word('base')} ${percent(baseRate)}`);
}

/** Of a replay only the score is at hand; what is behind it the replay has left in a file. */
export function fillPast(title, body, subject) {
  title.textContent = nameOf(subject.names);
  body.replaceChildren(
    element('p', {}, badge(subject.level), ' ', element('strong', { textContent: number(subject.score) })),
    element('p', { textContent: word('pastBehind') }));
}

/** @param explanation of /api/v1/…/explanation */
export function fill(title, body, explanation) {
  const { subject, site, rows } = explanation;
  title.textContent = nameOf(subject.names);
  const parts = [part(word('hazard'), subject.hazardScore / 100)];
  if (subject.kind === 'project') {
    parts.push(part(word('exposure'), subject.exposure), part(word('vulnerability'), subject.vulnerability));
  }
  body.replaceChildren(
    element('p', {}, badge(subject.level), ' ', element('strong', { textContent: number(subject.score) }),
      subject.unknownBecause ? ` ${unknownReason(subject)}` : ''),
    ...parts,
    ...(site ? [element('p', { textContent: `${word('place')}: ${site.label}` })] : []),
    forecast(subject),
    element('h3', { textContent: word('behind') }),
    rows.length ? element('ol', {}, ...rows.slice(0, SHOWN).map(row)) : element('p', { textContent: word('noIncident') }));
}
