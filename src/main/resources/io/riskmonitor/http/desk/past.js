// A moment of a replay instead of now: which replay, which moment, played or gone to by hand.
import { element } from './panel.js';
import { read } from './server.js';
import { moment, word } from './words.js';

const PACE = 300;
// However long a replay is, it plays in about a minute.
const FRAMES = 200;
const MOST_HELD = 500;
const $ = id => document.getElementById(id);

function milliseconds(duration) {
  const [, hours = 0, minutes = 0, seconds = 0] = duration.match(/^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/);
  return 1000 * (3600 * hours + 60 * minutes + Number(seconds));
}

// How far a replay has come; undefined before it has begun.
const reached = run => (run.state === 'FINISHED' ? run.to : run.at);

export class Past {
  /** @param changed called whenever another moment is to be shown, or now again */
  constructor(changed) {
    this.changed = changed;
    this.runs = [];
    $('pastRun').addEventListener('change', () => this.choose($('pastRun').value));
    $('pastAt').addEventListener('input', () => {
      const wished = Number($('pastAt').value);
      this.pause();
      this.go(wished);
    });
    $('pastPlay').addEventListener('click', () => (this.playing ? this.pause() : this.play()));
    $('pastLive').addEventListener('click', () => this.leave());
  }

  /** Whether something else than now is shown. */
  get active() {
    return this.now !== undefined;
  }

  async readRuns() {
    try {
      const { runs } = await read('/api/v1/replays');
      this.runs = runs.filter(run => reached(run) && reached(run) >= run.from);
    } catch {
      return; // those that are known stay
    }
    if (this.run) this.extend(this.runs.find(run => run.id === this.run.id) ?? this.run);
    this.draw();
  }

  extend(run) {
    this.run = run;
    this.tick = milliseconds(run.tick);
    this.last = Math.floor((Date.parse(reached(run)) - Date.parse(run.from)) / this.tick);
  }

  choose(id) {
    const run = this.runs.find(one => one.id === id);
    if (!run) {
      this.leave();
      return;
    }
    this.pause();
    this.held = new Map();
    this.extend(run);
    this.go(this.last);
  }

  leave() {
    this.pause();
    this.run = this.now = this.fault = undefined;
    this.draw();
    this.changed();
    $('pastRun').focus();
  }

  play() {
    const stride = Math.ceil((this.last + 1) / FRAMES);
    if (this.step >= this.last) this.go(0);
    this.playing = setInterval(() => {
      if (this.loading) return;
      if (this.step >= this.last) this.pause();
      else this.go(Math.min(this.last, this.step + stride));
    }, PACE);
    this.draw();
  }

  pause() {
    clearInterval(this.playing);
    this.playing = undefined;
    this.draw();
  }

  at(step) {
    return new Date(Date.parse(this.run.from) + step * this.tick);
  }

  /** Goes to a tick of the replay; while one is being read, only the last that is wished for comes next. */
  async go(step) {
    this.step = step;
    this.draw();
    if (this.loading) return;
    this.loading = true;
    try {
      while (this.run && this.step !== undefined && !this.isShown()) await this.load(this.run, this.step);
    } finally {
      this.loading = false;
    }
  }

  isShown() {
    return this.now?.run === this.run.id && this.now.step === this.step;
  }

  async load(run, step) {
    try {
      const day = Math.round(86_400_000 / this.tick);
      const [scores, before] = await Promise.all([this.scores(run, step), this.scores(run, step - day)]);
      if (this.run?.id !== run.id) return;
      this.now = { run: run.id, step, at: this.at(step).toISOString(), scores, before };
      this.fault = undefined;
    } catch (fault) {
      this.step = this.now?.step;
      this.fault = fault;
      this.pause();
    }
    this.draw();
    this.changed();
  }

  async scores(run, step) {
    if (step < 0) return new Map();
    const { held } = this;
    if (!held.has(step)) {
      if (held.size >= MOST_HELD) held.clear();
      const { subjects } = await read(`/api/v1/replays/${encodeURIComponent(run.id)}/scores?at=${this.at(step).toISOString()}`);
      held.set(step, new Map(subjects.map(one => [one.subject, one])));
    }
    return held.get(step);
  }

  /** What the replay says of a subject at that moment; what it does not say is not known. */
  of({ kind, id, names }) {
    const { score, level } = this.now.scores.get(`${kind}/${id}`) ?? {};
    const before = this.now.before.get(`${kind}/${id}`)?.score;
    return { kind, id, names, score, level, change: score === undefined || before === undefined ? undefined : score - before };
  }

  // Only where they change: somebody may just be choosing.
  drawRuns() {
    const names = [word('nowLive'), ...this.runs.map(run => `${word('replay')} ${run.id}`)];
    const options = [...$('pastRun').options];
    if (names.length !== options.length || names.some((name, i) => options[i].textContent !== name)) {
      $('pastRun').replaceChildren(...names.map((textContent, i) =>
        element('option', { value: i ? this.runs[i - 1].id : '', textContent })));
    }
    $('pastRun').value = this.run?.id ?? '';
  }

  draw() {
    $('pastSection').hidden = !this.runs.length && !this.run;
    this.drawRuns();
    $('pastControls').hidden = !this.run;
    document.body.toggleAttribute('data-past', Boolean(this.run));
    for (const note of document.querySelectorAll('.ofNow')) note.hidden = !this.run;
    if (!this.run) return;
    const step = this.step ?? 0;
    const shown = moment(this.at(step));
    const slider = $('pastAt');
    slider.max = this.last;
    slider.value = step;
    slider.setAttribute('aria-label', word('moment'));
    slider.setAttribute('aria-valuetext', `${shown} UTC`);
    // Who listens is told each moment that they go to, and not the hundreds that are played.
    $('pastMoment').setAttribute('aria-live', this.playing ? 'off' : 'polite');
    $('pastMoment').textContent = `${shown} UTC`;
    $('pastPlay').textContent = word(this.playing ? 'pause' : 'play');
    $('pastSimulated').hidden = !this.run.simulated;
    $('pastNote').textContent = this.fault ? `${word('failed')}: ${this.fault.message}`
      : `${word(this.run.asKnown ? 'pastAsKnown' : 'pastLatest')} ${word('pastRest')}`;
  }
}
