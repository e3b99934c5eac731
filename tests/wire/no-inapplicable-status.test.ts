import { registry } from '../../src/reference/registry.ts';
import { describePlainStatus } from './plain-status.ts';

for (const { code, inapplicable } of registry) if (inapplicable !== null) describePlainStatus(code);
