// What the page says, in three languages. What the registry names is named there.
const WORDS = {
  en: {
    asOf: 'As of', map: 'Where it is bad', alerts: 'Open alerts', projects: 'Projects', regions: 'Regions',
    name: 'Name, and what weighs most', level: 'Level', risk: 'Risk', hazard: 'Hazard', day: '24 h', close: 'Close',
    incidents: 'Incidents', exposure: 'Exposure', vulnerability: 'Vulnerability', forecast: 'Next 30 days',
    mapNote: 'Dashed circles are incidents, as wide as their place is uncertain. The tables hold the same without the map.',
    scale: 'UNKNOWN is not known, not safe. A project’s risk joins hazard, exposure and vulnerability; a region’s score is its hazard alone. The two cannot be compared.',
    live: 'live', reconnecting: 'no connection, trying again', noIncident: 'no incident counts here', from: 'from',
    notKnown: 'not known', behind: 'What is behind it', away: 'km away', within: 'place known to ±',
    kilometres: 'km', acknowledge: 'Acknowledge', acknowledged: 'acknowledged by', noAlert: 'No alert is open.',
    place: 'Counted at', probability: 'probability of a lethal incident or abduction within 25 km',
    probabilityRegion: 'probability of a lethal incident or abduction', base: 'usual', failed: 'could not be read',
    newAlert: 'New alert', outcomes: { CLOSED: 'Alert closed', RECALLED: 'Alert recalled' }, feeds: 'Sources', source: 'Source', lastRecord: 'Last record, UTC', state: 'State', since: 'since',
    usualGap: 'usual gap', noRhythm: 'rhythm not known', noFeed: 'No source has brought anything yet.',
    feedStates: { LIVE: 'FRESH', STALE: 'SILENT', AWAITED: 'UNKNOWN', NOT_NEEDED: 'NOT WATCHED' },
    because: { noPlace: 'the registry has no place of it', noPhase: 'the registry has no phase of it now', silent: 'a needed source is silent' },
    country: 'Mali, the whole country', judge: 'Judge', judged: 'Judged', judgement: 'What was it?', comment: 'Comment', save: 'Save',
    until: 'to be taken by', over: 'over',
    dispositions: {
      RELEVANT_NO_KNOWN_IMPACT: 'relevant, no known impact',
      RELEVANT_SOME_IMPACT: 'relevant, some impact',
      RELEVANT_SIGNIFICANT_IMPACT: 'relevant, significant impact',
      DUPLICATE: 'duplicate',
      NOT_RELEVANT: 'not relevant',
    },
    past: 'Look back', shown: 'Shown', nowLive: 'now, live', replay: 'REPLAY', simulated: 'SIMULATED', play: 'Play', pause: 'Pause',
    moment: 'Moment of the replay', backToLive: 'Back to live', ofNow: 'now, not of the replay',
    pastAsKnown: 'What the monitor would have said then, knowing only what was known then.',
    pastLatest: 'What the monitor says of then, with all that was known when the replay was made.',
    pastRest: 'Incidents are not drawn; alerts and sources are those of now.',
    pastBehind: 'What is behind it stands in the replay’s file contributions.csv.',
    signIn: 'Sign in', token: 'Access token', signOut: 'Sign out', signedIn: 'Signed in as',
    signInNote: 'Whoever runs the monitor gives tokens out. This browser keeps no token, only a session of 12 hours.',
    wrongToken: 'This token is not valid.', sessionEnded: 'The session has ended: show a valid token.',
    notKept: 'The browser does not keep the session: off the monitor’s own machine the address has to begin with https.',
    roles: { VIEWER: 'viewer', DESK: 'desk', OFFICER: 'officer', ANALYST: 'analyst', ADMIN: 'administrator' },
    levels: { LOW: 'LOW', MODERATE: 'MODERATE', SUBSTANTIAL: 'SUBSTANTIAL', HIGH: 'HIGH', CRITICAL: 'CRITICAL', UNKNOWN: 'UNKNOWN' },
    kinds: {
      PROXIMITY: 'incident near a site',
      TARGETED: 'Chinese interests targeted',
      LEVEL: 'change of risk level',
      SURGE: 'surge of incidents',
      CORRIDOR: 'incident on a line',
      STALE_FEED: 'source silent',
    },
  },
  fr: {
    asOf: 'Situation au', map: 'Où la situation est grave', alerts: 'Alertes en cours', projects: 'Projets', regions: 'Régions',
    name: 'Nom, et ce qui pèse le plus', level: 'Niveau', risk: 'Risque', hazard: 'Aléa', day: '24 h', close: 'Fermer',
    incidents: 'Incidents', exposure: 'Exposition', vulnerability: 'Vulnérabilité', forecast: '30 prochains jours',
    mapNote: 'Les cercles en pointillé sont des incidents : plus le lieu est incertain, plus le cercle est large. Les tableaux disent la même chose sans la carte.',
    scale: 'INCONNU veut dire qu’on ne sait pas, non que tout va bien. Le risque d’un projet réunit aléa, exposition et vulnérabilité ; le score d’une région n’est que son aléa. Les deux ne se comparent pas.',
    live: 'en direct', reconnecting: 'connexion perdue, nouvel essai', noIncident: 'aucun incident ne compte ici', from: 'dus à',
    notKnown: 'inconnu', behind: 'Ce qui l’explique', away: 'km', within: 'lieu connu à ±',
    kilometres: 'km', acknowledge: 'Prendre en charge', acknowledged: 'prise en charge par', noAlert: 'Aucune alerte en cours.',
    place: 'Lieu retenu', probability: 'probabilité d’un incident meurtrier ou d’un enlèvement à moins de 25 km',
    probabilityRegion: 'probabilité d’un incident meurtrier ou d’un enlèvement', base: 'habituelle', failed: 'lecture impossible',
    newAlert: 'Nouvelle alerte', outcomes: { CLOSED: 'Fin d’alerte', RECALLED: 'Alerte annulée' }, feeds: 'Sources', source: 'Source', lastRecord: 'Dernière donnée, UTC', state: 'État', since: 'depuis le',
    usualGap: 'intervalle habituel', noRhythm: 'rythme inconnu', noFeed: 'Aucune source n’a encore rien apporté.',
    feedStates: { LIVE: 'À JOUR', STALE: 'MUETTE', AWAITED: 'INCONNU', NOT_NEEDED: 'NON SUIVIE' },
    because: { noPlace: 'le registre n’en donne pas le lieu', noPhase: 'le registre n’en donne aucune phase à cette date', silent: 'une source requise est muette' },
    country: 'Mali, tout le pays', judge: 'Qualifier', judged: 'Qualifiée', judgement: 'De quoi s’agissait-il ?', comment: 'Commentaire', save: 'Enregistrer',
    until: 'à prendre en charge avant', over: 'terminée',
    dispositions: {
      RELEVANT_NO_KNOWN_IMPACT: 'pertinente, sans conséquence connue',
      RELEVANT_SOME_IMPACT: 'pertinente, conséquences limitées',
      RELEVANT_SIGNIFICANT_IMPACT: 'pertinente, conséquences importantes',
      DUPLICATE: 'doublon',
      NOT_RELEVANT: 'non pertinente',
    },
    past: 'Retour en arrière', shown: 'Affichage', nowLive: 'maintenant, en direct', replay: 'REJEU', simulated: 'SIMULÉ', play: 'Lecture', pause: 'Pause',
    moment: 'Moment du rejeu', backToLive: 'Retour au direct', ofNow: 'maintenant, hors rejeu',
    pastAsKnown: 'Ce que le moniteur aurait dit alors, en ne sachant que ce que l’on savait alors.',
    pastLatest: 'Ce que le moniteur dit de ce moment, avec tout ce que l’on savait au moment du rejeu.',
    pastRest: 'Les incidents ne sont pas dessinés ; alertes et sources sont celles de maintenant.',
    pastBehind: 'Ce qui l’explique se trouve dans le fichier contributions.csv du rejeu.',
    signIn: 'Se connecter', token: 'Jeton d’accès', signOut: 'Se déconnecter', signedIn: 'Connecté :',
    signInNote: 'L’exploitant du moniteur délivre les jetons. Ce navigateur ne garde aucun jeton, seulement une session de 12 heures.',
    wrongToken: 'Ce jeton n’est pas valable.', sessionEnded: 'La session a pris fin : présentez un jeton valable.',
    notKept: 'Le navigateur ne garde pas la session : hors de la machine du moniteur, l’adresse doit commencer par https.',
    roles: { VIEWER: 'lecture seule', DESK: 'bureau de veille', OFFICER: 'responsable sûreté', ANALYST: 'analyste', ADMIN: 'administration' },
    levels: { LOW: 'FAIBLE', MODERATE: 'MODÉRÉ', SUBSTANTIAL: 'SIGNIFICATIF', HIGH: 'ÉLEVÉ', CRITICAL: 'CRITIQUE', UNKNOWN: 'INCONNU' },
    kinds: {
      PROXIMITY: 'incident à proximité d’un site',
      TARGETED: 'intérêts chinois visés',
      LEVEL: 'changement de niveau de risque',
      SURGE: 'multiplication des incidents',
      CORRIDOR: 'incident sur un axe',
      STALE_FEED: 'source muette',
    },
  },
  zh: {
    asOf: '截至', map: '风险分布', alerts: '未关闭的警报', projects: '项目', regions: '大区',
    name: '名称及主要成因', level: '等级', risk: '风险', hazard: '危险度', day: '24小时', close: '关闭',
    incidents: '事件', exposure: '暴露度', vulnerability: '脆弱性', forecast: '未来30天',
    mapNote: '虚线圆为事件，圆越大，地点越不确定。表格与地图内容相同。',
    scale: '“未知”表示尚不清楚，并不代表安全。项目风险综合危险度、暴露度和脆弱性；大区分数只反映危险度，两者不可比较。',
    live: '实时', reconnecting: '连接中断，正在重试', noIncident: '没有计入的事件', from: '来自：',
    notKnown: '未知', behind: '成因', away: '公里外', within: '地点误差±',
    kilometres: '公里', acknowledge: '确认接手', acknowledged: '接手人：', noAlert: '目前没有警报。',
    place: '计分地点', probability: '25公里内发生致命事件或绑架的概率',
    probabilityRegion: '发生致命事件或绑架的概率', base: '平时', failed: '无法读取',
    newAlert: '新警报', outcomes: { CLOSED: '预警解除', RECALLED: '预警撤销' }, feeds: '信源', source: '信源', lastRecord: '最新记录（UTC）', state: '状态', since: '始于',
    usualGap: '通常间隔', noRhythm: '更新频率未知', noFeed: '尚无信源提供数据。',
    feedStates: { LIVE: '正常', STALE: '中断', AWAITED: '未知', NOT_NEEDED: '未监控' },
    because: { noPlace: '名录中没有其位置', noPhase: '名录中没有其当前阶段', silent: '必需的信源中断' },
    country: '马里全国', judge: '研判', judged: '研判结果', judgement: '该警报属于：', comment: '备注', save: '保存',
    until: '须在此前接手：', over: '已结束',
    dispositions: {
      RELEVANT_NO_KNOWN_IMPACT: '相关，无已知影响',
      RELEVANT_SOME_IMPACT: '相关，有一定影响',
      RELEVANT_SIGNIFICANT_IMPACT: '相关，影响重大',
      DUPLICATE: '重复',
      NOT_RELEVANT: '无关',
    },
    past: '回看', shown: '显示', nowLive: '当前（实时）', replay: '回放', simulated: '模拟数据', play: '播放', pause: '暂停',
    moment: '回放时刻', backToLive: '返回实时', ofNow: '当前状态，非回放',
    pastAsKnown: '仅凭当时已知的信息，系统当时会作出的判断。',
    pastLatest: '凭回放时已知的全部信息，系统对当时的判断。',
    pastRest: '回放中不标出事件；警报和信源为当前状态。',
    pastBehind: '成因见该回放的contributions.csv文件。',
    signIn: '登录', token: '访问令牌', signOut: '退出', signedIn: '当前用户：',
    signInNote: '令牌由系统管理员发放。浏览器不保存令牌，只保留12小时的会话。',
    wrongToken: '令牌无效。', sessionEnded: '会话已结束，请出示有效令牌。',
    notKept: '浏览器未能保存会话：不在本机访问时，网址须以https开头。',
    roles: { VIEWER: '只读', DESK: '值班', OFFICER: '安全官', ANALYST: '分析员', ADMIN: '管理员' },
    levels: { LOW: '低', MODERATE: '中', SUBSTANTIAL: '较高', HIGH: '高', CRITICAL: '极高', UNKNOWN: '未知' },
    kinds: {
      PROXIMITY: '项目周边事件',
      TARGETED: '涉中方事件',
      LEVEL: '风险等级变动',
      SURGE: '事件骤增',
      CORRIDOR: '沿线事件',
      STALE_FEED: '信源中断',
    },
  },
};
const KEPT = 'language';

