/* Opens the database at PATH in a process of its own. */
import { openStore } from '../../src/store/engine/open-store.ts';

const [path = ''] = process.argv.slice(2);
const db = await openStore(path);
await db.selectFrom('plan').selectAll().execute();
await db.destroy();
