/** Whether a name begins with a capital letter, as classes, models and constants do. */
export function isCapitalized(name: string): boolean {
  return /^[A-Z]/.test(name);
}

/** Whether a name is written like a class: `NotFoundError`. */
export function isPascalCase(name: string): boolean {
  return /^(?:[A-Z][a-z0-9]+)+$/.test(name);
}

/** Whether a name is written like a constant: `NOT_FOUND`, `CONFLICT`. */
export function isUpperCase(name: string): boolean {
  return /^[A-Z][A-Z0-9_]+$/.test(name);
}

/** Whether a name is written like a constant, and of several words. */
export function isUpperSnakeCase(name: string): boolean {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name);
}
