/** The version of this package, baked in so that ESLint's cache knows it; a test holds it against package.json. */
export const VERSION = '0.1.0';
