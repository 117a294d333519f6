// The alert that a message led here for: it comes first, also once it is over.
import { read } from './server.js';

const id = new URLSearchParams(location.search).get('alert');

/** As a row of the list has it; undefined if the page was opened for none, or for one that is not held. */
export async function linkedAlert() {
  if (!id) return undefined;
  try {
    const { alert, names } = await read(`/api/v1/alerts/${encodeURIComponent(id)}`);
    return { ...alert, names, acknowledgedBy: alert.acknowledgement?.who, disposition: alert.disposition?.disposition };
  } catch {
    return undefined;
  }
}

export const isLinked = alert => alert.id === id;
