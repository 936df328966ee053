// Writes the dashboard that is shipped: node generate.mjs > ../../../docs/monitoring/selvedge-dashboard.json

import { dashboard } from './dashboard.mjs';

process.stdout.write(`${JSON.stringify(dashboard, null, 2)}\n`);
