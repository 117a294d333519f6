// How fresh each source is. What has never come, or cannot be read, is unknown, and looks so.
import { element } from './panel.js';
import { feedWord, moment, number, word } from './words.js';

function state(feed) {
  const pill = element('span', { className: `level feed-${feed.status.toLowerCase()}`, textContent: feedWord(feed.status) });
  return feed.staleSince
    ? element('td', {}, pill, element('small', { textContent: `${word('since')} ${moment(feed.staleSince)}` }))
    : element('td', {}, pill);
}

function row(feed) {
  const rhythm = feed.usualGapHours === undefined ? word('noRhythm') : `${word('usualGap')} ${number(feed.usualGapHours, 0)} h`;
  const last = feed.lastRecord === undefined ? '?' : moment(feed.lastRecord);
  const line = element('tr', {},
    element('th', { scope: 'row' }, feed.feed, element('small', { textContent: rhythm })),
    element('td', { textContent: last }), state(feed));
  line.dataset.feed = feed.feed;
  return line;
}

const notice = text => element('tr', {}, element('td', { colSpan: 3, textContent: text }));

/** @param feeds of /api/v1/feeds; undefined if they could not be read */
export function feedRows(feeds) {
  if (feeds === undefined) return [notice(word('notKnown'))];
  return feeds.length ? feeds.map(row) : [notice(word('noFeed'))];
}
