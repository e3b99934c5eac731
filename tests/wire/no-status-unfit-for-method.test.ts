import { describePlainStatus } from './plain-status.ts';

describePlainStatus(201, ['GET', 'HEAD', 'DELETE']);
describePlainStatus(206, ['POST']);
describePlainStatus(413);
describePlainStatus(415);
describePlainStatus(416, ['POST']);
