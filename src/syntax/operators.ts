/** Whether an operator says that two values are the same, or that they are not. */
export function isEqualityOperator(operator: string): boolean {
  return isSameOperator(operator) || isOtherOperator(operator);
}

/** Whether an operator says that two values are not the same. */
export function isOtherOperator(operator: string): boolean {
  return operator === '!==' || operator === '!=';
}

/** Whether an operator says which of two values is the lesser. */
export function isOrderOperator(operator: string): boolean {
  return operator === '<' || operator === '<=' || operator === '>' || operator === '>=';
}

/** Whether an operator says yes or no of two values. */
export function isTestOperator(operator: string): boolean {
  return isEqualityOperator(operator) || isOrderOperator(operator) || operator === 'in' || operator === 'instanceof';
}

function isSameOperator(operator: string): boolean {
  return operator === '===' || operator === '==';
}