function first() {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages].filter(Boolean);
  return wanted.map(tag => tag.slice(0, 2)).find(tag => tag in WORDS) ?? 'en';
}

let language = first();

export const word = key => WORDS[language][key];
export const levelWord = level => WORDS[language].levels[level ?? 'UNKNOWN'];
export const LEVELS = Object.keys(WORDS.en.levels);
export const feedWord = status => WORDS[language].feedStates[status] ?? status;
export const roleWord = role => WORDS[language].roles[role] ?? role;
export const outcomeWord = status => WORDS[language].outcomes[status];
export const kindWord = kind => WORDS[language].kinds[kind] ?? kind;
export const nameOf = names => names?.[language] ?? '';
export const dispositionWord = disposition => WORDS[language].dispositions[disposition] ?? disposition;
export const DISPOSITIONS = Object.keys(WORDS.en.dispositions);

/** @param subject as alerts give it: of the country and of sources there are no names */
export function subjectName(subject, names) {
  const [kind, id] = subject.split('/');
  if (names) return nameOf(names);
  if (kind === 'feed') return `${word('source')} ${id}`;
  return kind === 'country' && id === 'mali' ? word('country') : id;
}

/** Why a subject's level is not known, in a few words; undefined if it is. */
export function unknownReason(subject) {
  if (!subject.unknownBecause) return undefined;
  const of = WORDS[language].because;
  if (subject.kind === 'project' && !subject.worstSite) return of.noPlace;
  return subject.kind === 'project' && !subject.phase ? of.noPhase : of.silent;
}

/** @param redraw called once another language has been chosen */
export function offerLanguages(group, redraw) {
  group.addEventListener('click', event => {
    const next = event.target.dataset?.language;
    if (next && next !== language) {
      language = next;
      localStorage.setItem(KEPT, next);
      redraw();
    }
  });
}

export function number(value, digits = 1, options = {}) {
  return value === undefined || value === null
    ? '?'
    : new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits, ...options }).format(value);
}

export const percent = value => number(value, 0, { style: 'percent' });

export const day = instant =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(instant));

export const moment = instant =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone: 'UTC' }).format(new Date(instant));

/** Puts the chosen language's words where the page names them. */
export function apply() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-word]')) {
    element.textContent = word(element.dataset.word);
  }
  for (const element of document.querySelectorAll('[data-level]')) {
    element.textContent = levelWord(element.dataset.level);
  }
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language));
  }
  // The banner is in all three; once there is a language, one is enough.
  for (const line of document.querySelectorAll('.simulated p')) {
    line.hidden = (line.lang || 'en') !== language;
  }
}
