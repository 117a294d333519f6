// The open alerts: what waits for somebody first, the worst of it before the rest; taken and judged by those who may.
import { isLinked, linkedAlert } from './linked.js';
import { arrange, badge, element } from './panel.js';
import { read } from './server.js';
import { DISPOSITIONS, dispositionWord, kindWord, LEVELS, moment, outcomeWord, subjectName, word } from './words.js';

const READ = 100;

// What a message led here for comes before all else.
const worstFirst = (a, b) => Number(isLinked(b)) - Number(isLinked(a)) || Boolean(a.acknowledgedBy) - Boolean(b.acknowledgedBy)
  || LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) || b.updatedAt.localeCompare(a.updatedAt);

// Of a silent source there is no incident to tell: its kind says it.
const told = alert => (alert.kind === 'STALE_FEED' ? '' : alert.headline);

// An alert keeps its line while it is shown, so that a judgement in the writing outlives whatever the stream tells.
class AlertLine {
  constructor(session, act) {
    this.act = act;
    this.what = element('p');
    this.notes = element('div');
    this.fault = element('p', { className: 'fault', role: 'status' });
    this.element = element('li', {}, this.what, this.notes);
    if (session.may('ACT_ON_ALERTS')) this.offer();
    this.element.append(this.fault);
  }

  offer() {
    this.take = element('button', { type: 'button' });
    this.take.addEventListener('click', async () => {
      if (await this.send(this.take, { action: 'ACKNOWLEDGE' })) this.summary.focus();
    });
    this.summary = element('summary');
    this.choices = element('select', { required: true }, ...['', ...DISPOSITIONS].map(value => element('option', { value })));
    this.comment = element('textarea', { rows: 2, maxLength: 2000 });
    this.choiceLabel = element('span');
    this.commentLabel = element('span');
    this.save = element('button', { type: 'submit' });
    const form = element('form', {}, element('label', {}, this.choiceLabel, this.choices),
      element('label', {}, this.commentLabel, this.comment), this.save);
    form.addEventListener('submit', async event => {
      event.preventDefault();
      const comment = this.comment.value.trim();
      const said = await this.send(this.save, { action: 'DISPOSE', disposition: this.choices.value, ...(comment && { comment }) });
      if (said) {
        form.reset();
        this.judging.open = false;
        this.summary.focus();
      }
    });
    this.judging = element('details', {}, this.summary, form);
    this.element.append(element('div', { className: 'acts' }, this.take, this.judging));
  }

  /** Whether it went through. */
  async send(button, action) {
    button.disabled = true;
    this.fault.textContent = '';
    try {
      await this.act(this.alert, action);
      return true;
    } catch (fault) {
      this.fault.textContent = `${word('failed')}: ${fault.message}`;
      return false;
    } finally {
      button.disabled = false;
    }
  }

  show(alert, over = false) {
    this.alert = alert;
    this.element.dataset.alert = alert.id;
    if (isLinked(alert)) {
      this.element.setAttribute('aria-current', 'true');
      this.element.tabIndex = -1;
    }
    this.what.replaceChildren(badge(alert.level), ' ',
      element('strong', { textContent: subjectName(alert.subject, alert.names) }), ` ${told(alert)}`);
    const due = alert.acknowledgedBy || !alert.escalatesAt ? '' : ` · ${word('until')} ${moment(alert.escalatesAt)}`;
    this.notes.replaceChildren(...[
      `${kindWord(alert.kind)} · ${moment(alert.updatedAt)}${over ? ` · ${word('over')}` : due}`,
      outcomeWord(alert.status),
      alert.acknowledgedBy && `${word('acknowledged')} ${alert.acknowledgedBy}`,
      alert.disposition && `${word('judged')}: ${dispositionWord(alert.disposition)}`,
    ].filter(Boolean).map(text => element('small', { textContent: text })));
    if (this.take) this.label();
  }

  label() {
    const of = `: ${subjectName(this.alert.subject, this.alert.names)} ${told(this.alert)}`;
    this.take.hidden = Boolean(this.alert.acknowledgedBy || outcomeWord(this.alert.status));
    this.take.textContent = word('acknowledge');
    this.take.setAttribute('aria-label', word('acknowledge') + of);
    this.summary.textContent = word('judge');
    this.summary.setAttribute('aria-label', word('judge') + of);
    this.choiceLabel.textContent = word('judgement');
    this.commentLabel.textContent = word('comment');
    this.save.textContent = word('save');
    for (const option of this.choices.options) option.textContent = option.value && dispositionWord(option.value);
  }
}

export class AlertList {
  constructor(list, session) {
    this.list = list;
    this.session = session;
    this.lines = new Map();
    this.alerts = [];
    this.found = false;
  }

  async read() {
    const [linked, { alerts }] = await Promise.all([linkedAlert(), read(`/api/v1/alerts?state=live&limit=${READ}`)]);
    this.alerts = linked && !alerts.some(isLinked) ? [linked, ...alerts] : alerts;
    this.draw();
    if (linked && !this.found) {
      this.found = true;
      this.list.firstElementChild.focus();
    }
  }

  async act(alert, action) {
    await read(`/api/v1/alerts/${encodeURIComponent(alert.id)}/actions`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(action),
    });
    await this.read();
  }

  draw() {
    const wanted = [...this.alerts].sort(worstFirst).map(alert => this.line(alert));
    for (const [id, line] of this.lines) {
      if (wanted.includes(line)) continue;
      // Who is writing about an alert that has just ended is told so, and may finish.
      if (line.element.contains(document.activeElement)) {
        line.show(line.alert, true);
        wanted.unshift(line);
      } else {
        this.lines.delete(id);
      }
    }
    const none = wanted.length ? [] : [element('li', { textContent: word('noAlert') })];
    arrange(this.list, [...wanted.map(line => line.element), ...none]);
  }

  line(alert) {
    if (!this.lines.has(alert.id)) this.lines.set(alert.id, new AlertLine(this.session, (...what) => this.act(...what)));
    this.lines.get(alert.id).show(alert);
    return this.lines.get(alert.id);
  }
}
