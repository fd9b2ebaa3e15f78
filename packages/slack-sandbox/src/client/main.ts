/// <reference lib="dom" />
import './style/index.css';
import { readAddress } from './address.ts';
import { startApp } from './app.ts';
import { renderWelcome } from './parts/picker.ts';
import { fetchTeam } from './server-calls.ts';

const root = document.getElementById('app');
if (root) {
  const team = await fetchTeam();
  const address = readAddress(location.hash);
  // A person is one page: becoming someone else starts a new one, so that nothing of the first stays behind.
  window.addEventListener('hashchange', () => {
    if (readAddress(location.hash).user !== address.user) location.reload();
  });
  const known = team.people.some(({ handle, active }) => handle === address.user && active);
  if (known) startApp(root, team, address);
  else root.replaceChildren(renderWelcome(team));
}
