export function returnAfter(): null { return null; }
