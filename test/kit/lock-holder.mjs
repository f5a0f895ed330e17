// Holds an advisory lock as the leader of a log does, and nothing else, in a process that its parent ends. It says so every second,
// and the server ends the session of one that is silent for three (hub/store/database.ts).
import pg from 'pg';

const { databaseUrl } = JSON.parse(process.argv[2]);
const client = new pg.Client({ connectionString: databaseUrl, options: '-c idle_session_timeout=3000' });
client.on('error', () => process.exit());
await client.connect();
await client.query('select pg_advisory_lock(1)');
setInterval(() => void client.query('select 1').catch(() => process.exit()), 1_000);
process.on('disconnect', () => process.exit());
process.send({ holds: true });
