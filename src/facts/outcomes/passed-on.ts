import type { Guard } from '../../flow/graph.ts';
import type { File } from '../../model/definitions/file.ts';
import { constantReader } from '../../model/definitions/status-constants.ts';
import { staticValues } from '../../syntax/static-values.ts';
import { lastName } from '../../syntax/unwrap.ts';

/** Names under which a status is read off an answer or an error of another server: `upstream.status`, `metadata.httpStatusCode`. */
const STATUS_NAME = /^(?:\w*_?status(?:_?code)?|code)$/i;

/** Whether a guard compares a status received from elsewhere with the one that is sent, so that it is passed on: `if (upstream.status === 404)`. */
export function isPassedOn(code: number, guards: readonly Guard[], file: File): boolean {
  return guards.some(({ test, discriminant }) => {
    const sides =
      test.type === 'SwitchCase'
        ? [discriminant, test.test]
        : test.type === 'BinaryExpression'
          ? [test.left, test.right]
          : [];
    return (
      sides.some(side => side && STATUS_NAME.test(lastName(side) ?? '')) &&
      sides.some(
        side =>
          side && staticValues(side, file.bindings, constantReader(file)).values.some(({ value }) => value === code),
      )
    );
  });
}
