import { defineCauseRule } from '../cause-rule.ts';
import { rfc } from '../reference/source.ts';

export default defineCauseRule({
  name: 'no-404-for-empty-collection',
  causes: ['empty-list'],
  description: 'Disallow 404 Not Found for a list that is empty',
  preset: 'strict',
  entries: [404, 200],
  sources: [rfc(9110, '15.5.5')],
  meaning: 'the collection is there, with nothing in it',
  wrong: { 404: '"there is nothing at this address"' },
  // The content of a failure is no list yet.
  hasEdit: false,
});
