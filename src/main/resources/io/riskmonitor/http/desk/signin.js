// Takes a token once and has it made into a session, which no script can read. The token itself is kept nowhere.
import { ENDED } from './server.js';
import { apply, offerLanguages, word } from './words.js';

const PRINTABLE = /^[\x21-\x7e]+$/;
const $ = id => document.getElementById(id);
let fault = sessionStorage.getItem(ENDED) ? 'sessionEnded' : undefined;
sessionStorage.removeItem(ENDED);

function draw() {
  apply();
  $('fault').textContent = fault ? word(fault) : '';
}

const isIn = async () => (await fetch('/api/v1/session')).ok;

// What is wrong; undefined if there is a session now.
async function open(token) {
  if (!PRINTABLE.test(token)) return 'wrongToken';
  const answer = await fetch('/api/v1/session', { method: 'POST', headers: { Authorization: `Bearer ${token}` } });
  if (answer.status === 401) return 'wrongToken';
  if (!answer.ok) return 'failed';
  // Off this machine browsers keep the session only where TLS is spoken.
  return await isIn() ? undefined : 'notKept';
}

$('signIn').addEventListener('submit', async event => {
  event.preventDefault();
  try {
    fault = await open($('token').value.trim());
  } catch {
    fault = 'failed';
  }
  if (!fault) {
    location.replace(`/${location.search}`);
    return;
  }
  draw();
  $('token').select();
});

offerLanguages($('languages'), draw);
draw();
$('token').focus();
// Whoever follows a link from a mail has a session that browsers do not send with it.
if (!fault && await isIn().catch(() => false)) location.replace(`/${location.search}`);
