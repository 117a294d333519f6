// What the server says to this page, and to whom. Once it lets the page in no more, the page asks for a token.
export const ENDED = 'sessionEnded';

export async function read(path, options) {
  const answer = await fetch(path, options);
  if (answer.status === 401) {
    sessionStorage.setItem(ENDED, 'true');
    location.replace(`/${location.search}`);
  }
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.status === 204 ? undefined : answer.json();
}

/** Who the page acts for; what they may do is decided by the server in any case. */
export class Session {
  static async current() {
    return new Session(await read('/api/v1/session'));
  }

  constructor({ name, role, permissions }) {
    this.name = name;
    this.role = role;
    this.permissions = permissions;
  }

  may(permission) {
    return this.permissions.includes(permission);
  }

  async end() {
    await read('/api/v1/session', { method: 'DELETE' });
    location.replace('/');
  }
}
