// Says new alerts to those who cannot see them come: each once, what comes together in one sentence.
import { LEVELS, levelWord, word } from './words.js';

const TOGETHER = 1000;

export class News {
  /**
   * @param region an element that screen readers watch
   * @param openedAt the page's first moment, on the clock of the scores, in milliseconds
   */
  constructor(region, openedAt, nameOfSubject) {
    this.region = region;
    this.openedAt = openedAt;
    this.nameOfSubject = nameOfSubject;
    this.heard = new Set();
    this.fresh = [];
  }

  /**
   * @param alert a revision of the stream: news if it is the alert's first, or the first that is heard of one that was
   *     raised since the page was opened
   */
  hear(alert) {
    if (this.heard.has(alert.id)) return;
    this.heard.add(alert.id);
    const raised = alert.revision === 1 || Date.parse(alert.raisedAt) > this.openedAt;
    if (!raised || ['CLOSED', 'RECALLED'].includes(alert.status)) return;
    this.fresh.push(alert);
    if (this.fresh.length === 1) setTimeout(() => this.say(), TOGETHER);
  }

  say() {
    const worst = this.fresh.reduce((a, b) => (LEVELS.indexOf(b.level) > LEVELS.indexOf(a.level) ? b : a));
    const many = this.fresh.length > 1 ? ` (${this.fresh.length})` : '';
    this.region.textContent =
      `${word('newAlert')}${many}: ${levelWord(worst.level)}, ${this.nameOfSubject(worst.subject)}: ${worst.headline}`;
    this.fresh = [];
  }
}
